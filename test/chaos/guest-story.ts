import type { KnockOutcome } from '../../src/core/guest-session.js';
import type { Heard, Story } from './actor.js';

export type Outcome = KnockOutcome | `failed: ${string}`;

/** One knock: from `daily-before-knock` to its one outcome. */
export interface Knock {
  /** Where in its sequence it is. */
  phase: 'asked' | 'waiting' | 'admitted' | 'in' | 'over';
  id: string;
  outcome: Outcome | undefined;
  vetoed: boolean;
}

/** Holds what `<daily-knock-form>` tells and promises to the sequences of the contract. */
export class GuestStory implements Story {
  knock: Knock | undefined;
  state = 'idle';
  wantsOut = false;
  /** Held to what the room knows. */
  truth: (id: string, outcome: Outcome) => string | undefined = () => undefined;
  readonly #problem: (what: string) => void;
  readonly #promises: { knock: Knock | undefined; result: Outcome | undefined }[] = [];
  /** A fatal error has ended a call: `daily-left` must be next. */
  #mustLeave = false;

  constructor(problem: (what: string) => void) {
    this.#problem = problem;
  }

  /** The session id of the last knock. */
  get id(): string {
    return this.knock?.id ?? '';
  }

  hear(event: Heard): void {
    const { knock } = this;
    const phase = knock?.phase ?? 'over';
    const expect = (holds: boolean): boolean => {
      if (!holds) this.#problem(`${event.name} while its knock is ${phase} (${knock?.outcome ?? 'no outcome'})`);
      return holds;
    };
    if (this.#mustLeave && event.name !== 'daily-left') this.#problem(`${event.name} between error and left`);
    switch (event.name) {
      case 'daily-state-change': {
        const { from, to } = event.detail;
        if (from !== this.state || from === to) this.#problem(`state from ${from} to ${to} after ${this.state}`);
        this.state = to;
        break;
      }
      case 'daily-before-knock':
        expect(phase === 'over');
        this.wantsOut = false;
        this.knock = { phase: 'asked', id: '', outcome: undefined, vetoed: event.vetoed };
        if (event.vetoed) this.#end('cancelled');
        break;
      case 'daily-waiting':
        if (!expect(phase === 'asked') || !knock) break;
        knock.phase = 'waiting';
        knock.id = event.detail.id;
        break;
      case 'daily-unanswered':
        expect(phase === 'waiting');
        break;
      case 'daily-admitted':
        if (!expect(phase === (event.detail.role === 'guest' && event.detail.knocked ? 'waiting' : 'asked')) || !knock)
          break;
        this.#end('admitted');
        knock.phase = 'admitted';
        knock.id = event.detail.id;
        break;
      case 'daily-joined':
        if (expect(phase === 'admitted') && knock) knock.phase = 'in';
        break;
      case 'daily-rejected':
        if (expect(phase === 'waiting')) this.#end('rejected');
        break;
      case 'daily-withdrawn':
        if (!this.wantsOut) this.#problem('withdrawn, though nobody has wished it');
        if (expect(phase === 'asked' || phase === 'waiting')) this.#end('cancelled');
        break;
      case 'daily-left':
        if (expect(phase === 'in') && knock) knock.phase = 'over';
        if (this.#mustLeave === (event.detail.reason === 'left')) this.#problem(`left: ${event.detail.reason}`);
        if (event.detail.reason === 'left' && !this.wantsOut) this.#problem('left, though nobody has wished it');
        this.#mustLeave = false;
        break;
      case 'daily-error': {
        const { code, fatal } = event.detail.error;
        if (!fatal) break;
        if (phase === 'in') this.#mustLeave = true;
        else if (expect(phase === 'asked' || phase === 'waiting')) this.#end(`failed: ${code}`);
        break;
      }
      default:
        expect(false);
    }
  }

  /**
   * Watches what `knock()` gives.
   *
   * @param call calls it
   */
  watch(call: () => Promise<KnockOutcome>): void {
    const promise = call();
    const entry: { knock: Knock | undefined; result: Outcome | undefined } = { knock: this.knock, result: undefined };
    this.#promises.push(entry);
    const settle = (result: Outcome): void => {
      entry.result = result;
      const { knock } = entry;
      // Outside of the page nothing begins.
      if (result === 'failed: aborted' && (!knock || knock.outcome)) return;
      if (knock?.outcome !== result) this.#problem(`knock(): ${result}, events: ${knock?.outcome ?? 'nothing'}`);
    };
    promise.then(settle, (reason: unknown) => settle(`failed: ${(reason as { code: string }).code}`));
  }

  /** To be asked when all promises have had their turn. */
  check(): void {
    if (this.#mustLeave) this.#problem('an error in the call, and no left');
    if (this.knock?.phase === 'admitted') this.#problem('admitted, and not joined');
    const late = this.#promises.find(({ knock, result }) => knock?.outcome && !result);
    if (late) this.#problem(`knock() is pending though events say ${late.knock?.outcome}`);
  }

  /** Whether all that was promised has been settled. */
  get isSettled(): boolean {
    return this.#promises.every(({ result }) => result) && this.knock?.phase !== 'asked';
  }

  #end(outcome: Outcome): void {
    if (!this.knock) return;
    if (this.knock.outcome) this.#problem(`a second outcome: ${outcome} after ${this.knock.outcome}`);
    const lie = this.knock.id && this.truth(this.knock.id, outcome);
    if (lie) this.#problem(`is told: ${outcome}; ${lie}`);
    this.knock.outcome = outcome;
    this.knock.phase = 'over';
  }
}
