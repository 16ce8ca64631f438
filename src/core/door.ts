import type { DailyParticipant } from '@daily-co/daily-js';
import { DECISION_TIMEOUT, type CallSnapshot, type Decision, type WaitingParticipant } from './call-state.js';
import type { Clock } from './clock.js';
import { Departures } from './departures.js';
import { DailyKnockError } from './errors.js';
import type { Report } from './reports.js';
import type { DecisionMark } from './waiting-list.js';

/** What became of a decision. */
export interface DecisionResult {
  id: string;
  name: string;
  /** `gone`: the person no longer waits. `vetoed`: a listener of `daily-before-…` called `preventDefault()`. */
  outcome: 'admitted' | 'rejected' | 'gone' | 'vetoed' | 'failed';
  /** With `failed` only. */
  error?: DailyKnockError;
}

/** What the door needs of the store that it belongs to. */
export interface DoorHost {
  readonly clock: Clock;
  /** Whether the connection that tells of people is lost for now. */
  isCutOff(): boolean;
  /** Sends an answer; the promise is Daily's. */
  answer(id: string, admit: boolean): Promise<unknown>;
  readonly report: Report;
  /** A mark has changed, so the list must be made anew. */
  changed(): void;
}

/** A refusal and the news that the person has gone may come in either order, close together. Milliseconds. */
export const REFUSAL_GRACE = 1000;

interface Flight {
  readonly person: WaitingParticipant;
  readonly decision: Decision;
  readonly promise: Promise<DecisionResult>;
  readonly resolve: (result: DecisionResult) => void;
  cancelTimer: () => void;
  /** Daily has said no to it, which may have been because the person was about to go. */
  refused: boolean;
}

const nothing = (): void => {};

/**
 * The owner's side of the door: who is at it, what was decided about them, and what became of them. It tells each
 * arrival and each outcome once.
 */
export class Door {
  /** How long a decision may go without an answer, in seconds. */
  decisionTimeout = DECISION_TIMEOUT;
  /** How the answer to each person stands. */
  readonly marks = new Map<string, DecisionMark>();
  readonly #host: DoorHost;
  readonly #flights = new Map<string, Flight>();
  /** Those who wait and have been reported. */
  readonly #present = new Map<string, WaitingParticipant>();
  readonly #departures: Departures;
  /** Names of all who waited in this call, for answers that come too late. */
  readonly #names = new Map<string, string>();
  /** Those in the call, as of the last update. */
  #participants: Readonly<Record<string, DailyParticipant>> = {};

  constructor(host: DoorHost) {
    this.#host = host;
    this.#departures = new Departures(host.clock, () => host.isCutOff());
  }

