import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot, Decision, WaitingParticipant } from './call-state.js';
import { type Clock, secondsBetween } from './clock.js';
import { DailyKnockError } from './errors.js';
import { DECISION_TIMEOUT_SECONDS } from './limits.js';
import { noop } from './listeners.js';
import { splitNote } from './note.js';
import {
  type Answer,
  type DecisionResult,
  departureGrace,
  OUTCOMES,
  REFUSAL_GRACE_MS,
  RELIST_GRACE_MS,
  SILENCE_MS,
} from './outcomes.js';
import type { Report } from './reports.js';
import type { DecisionStatus } from './waiting-list.js';

/** What the waiting room needs of its store. */
export interface WaitingRoomHost {
  readonly clock: Clock;
  /** Whether the connection that carries knocks is lost. */
  isSignalingLost(): boolean;
  /** Sends an answer; again only while it is due. Returns Daily's promise. */
  answer(id: string, admit: boolean, isDue: () => boolean): Promise<unknown>;
  readonly report: Report;
  /** Called when the list must be rebuilt. */
  changed(): void;
}

interface PendingDecision {
  readonly decision: Decision;
  readonly promise: Promise<DecisionResult>;
  readonly resolve: (result: DecisionResult) => void;
  cancelTimer: () => void;
  sent: boolean;
  /** Whether Daily refused it, perhaps because the person was leaving. */
  refused: boolean;
}

interface Guest {
  person: WaitingParticipant;
  /** The name as Daily has it, with the note. */
  fullName: string;
  /** Whether the guest is shown as waiting: Daily lists them, or did when the connection was lost. */
  listed: boolean;
  /** The last known sign of life. Repeated knocks fire no event, so this is usually the time of the first one. */
  lastSignAt: number;
  hasReturned: boolean;
  /** Whether Daily has listed the guest since the connection last changed. */
  isRelisted: boolean;
  /** Whether the outcome is known; nothing more is reported. */
  isSettled: boolean;
  /** Whether this owner has sent an Allow, even if it failed since: it may arrive late. */
  hasAllowed: boolean;
  pending: PendingDecision | undefined;
  departure: Departure | undefined;
}

/** A guest has left the list, for a cause that is not known yet. */
interface Departure {
  /** When the guest left the list. */
  readonly leftAt: number;
  /** When the grace period ends; a hidden page's timer may fire later. */
  readonly at: number;
  /** Whether Daily may have dropped the guest for silence. */
  readonly isForSilence: boolean;
  readonly cancel: () => void;
}

/**
 * The people who wait, this owner's decisions, and their outcomes. Daily confirms no answer, so an outcome is where the guest is found: in
 * the call, no longer listed, or still listed. Reports each knock and each outcome once.
 */
export class WaitingRoom {
  /** Seconds after which a decision about a person who is still listed fails. */
  decisionTimeout = DECISION_TIMEOUT_SECONDS;
  /** The statuses of decisions by id. */
  readonly statuses = new Map<string, DecisionStatus>();
  readonly #host: WaitingRoomHost;
  /** Everyone who has waited in this call. */
  readonly #guests = new Map<string, Guest>();
  /** Guests of whom something may still have to be reported. */
  readonly #unsettled = new Set<Guest>();
  /** The ids of guests who were reported as gone. They may enter the call yet, later than any grace period. */
  readonly #departed = new Set<string>();
  #names: ReadonlyMap<string, string> = new Map();
  #participants: Readonly<Record<string, DailyParticipant>> = {};
  #wasSignalingLost = false;
  #cancelRelisting: (() => void) | undefined;

  constructor(host: WaitingRoomHost) {
    this.#host = host;
  }

