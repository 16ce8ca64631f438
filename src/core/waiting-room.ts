import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot, Decision, WaitingParticipant } from './call-state.js';
import { DECISION_TIMEOUT } from './requests.js';
import type { Clock } from './clock.js';
import { DailyKnockError } from './errors.js';
import {
  departureGrace,
  OUTCOMES,
  REFUSAL_GRACE_MS,
  RELIST_GRACE_MS,
  SILENCE_MS,
  type Answer,
  type DecisionResult,
} from './outcomes.js';
import type { Report } from './reports.js';
import type { DecisionStatus } from './waiting-list.js';

/** What the waiting room needs of the store that it belongs to. */
export interface WaitingRoomHost {
  readonly clock: Clock;
  /** Whether the connection that carries knocks is lost for now. */
  isCutOff(): boolean;
  /** Sends an answer; the promise is Daily's. */
  answer(id: string, admit: boolean): Promise<unknown>;
  readonly report: Report;
  /** The list must be made anew. */
  changed(): void;
}

interface PendingDecision {
  readonly decision: Decision;
  readonly promise: Promise<DecisionResult>;
  readonly resolve: (result: DecisionResult) => void;
  cancelTimer: () => void;
  sent: boolean;
  /** Daily has said no to it, perhaps because the person was about to go. */
  refused: boolean;
}

interface Guest {
  person: WaitingParticipant;
  /** Whether they are shown as waiting: Daily lists them, or listed them when the connection was lost. */
  listed: boolean;
  /** When they were last known to be heard: repeated knocks bring no event, so this is usually when they were first listed. */
  heardAt: number;
  hasReturned: boolean;
  /** Whether Daily has listed them since the connection last changed. */
  isSeen: boolean;
  /** What was decided about them has been seen; nothing more is reported. */
  isSettled: boolean;
  /** Whether an Allow of this owner's has been sent, even if it has failed by now: it may have arrived late. */
  hasAllowed: boolean;
  pending: PendingDecision | undefined;
  departure: Departure | undefined;
}

/** Somebody has left the list, and what explains it is waited for. */
interface Departure {
  /** When the wait is over; browsers let the timers of hidden pages go off late. */
  readonly at: number;
  /** Whether they may only not have been heard. */
  readonly isForSilence: boolean;
  readonly cancel: () => void;
}

const noop = (): void => {};

/**
 * Who waits, what this owner has decided about them, and what became of it. Daily confirms no answer, so an outcome is what is seen:
 * in the call, no longer listed, or still listed. Reports each arrival and each outcome once.
 */
export class WaitingRoom {
  /** Seconds after which a decision about somebody who is still listed counts as failed. */
  decisionTimeout = DECISION_TIMEOUT;
  /** How the decision about each person stands, by id. */
  readonly statuses = new Map<string, DecisionStatus>();
  readonly #host: WaitingRoomHost;
  /** All who have waited in this call. */
  readonly #guests = new Map<string, Guest>();
  /** Those of whom something may still have to be reported. */
  readonly #unsettled = new Set<Guest>();
  #names: ReadonlyMap<string, string> = new Map();
  #participants: Readonly<Record<string, DailyParticipant>> = {};
  #wasCutOff = false;
  #cancelRelisting: (() => void) | undefined;

  constructor(host: WaitingRoomHost) {
    this.#host = host;
  }