  /**
   * Decides about one person. While a decision about them is under way, gives the promise of that one.
   *
   * @param id their session id
   * @param decision what to do
   * @returns a promise that never rejects
   */
  decide(id: string, decision: Decision): Promise<DecisionResult> {
    const underWay = this.#flights.get(id);
    if (underWay) return underWay.promise;
    const person = this.#present.get(id);
    if (!person || this.marks.get(id)?.status === 'done') {
      return Promise.resolve({ id, name: this.#names.get(id) ?? '', outcome: 'gone' });
    }
    let resolve: (result: DecisionResult) => void = nothing;
    const promise = new Promise<DecisionResult>((done) => (resolve = done));
    const flight: Flight = { person, decision, promise, resolve, cancelTimer: nothing, refused: false };
    // Known as under way before anybody is asked, so that a listener who decides again gets this one.
    this.#flights.set(id, flight);
    const allowed = this.#host.report(`daily-before-${decision}`, { id, name: person.name });
    if (this.#flights.get(id) !== flight) return promise;
    if (!allowed) this.#settle(flight, 'vetoed');
    else this.#send(flight);
    return promise;
  }

  /**
   * Compares the list with what has been told, and tells the rest.
   *
   * @param snapshot the call now
   * @param names names of those whom Daily lists, by id
   * @param most how many arrivals are told at the most
   * @returns whether there are more
   */
  update(snapshot: CallSnapshot, names: ReadonlyMap<string, string>, most = Infinity): boolean {
    const { participants } = snapshot;
    this.#participants = participants;
    for (const [id, person] of this.#present) {
      const name = names.get(id);
      if (name === undefined) this.#leave(person);
      else if (name !== person.name) this.#know({ ...person, name });
    }
    for (const id of this.#departures.ids) if (participants[id]) this.#enter(id);
    this.#departures.check();
    let told = 0;
    for (const { id, name, since } of snapshot.waiting) {
      if (this.#present.has(id)) continue;
      if (told === most) return true;
      told += 1;
      this.#explain(id, false);
      this.#know({ id, name, since });
      this.#host.report('daily-knock', { id, name, since });
    }
    return false;
  }

  /** The call is over: Daily's list has emptied without a word, and so does this one. */
  close(): void {
    for (const flight of [...this.#flights.values()]) this.#settle(flight, 'failed', new DailyKnockError('aborted'));
    this.#departures.clear();
    this.#participants = {};
    for (const map of [this.marks, this.#present, this.#names]) map.clear();
  }

  #send(flight: Flight): void {
    const { person, decision } = flight;
    this.#mark(person.id, { status: 'deciding', decision });
    flight.cancelTimer = this.#host.clock.after(this.decisionTimeout * 1000, () => this.#fail(flight, undefined));
    this.#host.answer(person.id, decision === 'admit').then(
      () => this.#succeed(flight),
      (reason: unknown) => {
        if (!this.#isOpen(flight)) return;
        if (!this.#present.has(person.id)) return this.#tooLate(flight);
        flight.refused = true;
        flight.cancelTimer();
        flight.cancelTimer = this.#host.clock.after(REFUSAL_GRACE, () => this.#fail(flight, reason));
      },
    );
  }

  #isOpen(flight: Flight): boolean {
    return this.#flights.get(flight.person.id) === flight;
  }

  #succeed(flight: Flight): void {
    if (!this.#isOpen(flight)) return;
    const { id } = flight.person;
    // Daily may accept what comes too late: whoever is in the call was let in by another owner, and not turned away.
    if (flight.decision === 'reject' && this.#participants[id]) return this.#tooLate(flight);
    this.#departures.end(id);
    this.#settle(flight, flight.decision === 'admit' ? 'admitted' : 'rejected');
  }

  #fail(flight: Flight, reason: unknown): void {
    if (!this.#isOpen(flight)) return;
    if (!this.#present.has(flight.person.id)) return this.#tooLate(flight);
    const cause = reason === undefined ? 'No answer came.' : reason;
    const error = reason instanceof DailyKnockError ? reason : new DailyKnockError('decision-failed', { cause });
    this.#settle(flight, 'failed', error);
  }

  /** They are no longer there to be decided about; if they are in the call, another owner let them in. */
  #tooLate(flight: Flight): void {
    const { id } = flight.person;
    this.#settle(flight, 'gone');
    if (this.#participants[id]) this.#explain(id, true);
  }

  #settle(flight: Flight, outcome: DecisionResult['outcome'], error?: DailyKnockError): void {
    const { decision } = flight;
    const { id } = flight.person;
    // The name may have changed while the answer was on its way.
    const name = this.#names.get(id) ?? flight.person.name;
    flight.cancelTimer();
    this.#flights.delete(id);
    const done = outcome === 'admitted' || outcome === 'rejected';
    if (done && this.#present.has(id)) this.#mark(id, { status: 'done', decision });
    else if (outcome === 'failed') this.#mark(id, { status: 'failed', decision });
    else this.#mark(id, undefined);
    const { report } = this.#host;
    if (outcome === 'admitted') report('daily-admitted', { role: 'owner', id, name, by: 'self' });
    else if (outcome === 'rejected') report('daily-rejected', { role: 'owner', id, name });
    else if (error && error.code !== 'aborted') report('daily-error', { error });
    flight.resolve(error ? { id, name, outcome, error } : { id, name, outcome });
  }

  #mark(id: string, mark: DecisionMark | undefined): void {
    if (mark) this.marks.set(id, mark);
    else if (!this.marks.delete(id)) return;
    this.#host.changed();
  }

  #know(person: WaitingParticipant): void {
    this.#present.set(person.id, person);
    this.#names.set(person.id, person.name);
  }

  /** Somebody is no longer listed. */
  #leave(person: WaitingParticipant): void {
    const { id } = person;
    this.#present.delete(id);
    const mark = this.marks.get(id);
    if (mark && mark.status !== 'deciding') this.marks.delete(id);
    if (mark?.status === 'done') return;
    this.#departures.begin(id, () => {
      const flight = this.#flights.get(id);
      this.#explain(id, false);
      // They went while our own answer was under way, and no word against it came: it was our answer.
      if (flight) this.#succeed(flight);
    });
    const flight = this.#flights.get(id);
    if (flight?.refused) this.#tooLate(flight);
    if (this.#participants[id]) this.#enter(id);
  }

  /** Somebody who is no longer listed is in the call. If we meant to let them in, the answer tells whether we did. */
  #enter(id: string): void {
    const flight = this.#flights.get(id);
    if (flight?.decision === 'admit') return;
    if (flight) this.#tooLate(flight);
    else this.#explain(id, true);
  }

  /** Tells why somebody went, once, unless our own decision about them will tell it. */
  #explain(id: string, entered: boolean): void {
    if (this.#flights.has(id)) {
      if (!entered) this.#departures.end(id);
      return;
    }
    if (!this.#departures.end(id)) return;
    const name = this.#names.get(id) ?? '';
    if (entered) this.#host.report('daily-admitted', { role: 'owner', id, name, by: 'other' });
    else this.#host.report('daily-withdrawn', { role: 'owner', id, name });
  }
}
