import { register } from '../base/register.js';
import { DailyWaitingList } from './waiting-list.js';

// Types the events for those who import one element only.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-waiting-list': DailyWaitingList;
  }
}

register('daily-waiting-list', DailyWaitingList);
