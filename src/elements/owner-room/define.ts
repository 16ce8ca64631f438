import { register } from '../base/register.js';
import { DailyOwnerRoom } from './owner-room.js';

// Types the events for those who import one element only.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-owner-room': DailyOwnerRoom;
  }
}

register('daily-owner-room', DailyOwnerRoom);
