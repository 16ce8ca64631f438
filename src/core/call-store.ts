import type { DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import { CallSight } from './call-sight.js';
import { CallSound } from './call-sound.js';
import { NO_CALL, NO_FACTS, type CallFacts, type CallSnapshot, type Decision } from './call-state.js';
import { systemClock, type Clock } from './clock.js';
import { Decisions } from './decisions.js';
import { Door, type DecisionResult } from './door.js';
import { DailyKnockError } from './errors.js';
import { Network } from './network.js';
import { canAnswerKnocks, FACT_EVENTS, readCall } from './read-call.js';
import type { Report } from './reports.js';
import { reconcileWaiting } from './waiting-list.js';

/** Ends what the call that gave it has begun. May be called more than once. */
export type Unsubscribe = () => void;

/** Whoever holds a call, and so may tell the page about it. */
export interface Holder {
  /** Of several holders the one of the highest rank speaks, the earliest among equals. */
  readonly rank: number;
  readonly report: Report;
}

const EVENTS: readonly DailyEvent[] = [
  ...new Set<DailyEvent>([...FACT_EVENTS, 'camera-error', 'network-connection', 'network-quality-change']),
];

const WAITING_EVENTS: ReadonlySet<DailyEvent> = new Set<DailyEvent>([
  'waiting-participant-added',
  'waiting-participant-updated',
  'waiting-participant-removed',
]);

/** From so many people at the door on, news of the door is read once in a while and not with each event: */
const CROWD = 100;
/** in these milliseconds at most once. Nobody reads faster, and each reading costs as much as the list is long. */
const CALM = 50;
/** So many arrivals are told in one task: the listeners of the page would make a thousand a noticeable one. */
const AT_ONCE = 200;

/**
 * One call: its facts as immutable snapshots, and the commands that an owner has. Elements only show it.
 *
 * A store outlives call objects: a root attaches the call that it makes and detaches it afterwards, while what is below
 * the root stays subscribed.
 */
export class CallStore {
  readonly #clock: Clock;
  readonly #door: Door;
  readonly #decisions: Decisions;
  readonly #listeners = new Set<() => void>();
  readonly #eventListeners = new Set<(event: DailyEventObject<DailyEvent>) => void>();
  #holders: Holder[] = [];
  #port: CallPort | undefined;
  #listening = false;
  readonly #network = new Network();
  #facts: CallFacts = NO_FACTS;
  #snapshot: CallSnapshot = NO_CALL;
  /** When the door of a crowd was last read, and how to call off the next reading. */
  #crowdReadAt = -Infinity;
  #cancelReading: (() => void) | undefined;
  /** Calls off the telling of arrivals that are more than one task has time for. */
  #cancelTelling: (() => void) | undefined;
  /** Calls off the publishing of decisions about a crowd. */
  #cancelPublishing: (() => void) | undefined;
  /** The list as it would be shown: it keeps everybody's place while the right to answer is taken away for a time. */
  #entries = NO_CALL.waiting;

  /** How the call is heard. */
  readonly sound = new CallSound(() => this.#publish());
  /** Which of its pictures can be seen. */
  readonly sight = new CallSight();

  /** @param clock time; the system's by default */
  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#door = new Door({
      clock,
      isCutOff: () => this.#network.cutOff,
      answer: (id, admit) => this.#answer(id, admit),
      report: (name, detail) => this.report(name, detail),
      changed: () => this.#publishInTime(),
    });
    this.#decisions = new Decisions(this.#door, clock);
  }

  /** The call now. Replaced, never changed. */
  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /** The call object, if there is one. */
  get port(): CallPort | undefined {
    return this.#port;
  }

  /** Whether this page's person is in the call, and not just in its lobby. */
  get inCall(): boolean {
    const { meetingState, access } = this.#snapshot;
    return meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none';
  }

  /**
   * Calls `listener` after each change of the snapshot, in the same task as the event that caused it.
   *
   * @param listener called without arguments
   */
  subscribe(listener: () => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Calls `listener` with each of Daily's events that matter here, after the facts have been read again.
   *
   * @param listener given Daily's event
   */
  onCallEvent(listener: (event: DailyEventObject<DailyEvent>) => void): Unsubscribe {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /**
   * Begins to follow a call object. What had been attached before is detached.
   *
   * @param port the call object
   */
  attach(port: CallPort): void {
    if (this.#port === port && this.#listening) return;
    if (this.#port && this.#port !== port) this.detach();
    this.#port = port;
    this.#listening = true;
    for (const event of EVENTS) port.on(event, this.#onEvent);
    this.refresh();
  }

  /** Stops listening but keeps what is known, so that going on later repeats nothing. */
  pause(): void {
    if (!this.#port || !this.#listening) return;
    this.#listening = false;
    this.#cancelReading?.();
    this.#cancelTelling?.();
    this.#cancelReading = this.#cancelTelling = undefined;
    for (const event of EVENTS) this.#port.off(event, this.#onEvent);
  }

  /** Lets go of the call object. Decisions under way end as failed (`aborted`). */
  detach(): void {
    this.pause();
    this.#port = undefined;
    this.refresh();
  }

  /**
   * Reads facts again.
   *
   * @param event the Daily event that may have changed them; all of them without it
   */
  refresh(event?: DailyEvent): void {
    this.#facts = readCall(this.#port, this.#facts, event);
    if (this.#facts.meetingState !== 'joined-meeting') this.#network.forget();
    this.#publish();
    if (!this.inCall) this.#door.close();
  }

  /**
   * Tells the holder about everybody at the door who has not been told of yet; of a crowd in several tasks, for each of the page's
   * listeners takes its time.
   */
  announce(): void {
    this.#tell(AT_ONCE);
  }

  /**
   * Takes part in holding the call.
   *
   * @param holder who may be chosen to tell the page
   */
  hold(holder: Holder): Unsubscribe {
    this.#holders = [...this.#holders, holder].sort((a, b) => b.rank - a.rank);
    return () => {
      this.#holders = this.#holders.filter((other) => other !== holder);
    };
  }

  /** Who speaks for this call now. */
  get speaker(): Holder | undefined {
    return this.#holders[0];
  }

  /** Tells the page, by way of the one who speaks for this call. */
  readonly report: Report = (name, detail) => this.speaker?.report(name, detail) ?? true;

  /**
   * Decides about people who wait.
   *
   * @param decision what to do
   * @param ids their session ids
   * @returns one result for each id, in the order given; never rejects
   */
  decide(decision: Decision, ids: readonly string[]): Promise<DecisionResult[]> {
    this.#catchUp();
    // Of whom one decides, one has been told.
    if (this.#cancelTelling) this.#tell(Infinity);
    return this.#decisions.make(decision, ids);
  }

  /**
   * Decides about exactly the people who are listed now: whoever comes a moment later is not meant.
   *
   * @param decision what to do
   */
  decideAll(decision: Decision): Promise<DecisionResult[]> {
    return this.decide(
      decision,
      this.#snapshot.waiting.map((entry) => entry.id),
    );
  }

  /** How long a decision may go without an answer, in seconds. */
  set decisionTimeout(seconds: number) {
    this.#door.decisionTimeout = seconds;
  }

  readonly #onEvent = (event: DailyEventObject<DailyEvent>): void => {
    const port = this.#port;
    if (WAITING_EVENTS.has(event.action) && this.#facts.waiting.size >= CROWD) {
      if (this.#isReadLater()) return;
    } else {
      this.#catchUp();
    }
    this.#network.note(event);
    this.refresh(event.action);
    for (const listener of [...this.#eventListeners]) listener(event);
    // A listener may have let go of the call, or taken another.
    if (this.#port === port) this.announce();
  };

  /** Whether a crowd's news can wait, because the last has only just been read. */
  #isReadLater(): boolean {
    if (this.#cancelReading) return true;
    const now = this.#clock.now();
    const left = this.#crowdReadAt + CALM - now;
    if (left > 0 && left <= CALM) {
      this.#cancelReading = this.#clock.after(left, () => this.#catchUp());
      return true;
    }
    this.#crowdReadAt = now;
    return false;
  }

  /** Reads what has been left for later. */
  #catchUp(): void {
    if (!this.#cancelReading) return;
    this.#cancelReading();
    this.#cancelReading = undefined;
    this.#crowdReadAt = this.#clock.now();
    this.refresh('waiting-participant-updated');
    this.announce();
  }

  #tell(most: number): void {
    if (this.#cancelPublishing) this.#publish();
    this.#cancelTelling?.();
    this.#cancelTelling = undefined;
    if (!this.inCall || !this.#door.update(this.#snapshot, this.#facts.waiting, most)) return;
    this.#cancelTelling = this.#clock.after(0, () => this.announce());
  }

  async #answer(id: string, admit: boolean): Promise<unknown> {
    if (!this.#port || !this.#snapshot.canAdmin) throw new DailyKnockError('not-admin');
    return this.#port.updateWaitingParticipant(id, { grantRequestedAccess: admit });
  }

  /** A thousand decisions about a crowd make few snapshots: each costs as much as the list is long. */
  #publishInTime(): void {
    if (this.#snapshot.waiting.length < CROWD) this.#publish();
    else this.#cancelPublishing ??= this.#clock.after(CALM, () => this.#publish());
  }

  #publish(): void {
    this.#cancelPublishing?.();
    this.#cancelPublishing = undefined;
    const { meetingState, access, participants, waiting, activeSpeaker } = this.#facts;
    const local = participants['local'];
    const before = this.#snapshot;
    // Only those who may answer are told of knocks, so being told is proof enough while oneself is not known yet.
    const canAdmin = local ? canAnswerKnocks(local) : waiting.size > 0;
    this.#entries = reconcileWaiting(this.#entries, waiting, this.#door.marks, this.#clock.now());
    const snapshot: CallSnapshot = {
      meetingState,
      access,
      participants,
      waiting: canAdmin ? this.#entries : NO_CALL.waiting,
      canAdmin,
      interrupted: this.#network.interrupted,
      activeSpeaker,
      weakNetwork: this.#network.weak,
      soundRefused: this.sound.refused,
      soundOffered: this.sound.offered,
      speakerId: this.sound.speakerId,
    };
    const keys = Object.keys(snapshot) as (keyof CallSnapshot)[];
    if (keys.every((key) => snapshot[key] === before[key])) return;
    this.#snapshot = Object.freeze(snapshot);
    for (const listener of [...this.#listeners]) listener();
  }
}

const shared = new WeakMap<CallPort, CallStore>();

/**
 * The one store of a call object that a page has handed over: the same call gives the same store.
 *
 * @param call the page's call
 */
export function sharedStore(call: CallPort): CallStore {
  let store = shared.get(call);
  if (!store) shared.set(call, (store = new CallStore()));
  return store;
}
