import type { KnockOutcome } from '../../src/core/guest-session.js';
import type { ActorEvent, Checker } from './actor.js';

export type Outcome = KnockOutcome | `failed: ${string}`;

/** One knock: from `daily-before-knock` to its one outcome. */
export interface Knock {
  phase: 'asked' | 'waiting' | 'admitted' | 'in' | 'over';
  id: string;
  outcome: Outcome | undefined;
  vetoed: boolean;
}

/** Checks events and promises of `<daily-knock-form>` against the sequences of the contract. */
export class GuestChecker implements Checker {
  knock: Knock | undefined;
  state = 'idle';
  wantsToLeave = false;
  /** Compares an outcome with the room. Returns the contradiction. */
  verify: (id: string, outcome: Outcome) => string | undefined = () => undefined;
  readonly #problem: (what: string) => void;
  readonly #promises: { knock: Knock | undefined; result: Outcome | undefined }[] = [];
  /** Whether `daily-left` must be next, after a fatal error in a call. */
  #mustLeave = false;

  constructor(problem: (what: string) => void) {
    this.#problem = problem;
  }

  /** The session id of the last knock. */
  get id(): string {
    return this.knock?.id ?? '';
  }

  onEvent(event: ActorEvent): void {
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
        this.wantsToLeave = false;
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
        if (!this.wantsToLeave) this.#problem('withdrawn without a reason');
        if (expect(phase === 'asked' || phase === 'waiting')) this.#end('cancelled');
        break;
      case 'daily-left':
        if (expect(phase === 'in') && knock) knock.phase = 'over';
        if (this.#mustLeave === (event.detail.reason === 'left')) this.#problem(`left: ${event.detail.reason}`);
        if (event.detail.reason === 'left' && !this.wantsToLeave) this.#problem('left without a reason');
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

  /** Calls `knock()` and checks its promise. */
  watch(call: () => Promise<KnockOutcome>): void {
    const promise = call();
    const entry: { knock: Knock | undefined; result: Outcome | undefined } = { knock: this.knock, result: undefined };
    this.#promises.push(entry);
    const settle = (result: Outcome): void => {
      entry.result = result;
      const { knock } = entry;
      // `knock()` rejects while the element is not in the page.
      if (result === 'failed: aborted' && (!knock || knock.outcome)) return;
      if (knock?.outcome !== result) this.#problem(`knock(): ${result}, events: ${knock?.outcome ?? 'nothing'}`);
    };
    promise.then(settle, (reason: unknown) => settle(`failed: ${(reason as { code: string }).code}`));
  }

  /** Checks the state once pending microtasks have run. */
  check(): void {
    if (this.#mustLeave) this.#problem('an error in the call, and no left');
    if (this.knock?.phase === 'admitted') this.#problem('admitted, and not joined');
    const late = this.#promises.find(({ knock, result }) => knock?.outcome && !result);
    if (late) this.#problem(`knock() is pending though events say ${late.knock?.outcome}`);
  }

  /** Whether all promises have settled. */
  get isSettled(): boolean {
    return this.#promises.every(({ result }) => result) && this.knock?.phase !== 'asked';
  }

  #end(outcome: Outcome): void {
    if (!this.knock) return;
    if (this.knock.outcome) this.#problem(`a second outcome: ${outcome} after ${this.knock.outcome}`);
    const contradiction = this.knock.id && this.verify(this.knock.id, outcome);
    if (contradiction) this.#problem(`got ${outcome}, but ${contradiction}`);
    this.knock.outcome = outcome;
    this.knock.phase = 'over';
  }
}
