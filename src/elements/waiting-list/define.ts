import { register } from '../shared/register.js';
import { DailyWaitingList } from './waiting-list.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-waiting-list': DailyWaitingList;
  }
}

register('daily-waiting-list', DailyWaitingList);
