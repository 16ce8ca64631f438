import { register } from '../shared/register.js';
import { DailyVideoTile } from './video-tile.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-video-tile': DailyVideoTile;
  }
}

register('daily-video-tile', DailyVideoTile);
