import { register } from '../base/register.js';
import { DailyOwnerRoom } from './owner-room.js';

// Who imports one element only has its events typed as well.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-owner-room': DailyOwnerRoom;
  }
}

register('daily-owner-room', DailyOwnerRoom);
