import { register } from '../base/register.js';
import { DailyWaitingList } from './waiting-list.js';

// Who imports one element only has its events typed as well.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-waiting-list': DailyWaitingList;
  }
}

register('daily-waiting-list', DailyWaitingList);
