import type { DailyAccess, DailyCallOptions, DailyMeetingState, DailyParticipant } from '@daily-co/daily-js';
import { decisionAbout, ScriptedCall } from '../support/scripted-call.js';
import { videoTrack } from '../support/tracks.js';
import type { Level, RoomInMemory, Session, Waiters } from './room-in-memory.js';

/** What a client's caches hold from a moment on. */
export interface Update {
  level?: Level;
  waiting?: Waiters;
  /** Those who are new or have changed; `undefined` for those who have gone. */
  participants?: Record<string, DailyParticipant | undefined>;
}

/** A scripted call whose script is the room in memory. */
export class SimCall extends ScriptedCall {
  readonly actor: string;
  /** Whom the room knows by this call. */
  session: Session | undefined;
  /** Grows with each end of a meeting: what was on its way to the one before never arrives. */
  epoch = 0;
  /** Whether the element has asked for the end. */
  closing = false;
  /** When it was first seen to be of no use any more. */
  closedAt: number | undefined;
  camera: MediaStreamTrack | undefined;
  /** A camera that was handed over; Daily leaves it on. */
  #given: MediaStreamTrack | undefined;
  readonly #room: RoomInMemory;
  #wantsCamera = true;

  constructor(room: RoomInMemory, actor: string) {
    super();
    this.#room = room;
    this.actor = actor;
  }

  override preAuth(options?: DailyCallOptions): Promise<{ access: DailyAccess }> {
    const answer = super.preAuth(options);
    this.#room.preAuth(this);
    return answer;
  }

  override join(options: DailyCallOptions = {}): Promise<void> {
    const answer = super.join(options);
    this.#wantsCamera = !options.startVideoOff;
    this.#given = this.tracksHandedOver.video ?? this.#given;
    this.#room.enter(this, options);
    return answer;
  }

  override requestAccess(request: { name: string }): ReturnType<ScriptedCall['requestAccess']> {
    const answer = super.requestAccess(request);
    this.#room.knock(this, request.name);
    return answer;
  }

  override updateWaitingParticipant(id: string, update: { grantRequestedAccess: boolean }): Promise<{ id: string }> {
    const answer = super.updateWaitingParticipant(id, update);
    this.#room.decide(this, id, update.grantRequestedAccess, decisionAbout(id));
    return answer;
  }

  override setLocalVideo(on: boolean): this {
    this.#room.post.send(this, 'reply', () => this.#switchCamera(on, 'participant-updated'));
    return super.setLocalVideo(on);
  }

  override setInputDevicesAsync(devices: { videoSource?: unknown }): ReturnType<ScriptedCall['setInputDevicesAsync']> {
    const answer = super.setInputDevicesAsync(devices);
    if (devices.videoSource instanceof MediaStreamTrack) this.#given = devices.videoSource;
    this.acceptDevices({});
    return answer;
  }

  override destroy(): Promise<void> {
    this.closing = true;
    return super.destroy();
  }

  // What the room tells it.

  /** Changes the caches, then tells: as in daily-js, whose caches are new before an event is. */
  receive({ level, waiting, participants }: Update, action?: string, more: object = {}): void {
    const people = Object.entries({ ...this.participants(), ...participants }).filter(([, person]) => person);
    this.change({
      ...(level ? { level } : {}),
      ...(waiting ? { waiting: [...waiting].map(([id, name]) => ({ id, name })) } : {}),
      participants: Object.fromEntries(people) as Record<string, DailyParticipant>,
    });
    if (action) this.emit(action, more);
  }

  /** The meeting has been joined. */
  open(): void {
    this.change({ meetingState: 'joined-meeting' });
    this.#switchCamera(this.#wantsCamera);
  }

  /** The room answers all that may have been asked. */
  override refuse(what: string, reason: unknown): void {
    if (this.hasAsked(what)) super.refuse(what, reason);
  }

  override fatal(...error: Parameters<ScriptedCall['fatal']>): void {
    this.epoch += 1;
    super.fatal(...error);
  }

  protected override answered(): Promise<void> {
    this.epoch += 1;
    return this.#room.leave(this);
  }

  protected override end(): void {
    this.#stopOwn();
    this.camera = undefined;
    super.end();
  }

  protected override forget(state: DailyMeetingState): void {
    super.forget(state);
    this.session = undefined;
  }

  #stopOwn(): void {
    if (this.camera !== this.#given) this.camera?.stop();
  }

  #switchCamera(on: boolean, action?: string): void {
    if (!on) this.#stopOwn();
    const live = [this.#given, this.camera].find((track) => track?.readyState === 'live');
    this.camera = on ? (live ?? videoTrack()) : undefined;
    const me = this.participants()['local'];
    if (!me) return;
    const video = { subscribed: true, state: on ? 'playable' : 'off', persistentTrack: this.camera } as const;
    const participant = { ...me, tracks: { ...me.tracks, video } } as DailyParticipant;
    this.receive({ participants: { local: participant } }, action, { participant });
  }
}