  /** Returns whom to show: the people in Daily's list and, while that is unreliable, those listed before. */
  listing(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    if (!this.#isListUnreliable) return names;
    const all = new Map(names);
    for (const { listed, person, fullName } of this.#unsettled) {
      if (listed && !all.has(person.id) && !this.#participants[person.id]) all.set(person.id, fullName);
    }
    return all;
  }

  /** Since when a guest has waited who was off Daily's list meanwhile. */
  since(id: string): Date | undefined {
    const guest = this.#guests.get(id);
    return guest?.isSettled ? undefined : guest?.person.since;
  }

  /** Decides about one person, or returns the promise of the pending decision. Never rejects. */
  decide(id: string, decision: Decision): Promise<DecisionResult> {
    const guest = this.#guests.get(id);
    if (guest?.pending) return guest.pending.promise;
    const name = guest?.person.name ?? '';
    if (!guest?.listed || guest.isSettled) return Promise.resolve({ id, name, outcome: 'gone' });
    let resolve: (result: DecisionResult) => void = noop;
    const promise = new Promise<DecisionResult>((done) => (resolve = done));
    const pending: PendingDecision = { decision, promise, resolve, cancelTimer: noop, sent: false, refused: false };
    // Set first, so that a listener that decides again gets this promise.
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

  /** Reports what has changed, but at most `limit` knocks. Returns whether there are more. */
  update(snapshot: CallSnapshot, names: ReadonlyMap<string, string>, limit = Infinity): boolean {
    this.#participants = snapshot.participants;
    this.#names = names;
    this.#followConnection();
    // A listener may end the call, which empties the room, or cause a newer update.
    const isOver = (): boolean => this.#names !== names;
    for (const guest of this.#unsettled) {
      if (isOver()) return false;
      const fullName = names.get(guest.person.id);
      if (fullName === undefined) this.#onUnlisted(guest);
      else this.#onListed(guest, fullName);
    }
    for (const id of this.#departed) {
      if (isOver()) return false;
      if (this.#participants[id] && !names.has(id)) this.#resolveLateEntrance(this.#guests.get(id)!);
    }
    let reported = 0;
    for (const { id, name, note, since } of snapshot.waiting) {
      if (isOver()) return false;
      const known = this.#guests.get(id);
      const fullName = names.get(id);
      if (fullName === undefined || (known && this.#unsettled.has(known))) continue;
      if (reported === limit) return true;
      reported += 1;
      const person = note === undefined ? { id, name, since } : { id, name, note, since };
      const guest: Guest = {
        person,
        fullName,
        listed: true,
        lastSignAt: this.#host.clock.now(),
        hasReturned: known !== undefined,
        isRelisted: true,
        isSettled: false,
        // After an Allow that arrived late, the guest may knock once more before they enter.
        hasAllowed: known?.hasAllowed ?? false,
        pending: undefined,
        departure: undefined,
      };
      this.#guests.set(id, guest);
      this.#unsettled.add(guest);
      this.#departed.delete(id);
      // A `Date` is mutable: the page gets its own.
      this.#host.report('daily-knock', { ...person, since: new Date(since) });
    }
    return false;
  }

  /** Empties the waiting room at the end of a call, as Daily empties its list without an event. */
  close(): void {
    for (const guest of this.#unsettled) {
      if (guest.pending) this.#settle(guest, 'failed', new DailyKnockError('aborted'));
      guest.departure?.cancel();
    }
    this.#cancelRelisting?.();
    this.#cancelRelisting = undefined;
    this.#wasSignalingLost = false;
    this.#names = new Map();
    this.#participants = {};
    this.#unsettled.clear();
    this.#departed.clear();
    this.#guests.clear();
    this.statuses.clear();
  }

  /** Daily's list empties while the connection is lost, and fills again after reconnecting. */
  get #isListUnreliable(): boolean {
    // `listing()` runs before `update()` has noticed a reconnection.
    return this.#host.isSignalingLost() || this.#wasSignalingLost || this.#cancelRelisting !== undefined;
  }

  #followConnection(): void {
    const isLost = this.#host.isSignalingLost();
    if (isLost === this.#wasSignalingLost) return;
    this.#wasSignalingLost = isLost;
    this.#cancelRelisting?.();
    this.#cancelRelisting = undefined;
    for (const guest of this.#unsettled) {
      // The lost connection caused the silence just before the loss was noticed.
      if (isLost && guest.departure?.isForSilence) guest.listed = true;
      guest.isRelisted = false;
      this.#stopDeparture(guest);
    }
    if (isLost) {
      this.#host.changed();
      return;
    }
    this.#cancelRelisting = this.#host.clock.after(RELIST_GRACE_MS, () => {
      this.#cancelRelisting = undefined;
      for (const guest of this.#unsettled) {
        if (this.#names.has(guest.person.id)) continue;
        // A relisted guest has only just gone, perhaps into the call.
        if (guest.isRelisted) this.#onUnlisted(guest);
        else this.#resolveDeparture(guest);
      }
      this.#host.changed();
    });
  }

  #onListed(guest: Guest, fullName: string): void {
    if (!guest.listed || fullName !== guest.fullName) guest.lastSignAt = this.#host.clock.now();
    if (!guest.listed) guest.hasReturned = true;
    guest.listed = guest.isRelisted = true;
    this.#stopDeparture(guest);
    if (fullName !== guest.fullName) {
      const { id, since } = guest.person;
      guest.fullName = fullName;
      guest.person = { id, ...splitNote(fullName), since };
    }
    this.#send(guest);
    // Measured once: the guest was in the call a few milliseconds before leaving the list.
    if (this.#answerTo(guest) === 'admit' && this.#participants[guest.person.id]) this.#resolveEntrance(guest);
  }

  #onUnlisted(guest: Guest): void {
    const { id } = guest.person;
    if (this.#participants[id]) return this.#resolveEntrance(guest);
    if (this.#isListUnreliable) return;
    guest.listed = false;
    const { clock } = this.#host;
    if (guest.departure) {
      if (clock.now() >= guest.departure.at) this.#resolveDeparture(guest);
      return;
    }
    const { pending, hasReturned, lastSignAt } = guest;
    const silence = clock.now() - lastSignAt;
    const grace = departureGrace({
      decision: pending?.decision,
      answer: this.#answerTo(guest),
      silence,
      hasReturned,
    });
    guest.departure = {
      leftAt: clock.now(),
      at: clock.now() + grace,
      isForSilence: !pending && silence >= SILENCE_MS,
      cancel: clock.after(grace, () => this.#resolveDeparture(guest)),
    };
  }

  #stopDeparture(guest: Guest): void {
    guest.departure?.cancel();
    guest.departure = undefined;
  }

  /** Sends the answer once the person is listed and the connection works. */
  #send(guest: Guest): void {
    const { pending, person } = guest;
    if (!pending || pending.sent || this.#host.isSignalingLost() || !this.#names.has(person.id)) return;
    pending.sent = true;
    if (pending.decision === 'admit') guest.hasAllowed = true;
    // Daily's call machine counts an answer as a sign of life.
    guest.lastSignAt = this.#host.clock.now();
    // Resolving does not mean that the guest got the answer.
    const isDue = (): boolean => guest.pending === pending && this.#names.has(person.id);
    this.#host.answer(person.id, pending.decision === 'admit', isDue).catch((reason: unknown) => {
      if (pending.decision === 'admit') guest.hasAllowed = false;
      if (guest.pending !== pending) return;
      pending.refused = true;
      if (!this.#names.has(person.id)) {
        // It came after another owner's, perhaps, whose Allow takes its time.
        if (guest.departure) {
          this.#stopDeparture(guest);
          this.#onUnlisted(guest);
        }
        return;
      }
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
    // The departure decides, unless the guest returns.
    if (guest.departure) {
      pending.cancelTimer = this.#host.clock.after(REFUSAL_GRACE_MS, () => this.#fail(guest, reason));
      return;
    }
    if (this.#participants[guest.person.id]) return this.#resolveEntrance(guest);
    const cause = reason ?? (pending.sent ? 'They are still waiting.' : 'It could not be sent.');
    const error = reason instanceof DailyKnockError ? reason : new DailyKnockError('decision-failed', { cause });
    this.#settle(guest, 'failed', error);
  }

  /** The guest is in the call. */
  #resolveEntrance(guest: Guest): void {
    const { id, name } = guest.person;
    const { event, result } = OUTCOMES['in-call'][this.#answerTo(guest)];
    const by = guest.hasAllowed ? 'self' : 'other';
    const isNew = !guest.isSettled;
    const waited = this.#waited(guest);
    this.#stopDeparture(guest);
    this.#departed.delete(id);
    guest.isSettled = true;
    if (this.#names.has(id)) this.#setStatus(id, { status: 'done', decision: 'admit' });
    else this.#forget(guest);
    if (isNew) this.#host.report(event, { role: 'owner', id, name, waited, by });
    this.#settle(guest, result);
  }

  /**
   * The guest is in the call, but was reported as gone. An event cannot be taken back, and a page must not miss who is in its call: so
   * `daily-admitted` follows the other outcome. The decision has had its result.
   */
  #resolveLateEntrance(guest: Guest): void {
    guest.isSettled = false;
    this.#resolveEntrance(guest);
  }

  /** The guest is neither listed nor in the call, and the grace period is over. */
  #resolveDeparture(guest: Guest): void {
    const { id, name } = guest.person;
    const { event, result } = OUTCOMES.gone[this.#answerTo(guest)];
    const waited = this.#waited(guest);
    this.#stopDeparture(guest);
    guest.listed = false;
    this.#forget(guest);
    if (guest.isSettled) return;
    this.#departed.add(id);
    guest.isSettled = event === 'daily-rejected';
    this.#host.report(event, { role: 'owner', id, name, waited });
    this.#settle(guest, result);
  }

  /** How many seconds the guest has waited, until they left the list. */
  #waited({ person, departure }: Guest): number {
    return secondsBetween(person.since.getTime(), departure?.leftAt ?? this.#host.clock.now());
  }

  #forget(guest: Guest): void {
    guest.listed = false;
    this.#unsettled.delete(guest);
    this.statuses.delete(guest.person.id);
    // The guest may still be shown because the connection was lost.
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
