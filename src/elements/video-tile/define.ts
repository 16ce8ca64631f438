import { register } from '../base/register.js';
import { DailyVideoTile } from './video-tile.js';

// Types the events for those who import one element only.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-video-tile': DailyVideoTile;
  }
}

register('daily-video-tile', DailyVideoTile);
