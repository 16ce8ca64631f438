import type { DailyAccess, DailyCallOptions, DailyMeetingState, DailyParticipant } from '@daily-co/daily-js';
import type { CallPort } from '../../src/core/call-port.js';
import { videoTrack } from '../support/tracks.js';
import type { Level, RoomInMemory, Session, Waiters } from './room-in-memory.js';

type Handler = (event: never) => void;

interface Pending {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** What is told to a client at a moment, with what its caches hold from then on. */
export interface Told {
  level?: Level;
  waiting?: Waiters;
  participants?: Record<string, DailyParticipant | undefined>;
}

const people = (map: Waiters) =>
  Object.fromEntries([...map].map(([id, name]) => [id, { id, name, awaitingAccess: { level: 'full' as const } }]));

/** A `DailyCall` whose call machine is the room in memory; its caches behave as those of daily-js. */
export class SimCall implements Record<keyof CallPort, unknown> {
  readonly actor: string;
  /** Whom the room knows by this call. */
  session: Session | undefined;
  /** Grows with each end of a meeting: what was on its way to the one before never arrives. */
  epoch = 0;
  /** Whether the element has asked for the end. */
  closing = false;
  /** Methods that must never be called. */
  readonly forbidden: string[] = [];
  /** When it was first seen to be of no use any more. */
  closedAt: number | undefined;
  camera: MediaStreamTrack | undefined;
  /** A camera that was handed over; Daily leaves it on. */
  #given: MediaStreamTrack | undefined;
  readonly #room: RoomInMemory;
  readonly #handlers = new Map<string, Handler[]>();
  readonly #pending = new Map<string, Pending>();
  #meetingState: DailyMeetingState = 'new';
  #level: Level | 'unknown' = 'unknown';
  #participants: Record<string, DailyParticipant> = {};
  #waiting: Waiters = new Map();
  #destroyed = false;
  #wantsCamera = true;

  constructor(room: RoomInMemory, actor: string) {
    this.#room = room;
    this.actor = actor;
  }

