import type {
  DailyAccess,
  DailyCall,
  DailyCallOptions,
  DailyCallQualityTestResults,
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

/** What a call caches of its room. */
export interface Caches {
  meetingState?: DailyMeetingState;
  level?: Level;
  waiting?: Waiting[];
  participants?: Record<string, DailyParticipant>;
}

/** The session id of the local participant. */
export const ME = 'me-1';

/**
 * A scripted `DailyCall`, with caches like those of daily-js: maps are replaced, not mutated; `joined-meeting` fires in the lobby as well;
 * the caches are empty before a fatal `error`.
 */
export class ScriptedCall implements Record<keyof CallPort, unknown> {
  readonly sent: Sent[] = [];
  readonly #handlers = new Map<string, Handler[]>();
  /** Pending promises by method. */
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
  /** The config in the result of `room()`. */
  roomConfig: Record<string, unknown> | undefined = { enable_knocking: true };
  /** Whether `leave()` and `destroy()` settle only after {@link goOn}. */
  stuck = false;
  /** Ends the wait of a stuck call. */
  goOn = (): void => {};

  /** Makes a joined call, with guests who already wait. */
  static inRoom(me: Partial<Person> = {}, waiting: Waiting[] = []): ScriptedCall {
    const call = new ScriptedCall();
    call.#enter('full', me);
    call.#setWaiting(waiting);
    return call;
  }

  /** For an element's `call` property. */
  get asCall(): DailyCall {
    return this as unknown as DailyCall;
  }

  /** The number of listeners, in total or for one event. */
  listenerCount(event?: string): number {
    if (event !== undefined) return this.#handlers.get(event)?.length ?? 0;
    return [...this.#handlers.values()].reduce((sum, handlers) => sum + handlers.length, 0);
  }

  /** The arguments of each call of a method. */
  calls(method: keyof DailyCall): readonly (readonly unknown[])[] {
    return this.sent.filter((entry) => entry.method === method).map(({ args }) => args);
  }

  /** The called methods, in order. */
  get methods(): string[] {
    return this.sent.map(({ method }) => method);
  }

  /** Waits until a method has been called `times` times. */
  async asked(method: keyof DailyCall, times = 1): Promise<void> {
    await until(() => this.calls(method).length >= times, `${method}() to be called ${times} times`);
  }

  // The part that elements use.

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
    this.#record('preAuth', options);
    return this.#ask('preAuth');
  }

  join(options?: DailyCallOptions): Promise<void> {
    this.#record('join', options);
    this.#meetingState = 'joining-meeting';
    const joined = this.#ask<void>('join');
    this.emit('joining-meeting');
    return joined;
  }

  requestAccess(request: unknown): Promise<Answer> {
    this.#record('requestAccess', request);
    this.#awaiting = true;
    return this.#ask('requestAccess');
  }

  updateWaitingParticipant(id: string, update: { grantRequestedAccess?: boolean }): Promise<{ id: string }> {
    this.#record('updateWaitingParticipant', id, update);
    this.#grants.set(id, update.grantRequestedAccess === true);
    return this.#ask(decisionAbout(id));
  }

  /** Each person's decision settles by itself; the promise with the last one. */
  updateWaitingParticipants(updates: Record<string, { grantRequestedAccess?: boolean }>): Promise<{ ids: string[] }> {
    this.#record('updateWaitingParticipants', updates);
    const ids = Object.keys(updates);
    for (const id of ids) this.#grants.set(id, updates[id]!.grantRequestedAccess === true);
    return Promise.all(ids.map((id) => this.#ask(decisionAbout(id)))).then(() => ({ ids }));
  }

  /** The answers to people who wait, in order, however many in one message. */
  get answers(): [id: string, update: { grantRequestedAccess?: boolean }][] {
    return this.sent.flatMap(({ method, args }) =>
      method === 'updateWaitingParticipant'
        ? [args as [string, { grantRequestedAccess?: boolean }]]
        : method === 'updateWaitingParticipants'
          ? Object.entries(args[0] as Record<string, { grantRequestedAccess?: boolean }>)
          : [],
    );
  }

  setUserName(userName: string, options?: unknown): Promise<{ userName: string }> {
    this.#record('setUserName', userName, options);
    return Promise.resolve({ userName });
  }

  setLocalVideo(on: boolean): this {
    this.#record('setLocalVideo', on);
    return this;
  }

  setLocalAudio(on: boolean): this {
    this.#record('setLocalAudio', on);
    return this;
  }

  setSubscribeToTracksAutomatically(on: boolean): this {
    this.#record('setSubscribeToTracksAutomatically', on);
    return this;
  }

  updateParticipant(id: string, update: unknown): this {
    this.#record('updateParticipant', id, update);
    return this;
  }

  updateParticipants(updates: unknown): this {
    this.#record('updateParticipants', updates);
    return this;
  }

  getActiveSpeaker(): { peerId?: string } {
    return this.#activeSpeaker;
  }

  getInputDevices(): Promise<Devices> {
    return Promise.resolve(this.#devices);
  }

  setInputDevicesAsync(devices: unknown): Promise<Devices> {
    this.#record('setInputDevicesAsync', devices);
    return this.#ask('setInputDevicesAsync');
  }

  startCamera(): Promise<unknown> {
    this.#record('startCamera');
    return this.#ask('startCamera');
  }

  testCallQuality(): Promise<DailyCallQualityTestResults> {
    this.#record('testCallQuality');
    return this.#ask('testCallQuality');
  }

  stopTestCallQuality(): void {
    this.#record('stopTestCallQuality');
  }

  async leave(): Promise<void> {
    this.#record('leave');
    await this.answered();
    this.end();
  }

  async destroy(): Promise<void> {
    this.#record('destroy');
    await this.answered();
    this.end();
    this.#destroyed = true;
    this.emit('call-instance-destroyed');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  // The script: joining.

  allowPreAuth(level: Level): void {
    if (level !== 'unknown') this.#level = level;
    this.settle('preAuth', { access: access(level) });
  }

  failPreAuth(reason: unknown): void {
    this.refuse('preAuth', reason);
  }

  /** Resolves `join()`, into the lobby or the call. */
  enter(level: Level, me: Partial<Person> = {}): void {
    this.#enter(level, me);
    this.emit('joined-meeting', { participants: this.#participants });
    if (this.hasAsked('join')) this.settle('join');
  }

  failJoin(reason: unknown): void {
    this.refuse('join', reason);
  }

  // The answer to a knock, by promise or event.

  grantByPromise(): void {
    this.settle('requestAccess', { access: { level: 'full' }, granted: true });
  }

  grantByEvent(): void {
    this.#level = 'full';
    this.#awaiting = false;
    this.emit('access-state-updated', this.accessState());
  }

  /** Fires `access-state-updated`. */
  changeAccess(level: Level): void {
    this.#level = level;
    this.emit('access-state-updated', this.accessState());
  }

  denyByPromise(): void {
    this.settle('requestAccess', { access: { level: 'lobby' }, granted: false });
  }

  /** The events of a rejected knock. */
  denyByEvent(): void {
    this.fatal('not-allowed', 'Join request rejected');
    this.emit('left-meeting');
  }

  failRequest(reason: unknown): void {
    this.refuse('requestAccess', reason);
  }

  // Faults.

  /** Fires a fatal error. daily-js empties its caches first. */
  fatal(type: DailyFatalErrorType, errorMsg: string = type): void {
    this.forget('error');
    this.emit('error', { errorMsg, error: { type, msg: errorMsg } });
  }

  /** Simulates failed attempts to load the call machine. daily-js stops after the third. */
  loadFails(times: number): void {
    const errorMsg = 'Failed to load call object bundle.';
    for (let time = 0; time < times; time += 1) this.emit('load-attempt-failed', { errorMsg });
    if (times < 3) return;
    this.forget('error');
    this.emit('error', { errorMsg, error: { type: 'connection-error', msg: errorMsg, details: { on: 'load' } } });
  }

  /** Fires `network-connection`. `signaling` carries knocks; `peer-to-peer` needs a session id. */
  network(event: 'interrupted' | 'connected', type = 'signaling', session_id?: string): void {
    this.emit('network-connection', { type, event, ...(session_id ? { session_id } : {}) });
  }

  /** Fires `network-quality-change`. */
  quality(networkState: 'good' | 'warning' | 'bad'): void {
    this.emit('network-quality-change', { networkState, networkStateReasons: [], threshold: 'good', quality: 100 });
  }

  /** Fires `active-speaker-change`. */
  speaks(peerId: string): void {
    this.#activeSpeaker = { peerId };
    this.emit('active-speaker-change', { activeSpeaker: { peerId } });
  }

  /** Sets the result of `getInputDevices()`. */
  useDevices(devices: Partial<Devices>): void {
    this.#devices = { ...this.#devices, ...devices };
  }

  /** Resolves `setInputDevicesAsync()`. */
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

  // Waiting participants.

  knockFrom(person: Waiting): void {
    this.#setWaiting([...Object.values(this.#waiting), person]);
    this.emit('waiting-participant-added', { participant: this.#waiting[person.id] });
  }

  /** Repeats the event of a listed guest, as Daily does for guests who came before the owner. */
  repeatKnockFrom(id: string): void {
    this.emit('waiting-participant-added', { participant: this.#waiting[id] });
  }

  /** Sets the list without an event. */
  listSilently(people: Waiting[]): void {
    this.#setWaiting(people);
  }

  rename(id: string, name: string): void {
    this.#setWaiting(Object.values(this.#waiting).map((person) => (person.id === id ? { id, name } : person)));
    this.emit('waiting-participant-updated', { participant: this.#waiting[id] });
  }

  /** Removes a guest from the list. Daily gives no reason. */
  unlist(id: string): void {
    const participant = this.#waiting[id];
    this.#setWaiting(Object.values(this.#waiting).filter((person) => person.id !== id));
    this.emit('waiting-participant-removed', { participant });
  }

  /** Delivers a decision: the guest leaves the list and, if admitted, joins the call. */
  acceptDecision(id: string): void {
    this.sendDecision(id);
    const { name = '' } = this.#waiting[id] ?? {};
    if (id in this.#waiting) this.unlist(id);
    if (this.#grants.get(id)) this.participantJoins({ id, name });
  }

  /** Resolves `updateWaitingParticipant()`. The guest may still not get the decision. */
  sendDecision(id: string): void {
    this.settle(decisionAbout(id), { id });
  }

  failDecision(id: string, reason: unknown): void {
    this.refuse(decisionAbout(id), reason);
  }

  // Participants.

  participantJoins(person: Person): void {
    this.#participants[person.id] = participant(person);
    this.emit('participant-joined', { participant: this.#participants[person.id] });
  }

  participantChanges(person: Person): void {
    const local = person.id === 'local';
    this.#participants[person.id] = participant({ ...person, id: local ? ME : person.id, local });
    this.emit('participant-updated', { participant: this.#participants[person.id] });
  }

  /** Switches the local camera on. */
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

  /** Unlike daily-js, does not catch errors of handlers, so that the test fails. */
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

  /** The tracks of the local participant, from the options of `join()`. */
  get #given(): Pick<Person, 'video' | 'audio'> {
    const { video, audio } = this.joinTracks;
    return { ...(video ? { video: shown(video) } : {}), ...(audio ? { audio: shown(audio) } : {}) };
  }

  /** The tracks in the options of the last `join()`, as custom tracks or sources. */
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

  /** Ends the meeting. */
  protected end(): void {
    const was = this.#meetingState;
    if (was !== 'joined-meeting' && was !== 'joining-meeting') return;
    this.forget('left-meeting');
    this.emit('left-meeting');
  }

  /** Empties the caches, as daily-js does before its event. */
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

  #record(method: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new Error(`${method}() after destroy()`);
    this.sent.push({ method, args });
  }

  /** Waits for the call machine. */
  protected answered(): Promise<void> {
    return this.stuck ? new Promise((done) => (this.goOn = done)) : Promise.resolve();
  }

  #ask<Value>(what: string): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#asked.set(what, { resolve: resolve, reject });
    });
  }

  #answer(what: string): Deferred {
    const answer = this.#asked.get(what);
    if (!answer) throw new Error(`${what} is not pending.`);
    return answer;
  }
}

function shown(persistentTrack: MediaStreamTrack): NonNullable<Person['video']> {
  return { state: 'playable', persistentTrack };
}

/** The key of a decision in `settle()` and `refuse()`. */
export function decisionAbout(id: string): string {
  return `decision about ${id}`;
}

function access(level: Level): DailyAccess {
  return level === 'unknown' ? 'unknown' : { level };
}
