import type {
  DailyAccess,
  DailyCall,
  DailyCallOptions,
  DailyCameraErrorType,
  DailyFatalErrorType,
  DailyMeetingState,
  DailyParticipant,
} from '@daily-co/daily-js';
import type { CallPort } from '../../src/core/call-port.js';
import { participant, type Person } from './people.js';
import { until } from './until.js';

type Handler = (event: never) => void;
export type Level = 'unknown' | 'none' | 'lobby' | 'full';
type Devices = Awaited<ReturnType<DailyCall['getInputDevices']>>;
type Answer = Awaited<ReturnType<DailyCall['requestAccess']>>;

/** The other side of a promise. */
interface Deferred {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** One call of a method. */
export interface Sent {
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Waiting {
  id: string;
  name?: string;
}

/** What a call knows of its room. */
export interface Caches {
  meetingState?: DailyMeetingState;
  level?: Level;
  waiting?: Waiting[];
  participants?: Record<string, DailyParticipant>;
}

/** The guest or owner whose page this is. */
export const ME = 'me-1';

/**
 * A `DailyCall` in memory that does what the test says, with caches that behave as those of daily-js: maps are replaced,
 * not changed; `joined-meeting` comes in the lobby as well; before a fatal `error` everything has been emptied.
 */
export class ScriptedCall implements Record<keyof CallPort, unknown> {
  readonly sent: Sent[] = [];
  readonly #handlers = new Map<string, Handler[]>();
  /** Promises that were given, by what was asked for. */
  readonly #asked = new Map<string, Deferred>();
  readonly #grants = new Map<string, boolean>();
  #meetingState: DailyMeetingState = 'new';
  #level: Level = 'unknown';
  #awaiting = false;
  #participants: Record<string, DailyParticipant> = {};
  #waiting: Record<string, { id: string; name: string; awaitingAccess: { level: 'full' } }> = {};
  #destroyed = false;
  #activeSpeaker: { peerId?: string } = {};
  #devices: Devices = { camera: {}, mic: {}, speaker: {} };
  /** What `room()` says of the room. */
  roomConfig: Record<string, unknown> | undefined = { enable_knocking: true };
  /** Whether its call machine has died: leaving and destroying never come to an end. */
  stuck = false;

  /**
   * A call that is in the room already.
   *
   * @param me this page's person
   * @param waiting those who knocked before
   */
  static inRoom(me: Partial<Person> = {}, waiting: Waiting[] = []): ScriptedCall {
    const call = new ScriptedCall();
    call.#enter('full', me);
    call.#setWaiting(waiting);
    return call;
  }

  /** To hand to an element's `call`. */
  get asCall(): DailyCall {
    return this as unknown as DailyCall;
  }

