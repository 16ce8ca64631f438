import { register } from '../base/register.js';
import { DailyKnockForm } from './knock-form.js';

// Who imports one element only has its events typed as well.
export type { DailyKnockEventMap } from '../../events.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-knock-form': DailyKnockForm;
  }
}

register('daily-knock-form', DailyKnockForm);
