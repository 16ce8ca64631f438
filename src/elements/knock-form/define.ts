import { register } from '../shared/register.js';
import '../video-tile/define.js';
import { DailyKnockForm } from './knock-form.js';

declare global {
  interface HTMLElementTagNameMap {
    'daily-knock-form': DailyKnockForm;
  }
}

register('daily-knock-form', DailyKnockForm);
