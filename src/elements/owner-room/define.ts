import { register } from '../shared/register.js';
import '../video-tile/define.js';
import '../waiting-list/define.js';
import { DailyOwnerRoom } from './owner-room.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-owner-room': DailyOwnerRoom;
  }
}

register('daily-owner-room', DailyOwnerRoom);
