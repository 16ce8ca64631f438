import type { DailyKnockForm } from '../../../src/elements/knock-form/knock-form.js';
import { CallElementHarness } from './call-element-harness.js';

/** A guest who uses `<daily-knock-form>`. */
export class KnockFormHarness extends CallElementHarness<DailyKnockForm> {
  fillName(name: string): void {
    this.fill('Your name', name);
  }

  fillLink(link: string): void {
    this.fill('Room link', link);
  }

  knock(): Promise<void> {
    return this.press('Knock');
  }
}