  /** How many listeners are on it, or on one of its events. */
  listenerCount(event?: string): number {
    if (event !== undefined) return this.#handlers.get(event)?.length ?? 0;
    return [...this.#handlers.values()].reduce((sum, handlers) => sum + handlers.length, 0);
  }

  /** The arguments of each call of a method. */
  calls(method: keyof DailyCall): readonly (readonly unknown[])[] {
    return this.sent.filter((entry) => entry.method === method).map(({ args }) => args);
  }

  /** The methods that were called, in order. */
  get methods(): string[] {
    return this.sent.map(({ method }) => method);
  }

  /** Waits until a method has been called `times` times. */
  async asked(method: keyof DailyCall, times = 1): Promise<void> {
    await until(() => this.calls(method).length >= times, `${method}() to be called ${times} times`);
  }

  // What an element may use.

  on(event: string, handler: Handler): this {
    this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
    return this;
  }

  off(event: string, handler: Handler): this {
    const handlers = [...(this.#handlers.get(event) ?? [])];
    const index = handlers.indexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
    this.#handlers.set(event, handlers);
    return this;
  }

  meetingState(): DailyMeetingState {
    return this.#meetingState;
  }

  accessState(): { access: DailyAccess; awaitingAccess?: { level: 'full' } } {
    return { access: access(this.#level), ...(this.#awaiting ? { awaitingAccess: { level: 'full' } } : {}) };
  }

  participants(): Record<string, DailyParticipant> {
    return this.#participants;
  }

  waitingParticipants(): Record<string, Waiting> {
    return this.#waiting;
  }

  room(): Promise<unknown> {
    return Promise.resolve({ id: 'room-1', name: 'consulting', config: this.roomConfig });
  }

  preAuth(options?: DailyCallOptions): Promise<{ access: DailyAccess }> {
    this.#note('preAuth', options);
    return this.#ask('preAuth');
  }

  join(options?: DailyCallOptions): Promise<void> {
    this.#note('join', options);
    this.#meetingState = 'joining-meeting';
    const joined = this.#ask<void>('join');
    this.emit('joining-meeting');
    return joined;
  }

  requestAccess(request: unknown): Promise<Answer> {
    this.#note('requestAccess', request);
    this.#awaiting = true;
    return this.#ask('requestAccess');
  }

  updateWaitingParticipant(id: string, update: { grantRequestedAccess?: boolean }): Promise<{ id: string }> {
    this.#note('updateWaitingParticipant', id, update);
    this.#grants.set(id, update.grantRequestedAccess === true);
    return this.#ask(decisionAbout(id));
  }

  /** Never to be used (its `'*'` means whoever has come meanwhile); here only so that a test sees that it is not. */
  updateWaitingParticipants(updates: unknown): Promise<never> {
    this.#note('updateWaitingParticipants', updates);
    return new Promise(() => {});
  }

  setLocalVideo(on: boolean): this {
    this.#note('setLocalVideo', on);
    return this;
  }

  setLocalAudio(on: boolean): this {
    this.#note('setLocalAudio', on);
    return this;
  }

  setSubscribeToTracksAutomatically(on: boolean): this {
    this.#note('setSubscribeToTracksAutomatically', on);
    return this;
  }

  updateParticipants(updates: unknown): this {
    this.#note('updateParticipants', updates);
    return this;
  }

  getActiveSpeaker(): { peerId?: string } {
    return this.#activeSpeaker;
  }

  getInputDevices(): Promise<Devices> {
    return Promise.resolve(this.#devices);
  }

  setInputDevicesAsync(devices: unknown): Promise<Devices> {
    this.#note('setInputDevicesAsync', devices);
    return this.#ask('setInputDevicesAsync');
  }

  async leave(): Promise<void> {
    this.#note('leave');
    await this.answered();
    this.end();
  }

  async destroy(): Promise<void> {
    this.#note('destroy');
    await this.answered();
    this.end();
    this.#destroyed = true;
    this.emit('call-instance-destroyed');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  // What the script says: the way in.

  allowPreAuth(level: Level): void {
    if (level !== 'unknown') this.#level = level;
    this.settle('preAuth', { access: access(level) });
  }

  failPreAuth(reason: unknown): void {
    this.refuse('preAuth', reason);
  }

  /** `join()` goes through: into the lobby or the call. */
  enter(level: Level, me: Partial<Person> = {}): void {
    this.#enter(level, me);
    this.emit('joined-meeting', { participants: this.#participants });
    if (this.hasAsked('join')) this.settle('join');
  }

  failJoin(reason: unknown): void {
    this.refuse('join', reason);
  }

  // The answer to a knock, in the two ways that Daily has.

  grantByPromise(): void {
    this.settle('requestAccess', { access: { level: 'full' }, granted: true });
  }

  grantByEvent(): void {
    this.#level = 'full';
    this.#awaiting = false;
    this.emit('access-state-updated', this.accessState());
  }

  /** Daily says how far this person may go. */
  changeAccess(level: Level): void {
    this.#level = level;
    this.emit('access-state-updated', this.accessState());
  }

  denyByPromise(): void {
    this.settle('requestAccess', { access: { level: 'lobby' }, granted: false });
  }

  /** What Daily sends to somebody who was turned away. */
  denyByEvent(): void {
    this.fatal('not-allowed', 'Join request rejected');
    this.emit('left-meeting');
  }

  failRequest(reason: unknown): void {
    this.refuse('requestAccess', reason);
  }

  // Trouble.

  /** A fatal error: when it is told, daily-js has forgotten everything already. */
  fatal(type: DailyFatalErrorType, errorMsg: string = type): void {
    this.forget('error');
    this.emit('error', { errorMsg, error: { type, msg: errorMsg } });
  }

  /** The call machine could not be loaded, `times` times so far; daily-js gives up after the third. */
  loadFails(times: number): void {
    const errorMsg = 'Failed to load call object bundle.';
    for (let time = 0; time < times; time += 1) this.emit('load-attempt-failed', { errorMsg });
    if (times < 3) return;
    this.forget('error');
    this.emit('error', { errorMsg, error: { type: 'connection-error', msg: errorMsg, details: { on: 'load' } } });
  }

  /**
   * A connection of Daily's is lost, or there again.
   *
   * @param event which of the two
   * @param type which connection; `signaling` carries knocks
   * @param session_id with `peer-to-peer`: to whom
   */
  network(event: 'interrupted' | 'connected', type = 'signaling', session_id?: string): void {
    this.emit('network-connection', { type, event, ...(session_id ? { session_id } : {}) });
  }

  /** What Daily says of this page's own network. */
  quality(networkState: 'good' | 'warning' | 'bad'): void {
    this.emit('network-quality-change', { networkState, networkStateReasons: [], threshold: 'good', quality: 100 });
  }

  /** Somebody speaks. */
  speaks(peerId: string): void {
    this.#activeSpeaker = { peerId };
    this.emit('active-speaker-change', { activeSpeaker: { peerId } });
  }

  /** Daily uses these devices from now on. */
  useDevices(devices: Partial<Devices>): void {
    this.#devices = { ...this.#devices, ...devices };
  }

  /** The choice of devices goes through. */
  acceptDevices(devices: Partial<Devices>): void {
    this.useDevices(devices);
    this.settle('setInputDevicesAsync', this.#devices);
  }

  failDevices(reason: unknown): void {
    this.refuse('setInputDevicesAsync', reason);
  }

  cameraError(type: DailyCameraErrorType): void {
    this.emit('camera-error', { errorMsg: { errorMsg: type }, error: { type, msg: type } });
  }

  // Those who wait.

  knockFrom(person: Waiting): void {
    this.#setWaiting([...Object.values(this.#waiting), person]);
    this.emit('waiting-participant-added', { participant: this.#waiting[person.id] });
  }

  /** Tells anew of somebody who is listed already, as Daily does for those who came before the owner. */
  repeatKnockFrom(id: string): void {
    this.emit('waiting-participant-added', { participant: this.#waiting[id] });
  }

  /** Listed, and no event yet. */
  listSilently(people: Waiting[]): void {
    this.#setWaiting(people);
  }

  rename(id: string, name: string): void {
    this.#setWaiting(Object.values(this.#waiting).map((person) => (person.id === id ? { id, name } : person)));
    this.emit('waiting-participant-updated', { participant: this.#waiting[id] });
  }

  /** No longer waits; Daily does not say why. */
  unlist(id: string): void {
    const participant = this.#waiting[id];
    this.#setWaiting(Object.values(this.#waiting).filter((person) => person.id !== id));
    this.emit('waiting-participant-removed', { participant });
  }

  /** The owner's decision reaches the person, who leaves the list and, if let in, joins the call. */
  acceptDecision(id: string): void {
    this.sendDecision(id);
    const { name = '' } = this.#waiting[id] ?? {};
    if (id in this.#waiting) this.unlist(id);
    if (this.#grants.get(id)) this.participantJoins({ id, name });
  }

  /** Daily has sent the owner's decision: that says nothing of the person, who may never get it. */
  sendDecision(id: string): void {
    this.settle(decisionAbout(id), { id });
  }

  failDecision(id: string, reason: unknown): void {
    this.refuse(decisionAbout(id), reason);
  }

  // Those in the call.

  participantJoins(person: Person): void {
    this.#participants[person.id] = participant(person);
    this.emit('participant-joined', { participant: this.#participants[person.id] });
  }

  /** @param person the whole of what is known now; `id` `'local'` for oneself */
  participantChanges(person: Person): void {
    const local = person.id === 'local';
    this.#participants[person.id] = participant({ ...person, id: local ? ME : person.id, local });
    this.emit('participant-updated', { participant: this.#participants[person.id] });
  }

  /** One's own camera is on. */
  shows(track: MediaStreamTrack): void {
    const before = this.#participants['local'];
    const video = { state: 'playable' as const, persistentTrack: track };
    const name = before?.user_name ?? '';
    this.participantChanges({ id: 'local', name, owner: before?.owner ?? false, video });
  }

  participantLeaves(id: string): void {
    const { [id]: gone, ...others } = this.#participants;
    this.#participants = others;
    this.emit('participant-left', { participant: gone });
  }

  settle(what: string, value?: unknown): void {
    this.#answer(what).resolve(value);
  }

  refuse(what: string, reason: unknown): void {
    this.#answer(what).reject(reason);
  }

  hasAsked(what: string): boolean {
    return this.#asked.has(what);
  }

  /** Changes the caches, without an event. */
  change({ level, waiting, participants, meetingState }: Caches): void {
    if (level) this.#level = level;
    if (level === 'full') this.#awaiting = false;
    if (meetingState) this.#meetingState = meetingState;
    if (waiting) this.#setWaiting(waiting);
    if (participants) this.#participants = participants;
  }

  /** Unlike daily-js, which swallows what a handler throws: here the test shall fail. */
  emit(action: string, more: object = {}): void {
    for (const handler of [...(this.#handlers.get(action) ?? [])]) {
      (handler as (event: object) => void)({ action, ...more });
    }
  }

  #enter(level: Level, me: Partial<Person>): void {
    this.#level = level;
    this.#meetingState = 'joined-meeting';
    this.#participants['local'] = participant({ name: 'Me', ...this.#given, ...me, id: ME, local: true });
  }

  /** The tracks that `join()` was given, which Daily shows. */
  get #given(): Pick<Person, 'video' | 'audio'> {
    const { video, audio } = this.joinTracks;
    return { ...(video ? { video: shown(video) } : {}), ...(audio ? { audio: shown(audio) } : {}) };
  }

  /** The tracks that the last `join()` was given, in either of the ways that daily-js has for it. */
  get joinTracks(): { video?: MediaStreamTrack; audio?: MediaStreamTrack } {
    const options = (this.calls('join').at(-1)?.[0] ?? {}) as DailyCallOptions;
    const handed = (kind: 'video' | 'audio'): MediaStreamTrack | undefined => {
      const settings = options.inputSettings?.[kind]?.settings;
      const track: unknown = settings && 'customTrack' in settings ? settings.customTrack : options[`${kind}Source`];
      return track instanceof MediaStreamTrack ? track : undefined;
    };
    const [video, audio] = [handed('video'), handed('audio')];
    return { ...(video ? { video } : {}), ...(audio ? { audio } : {}) };
  }

  /** The meeting is over. */
  protected end(): void {
    const was = this.#meetingState;
    if (was !== 'joined-meeting' && was !== 'joining-meeting') return;
    this.forget('left-meeting');
    this.emit('left-meeting');
  }

  /** Empties the caches, as daily-js does before it tells of an end. */
  protected forget(state: DailyMeetingState): void {
    this.#meetingState = state;
    this.#level = 'unknown';
    this.#awaiting = false;
    this.#participants = {};
    this.#waiting = {};
    this.#activeSpeaker = {};
  }

  #setWaiting(people: Waiting[]): void {
    this.#waiting = Object.fromEntries(
      people.map(({ id, name = '' }) => [id, { id, name, awaitingAccess: { level: 'full' as const } }]),
    );
  }

  #note(method: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new Error(`${method}() after destroy()`);
    this.sent.push({ method, args });
  }

  /** Waits until the call machine has answered `leave()`. */
  protected answered(): Promise<void> {
    return this.stuck ? new Promise(() => {}) : Promise.resolve();
  }

  #ask<Value>(what: string): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#asked.set(what, { resolve: resolve, reject });
    });
  }

  #answer(what: string): Deferred {
    const answer = this.#asked.get(what);
    if (!answer) throw new Error(`Nobody has asked for ${what} yet.`);
    return answer;
  }
}

function shown(persistentTrack: MediaStreamTrack): NonNullable<Person['video']> {
  return { state: 'playable', persistentTrack };
}

/** What `settle()` and `refuse()` call the answer to a decision. */
export function decisionAbout(id: string): string {
  return `decision about ${id}`;
}

function access(level: Level): DailyAccess {
  return level === 'unknown' ? 'unknown' : { level };
}
