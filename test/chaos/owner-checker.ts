import type { Decision } from '../../src/core/call-state.js';
import type { DailyKnockError } from '../../src/core/errors.js';
import type { DecisionResult } from '../../src/core/outcomes.js';
import type { ActorEvent, Checker } from './actor.js';

/** The reported outcome of a knock. */
export type ReportedOutcome = 'admitted by self' | 'admitted by other' | 'rejected' | 'withdrawn';

interface Person {
  reported: ReportedOutcome | undefined;
  /** The last `daily-before-…` event, and whether the page prevented it. */
  asked: { decision: Decision; vetoed: boolean } | undefined;
}

interface Joining {
  outcome: string | undefined;
}

/** Checks events and promises of `<daily-owner-room>` against the sequences of the contract. */
export class OwnerChecker implements Checker {
  state = 'idle';
  wantsToLeave = false;
  /** The people reported in this call, by id. */
  readonly people = new Map<string, Person>();
  /** The decisions that are being made. */
  intents: { id: string; decision: Decision }[] = [];
  /** Compares an outcome with the room. Returns the contradiction. */
  verify: (id: string, reported: ReportedOutcome) => string | undefined = () => undefined;
  /** Called with each explicit decision to admit a guest. */
  onAdmit: (id: string) => void = () => {};
  readonly #problem: (what: string) => void;
  readonly #errors = new Set<DailyKnockError>();
  readonly #joinings: { joining: Joining | undefined; result: string | undefined }[] = [];
  #joining: Joining | undefined;
  #inCall = false;
  #mustLeave = false;
  #undecided = 0;

  constructor(problem: (what: string) => void) {
    this.#problem = problem;
  }