  get listeners(): number {
    return [...this.#handlers.values()].reduce((sum, handlers) => sum + handlers.length, 0);
  }

  on(event: string, handler: Handler): this {
    this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
    return this;
  }

  off(event: string, handler: Handler): this {
    this.#handlers.set(
      event,
      (this.#handlers.get(event) ?? []).filter((other) => other !== handler),
    );
    return this;
  }

  meetingState(): DailyMeetingState {
    return this.#meetingState;
  }

  accessState(): { access: DailyAccess } {
    return { access: this.#level === 'unknown' ? 'unknown' : { level: this.#level } };
  }

  participants(): Record<string, DailyParticipant> {
    return this.#participants;
  }

  waitingParticipants(): ReturnType<typeof people> {
    return people(this.#waiting);
  }

  room(): Promise<null> {
    return Promise.resolve(null);
  }

  preAuth(): Promise<unknown> {
    return this.#ask('preAuth', () => this.#room.preAuth(this));
  }

  join(options: DailyCallOptions): Promise<unknown> {
    this.#wantsCamera = !options.startVideoOff;
    this.#give(options.videoSource);
    this.#meetingState = 'joining-meeting';
    const promise = this.#ask('join', () => this.#room.enter(this, options));
    this.emit('joining-meeting');
    return promise;
  }

  requestAccess({ name }: { name: string }): Promise<unknown> {
    return this.#ask('requestAccess', () => this.#room.knock(this, name));
  }

  updateWaitingParticipant(id: string, { grantRequestedAccess }: { grantRequestedAccess: boolean }): Promise<unknown> {
    const key = `decision ${id}`;
    return this.#ask(key, () => this.#room.decide(this, id, grantRequestedAccess, key));
  }

  updateWaitingParticipants(): Promise<unknown> {
    this.forbidden.push('updateWaitingParticipants');
    return new Promise(() => {});
  }

  setLocalVideo(on: boolean): this {
    this.#alive('setLocalVideo');
    this.#room.post.send(this, 'reply', () => this.#switchCamera(on, 'participant-updated'));
    return this;
  }

  setLocalAudio(): this {
    this.#alive('setLocalAudio');
    return this;
  }

  getActiveSpeaker(): { peerId?: string } {
    return {};
  }

  getInputDevices(): Promise<unknown> {
    return Promise.resolve({ camera: {}, mic: {}, speaker: {} });
  }

  setSubscribeToTracksAutomatically(): this {
    this.#alive('setSubscribeToTracksAutomatically');
    return this;
  }

  updateParticipants(): this {
    this.#alive('updateParticipants');
    return this;
  }

  setInputDevicesAsync({ videoSource }: { videoSource?: unknown }): Promise<unknown> {
    this.#alive('setInputDevicesAsync');
    this.#give(videoSource);
    return this.getInputDevices();
  }

  async leave(): Promise<void> {
    this.#alive('leave');
    this.epoch += 1;
    await this.#room.leave(this);
    this.#end();
  }

  async destroy(): Promise<void> {
    this.#alive('destroy');
    this.closing = true;
    this.epoch += 1;
    await this.#room.leave(this);
    this.#end();
    this.#destroyed = true;
    this.emit('call-instance-destroyed');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  // What the room tells it.

  /** Changes the caches, then tells: as in daily-js, whose caches are new before an event is. */
  hear({ level, waiting, participants }: Told, action?: string, more: object = {}): void {
    if (level) this.#level = level;
    if (waiting) this.#waiting = waiting;
    for (const [id, participant] of Object.entries(participants ?? {})) {
      if (participant) this.#participants[id] = participant;
      else delete this.#participants[id];
    }
    if (action) this.emit(action, more);
  }

  /** The meeting has been joined. */
  enter(): void {
    this.#meetingState = 'joined-meeting';
    this.#switchCamera(this.#wantsCamera);
  }

  settle(key: string, value: unknown): void {
    this.#pending.get(key)?.resolve(value);
    this.#pending.delete(key);
  }

  refuse(key: string, reason: unknown): void {
    this.#pending.get(key)?.reject(reason);
    this.#pending.delete(key);
  }

  /** A fatal error: when it is told, everything has been forgotten already. */
  fail(type: string): object {
    const event = { errorMsg: type, error: { type, msg: type } };
    this.epoch += 1;
    this.#forget('error');
    this.emit('error', event);
    return event;
  }

  emit(action: string, more: object = {}): void {
    for (const handler of [...(this.#handlers.get(action) ?? [])])
      (handler as (event: object) => void)({ action, ...more });
  }

  #ask(key: string, request: () => void): Promise<unknown> {
    this.#alive(key);
    return new Promise((resolve, reject) => {
      this.#pending.set(key, { resolve, reject });
      request();
    });
  }

  #give(source: unknown): void {
    if (source instanceof MediaStreamTrack) this.#given = source;
  }

  #stopOwn(): void {
    if (this.camera !== this.#given) this.camera?.stop();
  }

  #switchCamera(on: boolean, action?: string): void {
    if (!on) this.#stopOwn();
    const live = [this.#given, this.camera].find((track) => track?.readyState === 'live');
    this.camera = on ? (live ?? videoTrack()) : undefined;
    const me = this.#participants['local'];
    if (!me) return;
    const video = { subscribed: true, state: on ? 'playable' : 'off', persistentTrack: this.camera } as const;
    const participant = { ...me, tracks: { ...me.tracks, video } } as DailyParticipant;
    this.hear({ participants: { local: participant } }, action, { participant });
  }

  #end(): void {
    this.#stopOwn();
    this.camera = undefined;
    const was = this.#meetingState;
    if (was !== 'joined-meeting' && was !== 'joining-meeting') return;
    this.#forget('left-meeting');
    this.emit('left-meeting');
  }

  #forget(state: DailyMeetingState): void {
    this.#meetingState = state;
    this.#level = 'unknown';
    this.#participants = {};
    this.#waiting = new Map();
    this.session = undefined;
  }

  #alive(method: string): void {
    if (this.#destroyed) throw new Error(`${method}() after destroy()`);
  }
}
