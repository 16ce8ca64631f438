import { register } from '../base/register.js';
import { DailyVideoTile } from './video-tile.js';

// Who imports one element only has its events typed as well.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-video-tile': DailyVideoTile;
  }
}

register('daily-video-tile', DailyVideoTile);