  onEvent(event: ActorEvent): void {
    const problem = (why: string): void => this.#problem(`${event.name} ${why}`);
    if (this.#mustLeave && event.name !== 'daily-left') problem('between error and left');
    switch (event.name) {
      case 'daily-state-change':
        return this.#changeState(event.detail.from, event.detail.to);
      case 'daily-joined':
        if (this.#inCall || this.state !== 'joined') problem('out of place');
        this.#inCall = true;
        return this.#endJoining('joined');
      case 'daily-left':
        if (!this.#inCall) problem('without having joined');
        if (this.#mustLeave === (event.detail.reason === 'left')) problem(`because of ${event.detail.reason}`);
        if (event.detail.reason === 'left' && !this.wantsToLeave) problem('without a reason');
        this.#mustLeave = false;
        this.#inCall = false;
        return this.people.clear();
      case 'daily-error':
        return this.#error(event.detail.error);
      case 'daily-knock': {
        const { id } = event.detail;
        if (!this.#inCall) problem('outside of a call');
        const before = this.people.get(id);
        if (before && before.reported !== 'withdrawn') problem(`a second time for ${id}`);
        this.people.set(id, { reported: undefined, asked: undefined });
        return;
      }
      case 'daily-before-admit':
      case 'daily-before-reject': {
        const decision = event.name === 'daily-before-admit' ? 'admit' : 'reject';
        const person = this.people.get(event.detail.id);
        if (!person || person.reported) problem('for a person who does not wait');
        if (person) person.asked = { decision, vetoed: event.vetoed };
        if (!this.isIntended(event.detail.id, decision)) problem('without a decision');
        return;
      }
      case 'daily-admitted': {
        const isOurs = event.detail.role === 'owner' && event.detail.by === 'self';
        return this.#report(event.detail.id, isOurs ? 'admitted by self' : 'admitted by other');
      }
      case 'daily-rejected':
        return this.#report(event.detail.id, 'rejected');
      case 'daily-withdrawn':
        return this.#report(event.detail.id, 'withdrawn');
      default:
        problem('is not an owner’s');
    }
  }

  /** Whether this decision is being made. */
  isIntended(id: string, decision: Decision): boolean {
    return this.intents.some((intent) => intent.id === id && intent.decision === decision);
  }

  /** Makes a decision. Nothing else may be sent meanwhile. */
  decide(decision: Decision, ids: readonly string[], act: () => Promise<DecisionResult[]> | undefined): void {
    this.intents = ids.map((id) => ({ id, decision }));
    if (decision === 'admit') for (const id of ids) this.onAdmit(id);
    const results = act();
    this.intents = [];
    if (!results) return;
    this.#undecided += 1;
    void results.then((all) => {
      this.#undecided -= 1;
      if (all.map(({ id }) => id).join() !== ids.join()) this.#problem(`results for ${all.length} of ${ids.length}`);
      for (const result of all) this.#checkResult(result);
    });
  }

  /** Calls `join()` and checks its promise. */
  watch(call: () => Promise<void>): void {
    const wasIn = this.#inCall;
    const promise = call();
    const entry: { joining: Joining | undefined; result: string | undefined } = {
      joining: this.#joining,
      result: undefined,
    };
    this.#joinings.push(entry);
    const settle = (result: string): void => {
      entry.result = result;
      const { joining } = entry;
      if (result === 'aborted' && (!joining || joining.outcome)) return;
      if (!wasIn && joining?.outcome !== result)
        this.#problem(`join(): ${result}, events: ${joining?.outcome ?? 'nothing'}`);
    };
    promise.then(
      () => settle('joined'),
      (reason: unknown) => settle((reason as { code: string }).code),
    );
  }

  /** Checks the state once pending microtasks have run. */
  check(): void {
    if (this.#mustLeave) this.#problem('an error in the call, and no left');
    if (this.#inCall !== (this.state === 'joined')) this.#problem(`in the call: ${this.#inCall}, state ${this.state}`);
    if (!this.#inCall && this.#undecided > 0) this.#problem('a decision is pending though the call is over');
    const late = this.#joinings.find(({ joining, result }) => joining?.outcome && !result);
    if (late) this.#problem(`join() is pending though events say ${late.joining?.outcome}`);
  }

  /** Whether all promises have settled. */
  get isSettled(): boolean {
    return this.#undecided === 0 && this.#joinings.every(({ result }) => result);
  }

  #changeState(from: string, to: string): void {
    if (from !== this.state || from === to) this.#problem(`state from ${from} to ${to} after ${this.state}`);
    this.state = to;
    if (to === 'connecting') {
      this.#joining = { outcome: undefined };
      this.wantsToLeave = false;
    }
    if (to === 'idle' && from === 'connecting') {
      if (!this.wantsToLeave) this.#problem('aborted without a reason');
      this.#endJoining('aborted');
    }
  }

  #endJoining(outcome: string): void {
    if (this.#joining?.outcome) this.#problem(`a second outcome of join(): ${outcome} after ${this.#joining.outcome}`);
    if (this.#joining) this.#joining.outcome = outcome;
  }

  #error(error: DailyKnockError): void {
    if (this.#errors.has(error)) this.#problem(`the same error twice: ${error.code}`);
    this.#errors.add(error);
    if (!error.fatal) return;
    if (this.#inCall) this.#mustLeave = true;
    else this.#endJoining(error.code);
  }

  #report(id: string, reported: ReportedOutcome): void {
    const person = this.people.get(id);
    if (!person) return this.#problem(`${reported}, without a knock: ${id}`);
    // A guest may enter after being given up.
    const isLateEntrance = reported.startsWith('admitted') && /^(?:withdrawn|rejected)$/.test(person.reported ?? '');
    if (person.reported && !isLateEntrance)
      this.#problem(`a second outcome for ${id}: ${reported} after ${person.reported}`);
    person.reported = reported;
    const { asked } = person;
    const own = reported === 'rejected' || reported === 'admitted by self';
    if (own && (!asked || asked.vetoed)) this.#problem(`${id} ${reported} without having asked`);
    const contradiction = this.verify(id, reported);
    if (contradiction) this.#problem(`reports ${id} as ${reported}, but ${contradiction}`);
  }

  #checkResult({ id, outcome, error }: DecisionResult): void {
    const person = this.people.get(id);
    const reported = person?.reported;
    const problem = (): void => this.#problem(`a decision about ${id}: ${outcome}, events: ${reported ?? 'nothing'}`);
    // The call is over, and its people are forgotten.
    if (!person) return;
    if (outcome === 'admitted' && reported !== 'admitted by self') problem();
    if (outcome === 'rejected' && reported !== 'rejected') problem();
    if (outcome === 'vetoed' && !person.asked?.vetoed) problem();
    if (outcome === 'failed' && error?.code !== 'aborted' && !(error && this.#errors.has(error))) problem();
  }
}