  /**
   * Whom to show: those whom Daily lists, and while the connection is lost (and until it has shown who is still there) those who were
   * listed when it was.
   *
   * @param names names of those whom Daily lists, by id
   */
  listing(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    if (!this.#isBlind) return names;
    const all = new Map(names);
    for (const { listed, person } of this.#unsettled) {
      if (listed && !all.has(person.id) && !this.#participants[person.id]) all.set(person.id, person.name);
    }
    return all;
  }

  /**
   * Since when somebody waits who has been off Daily's list meanwhile.
   *
   * @param id their session id, which lasts as long as their knock
   */
  since(id: string): Date | undefined {
    const guest = this.#guests.get(id);
    return guest?.isSettled ? undefined : guest?.person.since;
  }

  /**
   * Decides about one person. While a decision about them is pending, returns the promise of that one.
   *
   * @param id their session id
   * @param decision what to do
   * @returns a promise that never rejects
   */
  decide(id: string, decision: Decision): Promise<DecisionResult> {
    const guest = this.#guests.get(id);
    if (guest?.pending) return guest.pending.promise;
    const name = guest?.person.name ?? '';
    if (!guest?.listed || guest.isSettled) return Promise.resolve({ id, name, outcome: 'gone' });
    let resolve: (result: DecisionResult) => void = noop;
    const promise = new Promise<DecisionResult>((done) => (resolve = done));
    const pending: PendingDecision = { decision, promise, resolve, cancelTimer: noop, sent: false, refused: false };
    // Set before anybody is asked, so that a listener who decides again gets this one.
    guest.pending = pending;
    const allowed = this.#host.report(`daily-before-${decision}`, { id, name });
    if (guest.pending !== pending) return promise;
    if (!allowed) {
      this.#settle(guest, 'vetoed');
      return promise;
    }
    this.#setStatus(id, { status: 'deciding', decision });
    pending.cancelTimer = this.#host.clock.after(this.decisionTimeout * 1000, () => this.#fail(guest, undefined));
    this.#send(guest);
    return promise;
  }

  /**
   * Compares the list with what has been reported, and reports the rest.
   *
   * @param snapshot the call now
   * @param names names of those whom Daily lists, by id
   * @param most how many arrivals are reported at most
   * @returns whether there are more
   */
  update(snapshot: CallSnapshot, names: ReadonlyMap<string, string>, most = Infinity): boolean {
    this.#participants = snapshot.participants;
    this.#names = names;
    this.#followConnection();
    for (const guest of [...this.#unsettled]) {
      const name = names.get(guest.person.id);
      if (name === undefined) this.#onUnlisted(guest);
      else this.#onListed(guest, name);
    }
    let reported = 0;
    for (const { id, name, since } of snapshot.waiting) {
      const known = this.#guests.get(id);
      if (!names.has(id) || (known && this.#unsettled.has(known))) continue;
      if (reported === most) return true;
      reported += 1;
      const guest: Guest = {
        person: { id, name, since },
        listed: true,
        heardAt: this.#host.clock.now(),
        hasReturned: known !== undefined,
        isSeen: true,
        isSettled: false,
        hasAllowed: false,
        pending: undefined,
        departure: undefined,
      };
      this.#guests.set(id, guest);
      this.#unsettled.add(guest);
      this.#host.report('daily-knock', { id, name, since });
    }
    return false;
  }

  /** The call is over: Daily's list has emptied without an event, and so does this one. */
  close(): void {
    for (const guest of this.#unsettled) {
      if (guest.pending) this.#settle(guest, 'failed', new DailyKnockError('aborted'));
      guest.departure?.cancel();
    }
    this.#cancelRelisting?.();
    this.#cancelRelisting = undefined;
    this.#wasCutOff = false;
    this.#names = new Map();
    this.#participants = {};
    this.#unsettled.clear();
    this.#guests.clear();
    this.statuses.clear();
  }

  /** Whether Daily's list says nothing of who has gone: it empties while no knocks arrive. */
  get #isBlind(): boolean {
    // The list is drawn before {@link update} has followed a connection that has just come back.
    return this.#host.isCutOff() || this.#wasCutOff || this.#cancelRelisting !== undefined;
  }

  #followConnection(): void {
    const isCutOff = this.#host.isCutOff();
    if (isCutOff === this.#wasCutOff) return;
    this.#wasCutOff = isCutOff;
    this.#cancelRelisting?.();
    this.#cancelRelisting = undefined;
    for (const guest of this.#unsettled) {
      // Dropped for silence just before the loss was noticed: it was the silence of the connection.
      if (isCutOff && guest.departure?.isForSilence) guest.listed = true;
      guest.isSeen = false;
      this.#stopDeparture(guest);
    }
    if (isCutOff) {
      this.#host.changed();
      return;
    }
    this.#cancelRelisting = this.#host.clock.after(RELIST_GRACE_MS, () => {
      this.#cancelRelisting = undefined;
      for (const guest of [...this.#unsettled]) {
        if (this.#names.has(guest.person.id)) continue;
        // Whoever was there again has only just gone, perhaps into the call.
        if (guest.isSeen) this.#onUnlisted(guest);
        else this.#resolveDeparture(guest);
      }
      this.#host.changed();
    });
  }

  #onListed(guest: Guest, name: string): void {
    if (!guest.listed || name !== guest.person.name) guest.heardAt = this.#host.clock.now();
    if (!guest.listed) guest.hasReturned = true;
    guest.listed = guest.isSeen = true;
    this.#stopDeparture(guest);
    if (name !== guest.person.name) guest.person = { ...guest.person, name };
    this.#send(guest);
    // Once they were seen in the call a few milliseconds before they left the list.
    if (this.#answerTo(guest) === 'admit' && this.#participants[guest.person.id]) this.#resolveEntrance(guest);
  }

  #onUnlisted(guest: Guest): void {
    const { id } = guest.person;
    if (this.#participants[id]) return this.#resolveEntrance(guest);
    if (this.#isBlind) return;
    guest.listed = false;
    const { clock } = this.#host;
    if (guest.departure) {
      if (clock.now() >= guest.departure.at) this.#resolveDeparture(guest);
      return;
    }
    const { pending, hasReturned, heardAt } = guest;
    const silence = clock.now() - heardAt;
    const grace = departureGrace({ decision: pending?.decision, silence, hasReturned });
    guest.departure = {
      at: clock.now() + grace,
      isForSilence: !pending && silence >= SILENCE_MS,
      cancel: clock.after(grace, () => this.#resolveDeparture(guest)),
    };
  }

  #stopDeparture(guest: Guest): void {
    guest.departure?.cancel();
    guest.departure = undefined;
  }

  /** An answer is held back while the person cannot be reached, and sent when they are listed again. */
  #send(guest: Guest): void {
    const { pending, person } = guest;
    if (!pending || pending.sent || this.#host.isCutOff() || !this.#names.has(person.id)) return;
    pending.sent = true;
    if (pending.decision === 'admit') guest.hasAllowed = true;
    // Daily's machine takes an answer for a sign of life.
    guest.heardAt = this.#host.clock.now();
    // That it resolves says nothing of the guest.
    this.#host.answer(person.id, pending.decision === 'admit').catch((reason: unknown) => {
      if (pending.decision === 'admit') guest.hasAllowed = false;
      if (guest.pending !== pending) return;
      pending.refused = true;
      if (!this.#names.has(person.id)) return;
      pending.cancelTimer();
      pending.cancelTimer = this.#host.clock.after(REFUSAL_GRACE_MS, () => this.#fail(guest, reason));
    });
  }

  #answerTo({ pending }: Guest): Answer {
    return pending?.sent && !pending.refused ? pending.decision : 'nothing';
  }

  #fail(guest: Guest, reason: unknown): void {
    const { pending } = guest;
    if (!pending) return;
    // Whoever is no longer listed is explained by their departure, or comes back.
    if (guest.departure) {
      pending.cancelTimer = this.#host.clock.after(REFUSAL_GRACE_MS, () => this.#fail(guest, reason));
      return;
    }
    if (this.#participants[guest.person.id]) return this.#resolveEntrance(guest);
    const cause = reason ?? (pending.sent ? 'They are still waiting.' : 'It could not be sent.');
    const error = reason instanceof DailyKnockError ? reason : new DailyKnockError('decision-failed', { cause });
    this.#settle(guest, 'failed', error);
  }

  /** They are in the call. */
  #resolveEntrance(guest: Guest): void {
    const { id, name } = guest.person;
    const { event, result } = OUTCOMES['in-call'][this.#answerTo(guest)];
    const by = guest.hasAllowed ? 'self' : 'other';
    const isNew = !guest.isSettled;
    this.#stopDeparture(guest);
    guest.isSettled = true;
    if (this.#names.has(id)) this.#setStatus(id, { status: 'done', decision: 'admit' });
    else this.#forget(guest);
    if (isNew) this.#host.report(event, { role: 'owner', id, name, by });
    this.#settle(guest, result);
  }

  /** They are neither listed nor in the call, and had time to be either. */
  #resolveDeparture(guest: Guest): void {
    const { id, name } = guest.person;
    const { event, result } = OUTCOMES.gone[this.#answerTo(guest)];
    this.#stopDeparture(guest);
    guest.listed = false;
    this.#forget(guest);
    if (guest.isSettled) return;
    guest.isSettled = event === 'daily-rejected';
    this.#host.report(event, { role: 'owner', id, name });
    this.#settle(guest, result);
  }

  #forget(guest: Guest): void {
    guest.listed = false;
    this.#unsettled.delete(guest);
    this.statuses.delete(guest.person.id);
    // Until now they may have been shown because the connection was lost.
    this.#host.changed();
  }

  #settle(guest: Guest, outcome: DecisionResult['outcome'], error?: DailyKnockError): void {
    const { pending, person } = guest;
    if (!pending) return;
    const { id, name } = person;
    pending.cancelTimer();
    guest.pending = undefined;
    if (outcome === 'failed') this.#setStatus(id, { status: 'failed', decision: pending.decision });
    else if (outcome === 'vetoed') this.#setStatus(id, undefined);
    if (error && error.code !== 'aborted') this.#host.report('daily-error', { error });
    pending.resolve(error ? { id, name, outcome, error } : { id, name, outcome });
  }

  #setStatus(id: string, status: DecisionStatus | undefined): void {
    if (status) this.statuses.set(id, status);
    else if (!this.statuses.delete(id)) return;
    this.#host.changed();
  }
}
