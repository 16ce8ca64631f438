import type { DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import { Answers } from './answers.js';
import { AutoAdmit } from './auto-admit.js';
import type { CallPort } from './call-port.js';
import { CallSound } from './call-sound.js';
import { type CallFacts, type CallSnapshot, type Decision, LOCAL, NO_CALL, NO_FACTS } from './call-state.js';
import { type Clock, DeferredTask, systemClock, Throttle } from './clock.js';
import { Decisions, MAX_PER_TASK } from './decisions.js';
import { DailyKnockError } from './errors.js';
import { type EventReporter, EventReporters, Listeners, type Unsubscribe } from './listeners.js';
import { type LobbyChannel, type LobbyMessage, messageText } from './lobby-channel.js';
import { Network } from './network.js';
import type { DecisionResult } from './outcomes.js';
import {
  canAnswerKnocks,
  FACT_EVENTS,
  PARTICIPANT_EVENTS,
  readCall,
  takeSnapshot,
  WAITING_EVENTS,
} from './read-call.js';
import type { PersonDetail, Report, Reports } from './reports.js';
import { reconcileWaiting } from './waiting-list.js';
import type { WaitingMemory } from './waiting-memory.js';
import { WaitingRoom } from './waiting-room.js';

const EVENTS: readonly DailyEvent[] = [
  ...new Set<DailyEvent>([...FACT_EVENTS, 'camera-error', 'network-connection', 'network-quality-change']),
];

/**
 * The shortest time between two readings of the waiting list, in milliseconds: about one frame. It is more for more than 160 people, as the
 * cost grows with the list, and after a decision about more than 16 people, whose outcomes come one by one. A timer and not an animation
 * frame, because a hidden page has none but still needs alerts.
 */
export const READ_INTERVAL_MS = 16;
const READ_INTERVAL_PER_PERSON_MS = 0.1;
const READ_INTERVAL_PER_DECISION_MS = 1;
const MAX_READ_INTERVAL_MS = 100;

/** For how long after a decision about many people their outcomes are read together. */
const MANY_OUTCOMES_MS = 5000;

/** The outcomes of a knock. */
const OUTCOME_EVENTS: ReadonlySet<keyof Reports> = new Set<keyof Reports>([
  'daily-admitted',
  'daily-rejected',
  'daily-withdrawn',
]);

/** How long a channel of the page may take to deliver a message. */
export const DELIVERY_TIMEOUT_MS = 15_000;

/**
 * One call: its facts as immutable snapshots, and the owner's commands.
 *
 * A store outlives call objects: a call element attaches each call that it makes and detaches it afterwards, while consumers stay
 * subscribed.
 */
export class CallStore {
  readonly #clock: Clock;
  readonly #waitingRoom: WaitingRoom;
  readonly #answers = new Answers(() => {
    if (!this.#port || !this.#snapshot.canAdmin) throw new DailyKnockError('not-admin');
    return this.#port;
  });
  readonly #decisions: Decisions;
  readonly #listeners = new Listeners();
  readonly #eventListeners = new Listeners<[DailyEventObject<DailyEvent>]>();
  readonly #reporters = new EventReporters();
  #port: CallPort | undefined;
  #listening = false;
  #hasJoined = false;
  #ending: Promise<unknown> | undefined;
  readonly #network = new Network();
  #facts: CallFacts = NO_FACTS;
  #snapshot: CallSnapshot = NO_CALL;
  /** Reads the waiting list. */
  readonly #reading: Throttle;
  /** Reports knocks that exceed {@link MAX_PER_TASK}. */
  readonly #announcing: DeferredTask;
  /** Publishes the statuses of decisions, a moment later: many answers come at once, and an element then changes once. */
  readonly #publishing: DeferredTask;
  /** Kept apart from the snapshot, so that nobody loses their place while the owner's rights are revoked for a time. */
  #entries = NO_CALL.waiting;
  #memory: WaitingMemory | undefined;
  /** The names from which the entries were made; `undefined` if a status has changed since. */
  #entryNames: ReadonlyMap<string, string> | undefined;
  /** The last decision about many people. */
  #manyDecided = { count: 0, at: -Infinity };

  readonly sound = new CallSound(() => this.#publish());
  readonly autoAdmit = new AutoAdmit(
    (id) => void this.#waitingRoom.decide(id, 'admit'),
    () => {
      this.#publish();
      if (this.autoAdmit.isOn) this.#announcing.in(0);
    },
  );
  #channel: LobbyChannel | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#reading = new Throttle(
      clock,
      () => this.#interval(this.#facts.waiting.size * READ_INTERVAL_PER_PERSON_MS),
      () => {
        this.refresh('waiting-participant-updated');
        this.announce();
      },
    );
    this.#announcing = new DeferredTask(clock, () => this.announce());
    this.#publishing = new DeferredTask(clock, () => (this.#reading.due ? this.#reading.flush() : this.#publish()));
    this.#waitingRoom = new WaitingRoom({
      clock,
      isSignalingLost: () => this.#network.isSignalingLost,
      answer: (id, admit, isDue) => this.#answers.give(id, admit, isDue),
      report: (name, detail) => {
        if (OUTCOME_EVENTS.has(name)) {
          const { id } = detail as PersonDetail;
          this.#memory?.forget(id);
          this.autoAdmit.forget(id);
        }
        return this.report(name, detail);
      },
      changed: () => {
        this.#entryNames = undefined;
        this.#publishing.in(this.#interval());
      },
    });
    this.#decisions = new Decisions(this.#waitingRoom, this.#answers, clock);
  }

  /** Replaced, never mutated. */
  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  get port(): CallPort | undefined {
    return this.#port;
  }

  /** Whether the local participant is in the call and not just in its lobby. */
  get inCall(): boolean {
    const { meetingState, access } = this.#snapshot;
    return meetingState === 'joined-meeting' && access !== 'lobby' && access !== 'none';
  }

  /** Whether the call, or its lobby, has been joined. Stays true after an error, when daily-js resets its own state. */
  get hasJoined(): boolean {
    return this.#hasJoined;
  }

  /** The end that {@link endWith} was given, while it is under way. */
  get ending(): Promise<unknown> | undefined {
    return this.#ending;
  }

  /**
   * Counts the call as over, although Daily reports it unchanged until its end: when `end` settles, or when Daily's events say so, since of
   * several calls of `leave()` daily-js answers only the last.
   */
  endWith(end: Promise<unknown>): void {
    const ending = new Promise<void>((done) => {
      const onEnd = (): void => {
        unsubscribe();
        done();
      };
      const unsubscribe = this.onCallEvent(({ action }) => {
        if (action === 'left-meeting' || action === 'call-instance-destroyed') onEnd();
      });
      end.then(onEnd, onEnd);
    });
    this.#ending = ending;
    this.refresh();
    void ending.then(() => {
      if (this.#ending !== ending) return;
      this.#ending = undefined;
      this.refresh();
    });
  }

  /** Calls `listener` after each change of the snapshot, in the same task as the event that caused it. */
  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /** Calls `listener` with Daily's events, after the facts have been read. */
  onCallEvent(listener: (event: DailyEventObject<DailyEvent>) => void): Unsubscribe {
    return this.#eventListeners.add(listener);
  }

  /** Follows a call object. Detaches the previous one. */
  attach(port: CallPort): void {
    if (this.#port === port && this.#listening) return;
    if (this.#port && this.#port !== port) this.detach();
    // Network events were missed, and there is nothing to read; so was the end of the call.
    this.#network.reset();
    this.#ending = undefined;
    this.#port = port;
    this.#listening = true;
    this.#hasJoined = false;
    for (const event of EVENTS) port.on(event, this.#onEvent);
    this.refresh();
  }

  /**
   * Stops listening once nobody reports, but keeps its state, so that `attach()` repeats no events. A microtask later, so that an element
   * that is moved within the page misses nothing.
   */
  pauseUnlessReported(): void {
    queueMicrotask(() => {
      if (!this.activeReporter) this.#pause();
    });
  }

  #pause(): void {
    if (!this.#port || !this.#listening) return;
    this.#listening = false;
    this.#reading.cancel();
    this.#announcing.cancel();
    for (const event of EVENTS) this.#port.off(event, this.#onEvent);
  }

  /** Releases the call object. Pending decisions fail with `aborted`. */
  detach(): void {
    this.#pause();
    this.#answers.drop();
    this.#port = undefined;
    this.refresh();
  }

  /** Reads all facts, or those that `event` can have changed. */
  refresh(event?: DailyEvent): void {
    this.#facts = readCall(this.#ending ? undefined : this.#port, this.#facts, event);
    const { meetingState } = this.#facts;
    if (meetingState === 'joined-meeting') this.#hasJoined = true;
    else this.#network.reset();
    if (meetingState === 'joining-meeting') this.#hasJoined = false;
    this.#publish();
    if (this.inCall) return;
    this.#waitingRoom.close();
    this.autoAdmit.reset();
    this.#memory?.close();
    this.#memory = undefined;
    this.#entryNames = undefined;
  }

  /** Updates the snapshot between two readings. Events still fire in their own task. */
  flush(): void {
    if (this.#reading.due) this.refresh('waiting-participant-updated');
    else if (this.#publishing.due) this.#publish();
  }

  /** Reports new knocks and outcomes, many knocks in several tasks. */
  announce(): void {
    this.#announceUpTo(MAX_PER_TASK);
  }

  addReporter(reporter: EventReporter): Unsubscribe {
    return this.#reporters.add(reporter);
  }

  get activeReporter(): EventReporter | undefined {
    return this.#reporters.active;
  }

  /** Fires an event through the active reporter. */
  readonly report: Report = (name, detail) => this.activeReporter?.report(name, detail) ?? true;

  /** Admits or rejects people. Returns one result per id, in the given order. Never rejects. */
  decide(decision: Decision, ids: readonly string[]): Promise<DecisionResult[]> {
    this.#reading.flush();
    // The knock is reported before the decision.
    if (this.#announcing.due) this.#announceUpTo(Infinity);
    if (ids.length * READ_INTERVAL_PER_DECISION_MS > READ_INTERVAL_MS)
      this.#manyDecided = { count: ids.length, at: this.#clock.now() };
    // Several outcomes may follow at once: they are read together.
    if (ids.length > 1) this.#reading.restart();
    return this.#decisions.make(decision, ids);
  }

  /** The decision about a person that has no outcome yet. */
  pendingDecision(id: string): Decision | undefined {
    const known = this.#waitingRoom.statuses.get(id);
    return known?.status === 'deciding' ? known.decision : undefined;
  }

  /** Decides about exactly the people who are listed now, not about later ones. */
  decideAll(decision: Decision): Promise<DecisionResult[]> {
    return this.decide(
      decision,
      this.#snapshot.waiting.map((entry) => entry.id),
    );
  }

  /** Remembers since when people wait, until the call ends. */
  remember(memory: WaitingMemory): void {
    this.#memory = memory;
    // Those who are listed already may have waited before a reload.
    this.#entries = NO_CALL.waiting;
    this.#entryNames = undefined;
    this.#publish();
  }

  /** Seconds after which a decision about a person who is still listed fails. */
  set decisionTimeout(seconds: number) {
    this.#waitingRoom.decisionTimeout = seconds;
  }

  set channel(channel: LobbyChannel | undefined) {
    if (channel === this.#channel) return;
    this.#channel = channel;
    this.#publish();
  }

  /**
   * Sends a message to people who wait, without ids to all, over the page's channel. Rejects with `not-delivered`; its `cause` is the reason of
   * the channel, or has the ids of those who no longer wait.
   */
  sendMessage(text: string, ids: readonly string[] = []): Promise<void> {
    const sending = this.#send(messageText(text), ids).catch((cause: unknown) => {
      const error = new DailyKnockError('not-delivered', { cause });
      this.report('daily-error', { error });
      throw error;
    });
    // An event reports the failure as well.
    sending.catch(() => {});
    return sending;
  }

  async #send(text: string, ids: readonly string[]): Promise<void> {
    this.#reading.flush();
    const { waiting, canAdmin } = this.#snapshot;
    const channel = this.#channel;
    if (!channel || !this.inCall || !canAdmin || !text)
      throw new TypeError('It takes a text, a channel, and an owner in the call who can answer knocks.');
    const all = waiting.map(({ id }) => id);
    // Never `'all'`: a channel may have listeners who do not wait.
    const to = ids.length > 0 ? ids.filter((id) => all.includes(id)) : all;
    const undelivered = ids.filter((id) => !to.includes(id));
    if (to.length === 0) throw Object.assign(new Error('Nobody waits.'), { undelivered });
    await this.#deliver(channel, { to, text });
    if (undelivered.length > 0) throw Object.assign(new Error('Some no longer wait.'), { undelivered });
  }

  #deliver(channel: LobbyChannel, message: LobbyMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(DELIVERY_TIMEOUT_MS, () =>
        reject(new Error('The channel did not answer in time.')),
      );
      // Not `channel.send()` itself: it may throw.
      void (async () => channel.send(message))().then(resolve, reject).finally(cancel);
    });
  }

  readonly #onEvent = (event: DailyEventObject<DailyEvent>): void => {
    const port = this.#port;
    if (WAITING_EVENTS.includes(event.action)) return this.#reading.request();
    // Most events of a full room are about one participant, and reading the list for each would make many admissions slow.
    if (!PARTICIPANT_EVENTS.includes(event.action)) this.#reading.flush();
    // A listener may have detached the call.
    if (this.#port !== port) return;
    this.#network.read(event);
    this.refresh(event.action);
    this.#eventListeners.notify(event);
    // A listener may have detached or replaced the call.
    if (this.#port === port) this.announce();
  };

  /** The shortest time between two updates of the list, in milliseconds, but at least `least`. */
  #interval(least = 0): number {
    const { count, at } = this.#manyDecided;
    const decisions = this.#clock.now() - at < MANY_OUTCOMES_MS ? count * READ_INTERVAL_PER_DECISION_MS : 0;
    return Math.min(Math.max(READ_INTERVAL_MS, least, decisions), MAX_READ_INTERVAL_MS);
  }

  #announceUpTo(limit: number): void {
    if (this.#publishing.due) this.#publish();
    this.#announcing.cancel();
    if (!this.inCall) return;
    const batch = this.#answers.batch();
    const hasMore = batch.collect(() => {
      if (this.#waitingRoom.update(this.#snapshot, this.#facts.waiting, limit)) return true;
      // After the knocks have been reported, and while answers can be sent.
      const { isListStale, waiting } = this.#snapshot;
      return !isListStale && this.autoAdmit.run(waiting);
    });
    batch.send();
    if (hasMore) this.#announcing.in(0);
  }

  #publish(): void {
    this.#publishing.cancel();
    const facts = this.#facts;
    const room = this.#waitingRoom;
    const names = room.listing(facts.waiting);
    if (names !== this.#entryNames) {
      this.#entryNames = names;
      const since = (id: string): Date | undefined => room.since(id) ?? this.#memory?.since(id);
      const entries = reconcileWaiting(this.#entries, names, room.statuses, this.#clock.now(), since);
      if (entries !== this.#entries && canAnswerKnocks(facts.participants[LOCAL])) this.#memory?.record(entries);
      this.#entries = entries;
    }
    const source = {
      facts,
      entries: this.#entries,
      network: this.#network,
      sound: this.sound,
      autoAdmit: this.autoAdmit.isOn,
      channel: this.#channel,
    };
    const before = this.#snapshot;
    this.#snapshot = takeSnapshot(source, before);
    if (this.#snapshot !== before) this.#listeners.notify();
  }
}

const shared = new WeakMap<CallPort, CallStore>();

/** Returns the one store of a page's call object. */
export function sharedStore(call: CallPort): CallStore {
  let store = shared.get(call);
  if (!store) shared.set(call, (store = new CallStore()));
  return store;
}
