import type { DailyEvent, DailyEventObject, DailyEventObjectFatalError } from '@daily-co/daily-js';
import { fromFatalEvent } from './daily-errors.js';
import type { DailyKnockError } from './errors.js';

/** Reads from Daily's events how a call ends, once for each end. */
export class CallEnds {
  /** Daily's `error` is followed by a `left-meeting` that tells nothing new, whatever the page has begun since. */
  #owesLeft = false;

  /**
   * @param event any of Daily's
   * @returns a fatal error; `left` when somebody has ended the call; nothing if it goes on, or its end is known
   */
  read(event: DailyEventObject<DailyEvent>): DailyKnockError | 'left' | undefined {
    switch (event.action) {
      case 'error':
        this.#owesLeft = true;
        return fromFatalEvent(event as DailyEventObjectFatalError);
      case 'left-meeting':
        if (!this.#owesLeft) return 'left';
        this.forget();
        return undefined;
      case 'call-instance-destroyed':
        return 'left';
      case 'joined-meeting':
        this.forget();
        return undefined;
      default:
        return undefined;
    }
  }

  /** Whatever is still to come is of a call that is of no concern any more. */
  forget(): void {
    this.#owesLeft = false;
  }
}
