import type { DailyAccess, DailyCallOptions, DailyMeetingState, DailyParticipant } from '@daily-co/daily-js';
import { decisionAbout, ScriptedCall } from '../support/scripted-call.js';
import { videoTrack } from '../support/tracks.js';
import type { Level, RoomInMemory, Session, Waiters } from './room-in-memory.js';

/** An update of a client's caches. */
export interface Update {
  level?: Level;
  waiting?: Waiters;
  /** New and changed participants; `undefined` for those who left. */
  participants?: Record<string, DailyParticipant | undefined>;
}

/** A scripted call in the room in memory. */
export class SimCall extends ScriptedCall {
  readonly actor: string;
  session: Session | undefined;
  /** Incremented at each end of a meeting. Messages of an earlier one are dropped. */
  epoch = 0;
  /** Whether the element has called `destroy()`. */
  closing = false;
  /** When a check first found it unused. */
  closedAt: number | undefined;
  camera: MediaStreamTrack | undefined;
  /** A camera track passed to Daily, which leaves it running. */
  #joinTrack: MediaStreamTrack | undefined;
  readonly #room: RoomInMemory;
  #isCameraOn = true;

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
    this.#isCameraOn = !options.startVideoOff;
    this.#joinTrack = this.joinTracks.video ?? this.#joinTrack;
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

  /** As with Daily, one unknown id refuses all. */
  override updateWaitingParticipants(
    updates: Record<string, { grantRequestedAccess: boolean }>,
  ): Promise<{ ids: string[] }> {
    const answer = super.updateWaitingParticipants(updates);
    const unknown = Object.keys(updates).find((id) => !(id in this.waitingParticipants()));
    const refuse = (id: string): void => this.refuse(decisionAbout(id), new Error(`no such person: ${id}`));
    if (unknown === undefined)
      for (const [id, { grantRequestedAccess }] of Object.entries(updates))
        this.#room.decide(this, id, grantRequestedAccess, decisionAbout(id));
    else if (!this.#room.conditions.noAnswers) this.#room.messages.send(this, 'reply', () => refuse(unknown));
    return answer;
  }

  override setLocalVideo(on: boolean): this {
    this.#room.messages.send(this, 'reply', () => this.#switchCamera(on, 'participant-updated'));
    return super.setLocalVideo(on);
  }

  override setInputDevicesAsync(devices: { videoSource?: unknown }): ReturnType<ScriptedCall['setInputDevicesAsync']> {
    const answer = super.setInputDevicesAsync(devices);
    if (devices.videoSource instanceof MediaStreamTrack) this.#joinTrack = devices.videoSource;
    this.acceptDevices({});
    return answer;
  }

  override destroy(): Promise<void> {
    this.closing = true;
    return super.destroy();
  }

  // Called by the room.

  /** Updates the caches, then emits the event, as daily-js does. */
  receive({ level, waiting, participants }: Update, action?: string, more: object = {}): void {
    const people = Object.entries({ ...this.participants(), ...participants }).filter(([, person]) => person);
    this.change({
      ...(level ? { level } : {}),
      ...(waiting ? { waiting: [...waiting].map(([id, name]) => ({ id, name })) } : {}),
      participants: Object.fromEntries(people) as Record<string, DailyParticipant>,
    });
    if (action) this.emit(action, more);
  }

  open(): void {
    this.change({ meetingState: 'joined-meeting' });
    this.#switchCamera(this.#isCameraOn);
  }

  /** Does nothing if the method was not called. */
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
    if (this.camera !== this.#joinTrack) this.camera?.stop();
  }

  #switchCamera(on: boolean, action?: string): void {
    if (!on) this.#stopOwn();
    const live = [this.#joinTrack, this.camera].find((track) => track?.readyState === 'live');
    this.camera = on ? (live ?? videoTrack()) : undefined;
    const me = this.participants()['local'];
    if (!me) return;
    const video = { subscribed: true, state: on ? 'playable' : 'off', persistentTrack: this.camera } as const;
    const participant = { ...me, tracks: { ...me.tracks, video } } as DailyParticipant;
    this.receive({ participants: { local: participant } }, action, { participant });
  }
}
