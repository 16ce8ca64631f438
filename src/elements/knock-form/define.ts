import { register } from '../base/register.js';
import { DailyKnockForm } from './knock-form.js';

// Types the events for those who import one element only.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-knock-form': DailyKnockForm;
  }
}

register('daily-knock-form', DailyKnockForm);
