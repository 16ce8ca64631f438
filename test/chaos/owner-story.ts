import type { Decision } from '../../src/core/call-state.js';
import type { DecisionResult } from '../../src/core/outcomes.js';
import type { DailyKnockError } from '../../src/core/errors.js';
import type { Heard, Story } from './actor.js';

/** What an owner has been told of one person's knock in the end. */
export type Told = 'admitted by self' | 'admitted by other' | 'rejected' | 'withdrawn';

interface AtDoor {
  told: Told | undefined;
  /** What was asked last, and whether the page has prevented it. */
  asked: { decision: Decision; vetoed: boolean } | undefined;
}

interface Joining {
  outcome: string | undefined;
}

/** Holds what `<daily-owner-room>` tells and promises to the sequences of the contract. */
export class OwnerStory implements Story {
  state = 'idle';
  wantsOut = false;
  /** Whom this call has told of, by id. */
  readonly door = new Map<string, AtDoor>();
  /** Decisions that somebody has just asked for. */
  intents: { id: string; decision: Decision }[] = [];
  /** Held to what the room knows. */
  truth: (id: string, told: Told) => string | undefined = () => undefined;
  /** Told of each explicit decision to let somebody in. */
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

  hear(event: Heard): void {
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
        if (event.detail.reason === 'left' && !this.wantsOut) problem('though nobody has wished it');
        this.#mustLeave = false;
        this.#inCall = false;
        return this.door.clear();
      case 'daily-error':
        return this.#error(event.detail.error);
      case 'daily-knock': {
        const { id } = event.detail;
        if (!this.#inCall) problem('outside of a call');
        const before = this.door.get(id);
        if (before && before.told !== 'withdrawn') problem(`a second time for ${id}`);
        this.door.set(id, { told: undefined, asked: undefined });
        return;
      }
      case 'daily-before-admit':
      case 'daily-before-reject': {
        const decision = event.name === 'daily-before-admit' ? 'admit' : 'reject';
        const person = this.door.get(event.detail.id);
        if (!person || person.told) problem(`for somebody who does not wait`);
        if (person) person.asked = { decision, vetoed: event.vetoed };
        if (!this.wanted(event.detail.id, decision)) problem('though nobody decided that');
        return;
      }
      case 'daily-admitted': {
        const isOurs = event.detail.role === 'owner' && event.detail.by === 'self';
        return this.#tell(event.detail.id, isOurs ? 'admitted by self' : 'admitted by other');
      }
      case 'daily-rejected':
        return this.#tell(event.detail.id, 'rejected');
      case 'daily-withdrawn':
        return this.#tell(event.detail.id, 'withdrawn');
      default:
        problem('is not an owner’s');
    }
  }

  /** Whether somebody is just now asking for this. */
  wanted(id: string, decision: Decision): boolean {
    return this.intents.some((intent) => intent.id === id && intent.decision === decision);
  }

  /**
   * A person decides: nothing else may be sent meanwhile.
   *
   * @param decision what
   * @param ids about whom
   * @param act does it
   */
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

  /**
   * Watches what `join()` gives.
   *
   * @param call calls it
   */
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

  /** To be asked when all promises have had their turn. */
  check(): void {
    if (this.#mustLeave) this.#problem('an error in the call, and no left');
    if (this.#inCall !== (this.state === 'joined')) this.#problem(`in the call: ${this.#inCall}, state ${this.state}`);
    if (!this.#inCall && this.#undecided > 0) this.#problem('a decision is pending though the call is over');
    const late = this.#joinings.find(({ joining, result }) => joining?.outcome && !result);
    if (late) this.#problem(`join() is pending though events say ${late.joining?.outcome}`);
  }

  /** Whether all that was promised has been settled. */
  get isSettled(): boolean {
    return this.#undecided === 0 && this.#joinings.every(({ result }) => result);
  }

  #changeState(from: string, to: string): void {
    if (from !== this.state || from === to) this.#problem(`state from ${from} to ${to} after ${this.state}`);
    this.state = to;
    if (to === 'connecting') {
      this.#joining = { outcome: undefined };
      this.wantsOut = false;
    }
    if (to === 'idle' && from === 'connecting') {
      if (!this.wantsOut) this.#problem('aborted, though nobody has wished it');
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

  #tell(id: string, told: Told): void {
    const person = this.door.get(id);
    if (!person) return this.#problem(`${told}, without a knock: ${id}`);
    if (person.told) this.#problem(`a second outcome for ${id}: ${told} after ${person.told}`);
    person.told = told;
    const { asked } = person;
    const own = told === 'rejected' || told === 'admitted by self';
    if (own && (!asked || asked.vetoed)) this.#problem(`${id} ${told} without having asked`);
    const lie = this.truth(id, told);
    if (lie) this.#problem(`says that ${id} was ${told}: ${lie}`);
  }

  #checkResult({ id, outcome, error }: DecisionResult): void {
    const person = this.door.get(id);
    const told = person?.told;
    const problem = (): void => this.#problem(`a decision about ${id}: ${outcome}, events: ${told ?? 'nothing'}`);
    // A result that comes when the call is over already is about somebody who is no longer known.
    if (!person) return;
    if (outcome === 'admitted' && told !== 'admitted by self') problem();
    if (outcome === 'rejected' && told !== 'rejected') problem();
    if (outcome === 'vetoed' && !person.asked?.vetoed) problem();
    if (outcome === 'failed' && error?.code !== 'aborted' && !(error && this.#errors.has(error))) problem();
  }
}
