import type { DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import { CallSound } from './call-sound.js';
import { NO_CALL, NO_FACTS, type CallFacts, type CallSnapshot, type Decision } from './call-state.js';
import { DeferredTask, systemClock, Throttle, type Clock } from './clock.js';
import { Decisions } from './decisions.js';
import { DailyKnockError } from './errors.js';
import { EventReporters, type EventReporter, Listeners, type Unsubscribe } from './listeners.js';
import { Network } from './network.js';
import { FACT_EVENTS, readCall, takeSnapshot, WAITING_EVENTS } from './read-call.js';
import type { Report } from './reports.js';
import { reconcileWaiting } from './waiting-list.js';
import type { DecisionResult } from './outcomes.js';
import { WaitingRoom } from './waiting-room.js';

const EVENTS: readonly DailyEvent[] = [
  ...new Set<DailyEvent>([...FACT_EVENTS, 'camera-error', 'network-connection', 'network-quality-change']),
];

/**
 * How often the waiting list is read and published at most, in milliseconds: nobody sees more, and each time costs as much as the list is
 * long. By a timer, since a hidden page draws nothing, and alerts live there.
 */
export const READ_INTERVAL_MS = 16;

/** So many arrivals are told in one task: the listeners of the page would make a thousand a noticeable one. */
const AT_ONCE = 200;

/**
 * One call: its facts as immutable snapshots, and the commands that an owner has. Elements only show it.
 *
 * A store outlives call objects: a call element attaches the call that it makes and detaches it afterwards, while what is below
 * the call element stays subscribed.
 */
export class CallStore {
  readonly #clock: Clock;
  readonly #waitingRoom: WaitingRoom;
  readonly #decisions: Decisions;
  readonly #listeners = new Listeners();
  readonly #eventListeners = new Listeners<[DailyEventObject<DailyEvent>]>();
  readonly #reporters = new EventReporters();
  #port: CallPort | undefined;
  #listening = false;
  #hasJoined = false;
  readonly #network = new Network();
  #facts: CallFacts = NO_FACTS;
  #snapshot: CallSnapshot = NO_CALL;
  /** The reading of who waits. */
  readonly #reading: Throttle;
  /** The telling of arrivals that are more than one task has time for. */
  readonly #telling: DeferredTask;
  /** The publishing of how decisions stand. */
  readonly #publishing: Throttle;
  /** The list as it would be shown: it keeps everybody's place while the right to answer is taken away for a time. */
  #entries = NO_CALL.waiting;

  /** How the call is heard. */
  readonly sound = new CallSound(() => this.#publish());

  /** @param clock time; the system's by default */
  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#reading = new Throttle(clock, READ_INTERVAL_MS, () => {
      this.refresh('waiting-participant-updated');
      this.announce();
    });
    this.#telling = new DeferredTask(clock, () => this.announce());
    this.#publishing = new Throttle(clock, READ_INTERVAL_MS, () => this.#publish());
    this.#waitingRoom = new WaitingRoom({
      clock,
      isCutOff: () => this.#network.isCutOff,
      answer: (id, admit) => this.#answer(id, admit),
      report: (name, detail) => this.report(name, detail),
      changed: () => this.#publishing.request(),
    });
    this.#decisions = new Decisions(this.#waitingRoom, clock);
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

  /** Whether the call has been joined, its lobby counted; stays so after daily-js has forgotten it because of an error. */
  get hasJoined(): boolean {
    return this.#hasJoined;
  }

  /**
   * Calls `listener` after each change of the snapshot, in the same task as the event that caused it.
   *
   * @param listener called without arguments
   */
  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /**
   * Calls `listener` with each of Daily's events that matter here, after the facts have been read again.
   *
   * @param listener given Daily's event
   */
  onCallEvent(listener: (event: DailyEventObject<DailyEvent>) => void): Unsubscribe {
    return this.#eventListeners.add(listener);
  }

  /**
   * Begins to follow a call object. What had been attached before is detached.
   *
   * @param port the call object
   */
  attach(port: CallPort): void {
    if (this.#port === port && this.#listening) return;
    if (this.#port && this.#port !== port) this.detach();
    // What the connection did while nobody listened cannot be read.
    this.#network.reset();
    this.#port = port;
    this.#listening = true;
    this.#hasJoined = false;
    for (const event of EVENTS) port.on(event, this.#onEvent);
    this.refresh();
  }

  /** Stops listening but keeps what is known, so that going on later repeats nothing. */
  pause(): void {
    if (!this.#port || !this.#listening) return;
    this.#listening = false;
    this.#reading.cancel();
    this.#telling.cancel();
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
    const { meetingState } = this.#facts;
    if (meetingState === 'joined-meeting') this.#hasJoined = true;
    else this.#network.reset();
    if (meetingState === 'joining-meeting') this.#hasJoined = false;
    this.#publish();
    if (!this.inCall) this.#waitingRoom.close();
  }

  /** Brings the snapshot up to date, for whoever asks between two readings. What is new is still told in its own task. */
  flush(): void {
    if (this.#reading.due) this.refresh('waiting-participant-updated');
    else if (this.#publishing.due) this.#publish();
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
  addReporter(holder: EventReporter): Unsubscribe {
    return this.#reporters.add(holder);
  }

  /** Who speaks for this call now. */
  get activeReporter(): EventReporter | undefined {
    return this.#reporters.active;
  }

  /** Tells the page, by way of the one who speaks for this call. */
  readonly report: Report = (name, detail) => this.activeReporter?.report(name, detail) ?? true;

  /**
   * Decides about people who wait.
   *
   * @param decision what to do
   * @param ids their session ids
   * @returns one result for each id, in the order given; never rejects
   */
  decide(decision: Decision, ids: readonly string[]): Promise<DecisionResult[]> {
    this.#reading.flush();
    // Of whom one decides, one has been told.
    if (this.#telling.due) this.#tell(Infinity);
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

  /** Seconds after which a decision about somebody who is still listed counts as failed. */
  set decisionTimeout(seconds: number) {
    this.#waitingRoom.decisionTimeout = seconds;
  }

  readonly #onEvent = (event: DailyEventObject<DailyEvent>): void => {
    const port = this.#port;
    if (WAITING_EVENTS.includes(event.action)) return this.#reading.request();
    this.#reading.flush();
    // A listener may have let go of the call.
    if (this.#port !== port) return;
    this.#network.read(event);
    this.refresh(event.action);
    this.#eventListeners.notify(event);
    // A listener may have let go of the call, or taken another.
    if (this.#port === port) this.announce();
  };

  #tell(most: number): void {
    if (this.#publishing.due) this.#publish();
    this.#telling.cancel();
    if (this.inCall && this.#waitingRoom.update(this.#snapshot, this.#facts.waiting, most)) this.#telling.in(0);
  }

  async #answer(id: string, admit: boolean): Promise<unknown> {
    if (!this.#port || !this.#snapshot.canAdmin) throw new DailyKnockError('not-admin');
    return this.#port.updateWaitingParticipant(id, { grantRequestedAccess: admit });
  }

  #publish(): void {
    this.#publishing.cancel();
    const facts = this.#facts;
    const room = this.#waitingRoom;
    const names = room.listing(facts.waiting);
    this.#entries = reconcileWaiting(this.#entries, names, room.statuses, this.#clock.now(), (id) => room.since(id));
    const scene = { facts, entries: this.#entries, network: this.#network, sound: this.sound };
    const before = this.#snapshot;
    this.#snapshot = takeSnapshot(scene, before);
    if (this.#snapshot !== before) this.#listeners.notify();
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
