import { cameraErrorEvent } from './camera-error.js';
import { LocalMedia } from './media.js';
import { PeerMesh } from './peer-mesh.js';
import type { Signal } from './peer.js';
import { failure } from './environment.js';
import { findDead, holdPresence, PresenceWatch } from './presence.js';
import { REFUSALS, refusalFor } from './refusals.js';
import { RoomLink, type Note } from './room-link.js';
import type { SuddenFault } from './fault.js';
import { takeFault, type DeviceFault } from './take-fault.js';
import { enter, expire, leave, updateSelf, type SelfChanges } from './room.js';
import { endOf, isAdminIn, maySend } from './room-queries.js';
import { ClientPicture } from './client-picture.js';
import { Deadline } from './deadline.js';
import type { ClientEvent } from './view.js';
import type { CallProperties } from './call-properties.js';
import type { DeviceWishes } from './devices.js';
import { KINDS, type Kind, type OffReason, type Refusal, type RoomState, type Sending, type Told } from './types.js';

export interface SessionListener {
  event(event: ClientEvent): void;
  /** A knock was answered: `event` tells the client so by events, which it must be. */
  answered(granted: boolean, event: () => void, told: Told | undefined): void;
  /** The session has begun to wait, or has come into the call. */
  arrived(where: 'lobby' | 'call'): void;
  /** The page wants something to go wrong. */
  fault(fault: SuddenFault): void;
  /** The session is over, and it was not the client who ended it. */
  lost(refusal: Refusal): void;
}

/** One client's stay in a room, from the door to the end: follows the room and tells the client what is new to it. */
export class Session {
  readonly link: RoomLink;
  readonly media: LocalMedia;
  readonly mesh: PeerMesh;
  readonly #watch: PresenceWatch;
  readonly #picture: ClientPicture;
  readonly #deadline = new Deadline(() => this.link.tell(expire, { id: this.id }));
  #room: RoomState | undefined;
  #entering: Promise<Refusal | undefined> | undefined;
  #over = false;
  #where: 'lobby' | 'call' | undefined;
  #release: (() => void) | undefined;

  constructor(
    readonly id: string,
    readonly properties: CallProperties,
    wishes: Omit<DeviceWishes, 'userName'>,
    readonly listener: SessionListener,
  ) {
    this.link = new RoomLink(properties.roomName, {
      room: (room) => {
        this.#room = room;
        this.#refresh();
      },
      note: (note) => this.#hear(note),
    });
    this.media = new LocalMedia(
      { ...wishes, userName: () => this.#self?.userName ?? '' },
      {
        changed: (kind, sending, track) => this.#trackChanged(kind, sending, track),
        failed: (failure) => listener.event(cameraErrorEvent(failure)),
        fault: (kinds) => this.#deviceFault(kinds),
      },
    );
    this.mesh = new PeerMesh({
      selfId: id,
      configuration: properties.configuration,
      tracks: (kind) => this.media.trackOf(kind),
      send: (to, signal) => this.link.send({ type: 'signal', from: id, to, signal }),
      changed: () => this.#refresh(),
    });
    this.#picture = new ClientPicture(id, this.mesh, (event) => listener.event(event));
    this.#watch = new PresenceWatch((gone) => this.link.tell(leave, { ids: [gone] }));
    addEventListener('pagehide', this.#onPageHide);
  }

  get room(): RoomState | undefined {
    return this.#room;
  }

  get isInCall(): boolean {
    return this.#self?.access === 'full';
  }

  /** Goes in. Resolves to a refusal, or to nothing when the client is in the lobby or in the call and has been told so. */
  enter(): Promise<Refusal | undefined> {
    this.#entering ??= this.#enter()
      .catch(failure)
      .then((refusal) => {
        if (refusal) this.#end();
        return refusal;
      });
    return this.#entering;
  }

  /** Leaves, and gives back all that it holds; the media at once. */
  async leave(): Promise<void> {
    if (this.#over) return;
    this.#stop();
    try {
      await this.#entering;
      await this.link.apply(leave, { ids: [this.id] });
    } catch {
      // What cannot be written here is noticed by the others when the lock is released.
    } finally {
      this.#end();
    }
  }

  setMedia(kind: Kind, on: boolean, reason: OffReason = 'byUser'): void {
    const self = this.#self;
    if (!self || this.#over) return;
    const may = this.properties.allowed[kind] && maySend(self, kind);
    if (on && !may) return;
    if (!this.isInCall) this.update({ [kind]: on ? { state: 'loading' } : { state: 'off', reason } });
    else if (on) this.media.turnOn(kind);
    else this.media.turnOff(kind, reason);
  }

  update(changes: SelfChanges): void {
    this.link.tell(updateSelf, { by: this.id, changes });
  }

  get #self(): RoomState['sessions'][string] | undefined {
    return this.#room?.sessions[this.id];
  }

  async #enter(): Promise<Refusal | undefined> {
    // The lock first: whoever sees this session in the room may rely on it.
    this.#release = await holdPresence(this.id);
    const room = await this.link.read();
    const dead = await findDead(Object.keys(room?.sessions ?? {}));
    const { userName, userData, token } = this.properties;
    const outcome = await this.link.apply(enter, {
      id: this.id,
      userName,
      userData,
      token,
      audio: this.#firstSending('audio', room),
      video: this.#firstSending('video', room),
      dead,
    });
    if (!outcome.ok) return outcome.error;
    if (!this.#over) this.#arrive();
    return undefined;
  }

  #firstSending(kind: Kind, room: RoomState | undefined): Sending {
    const { startOff, allowed } = this.properties;
    const roomSays = kind === 'video' ? room?.config.start_video_off : room?.config.start_audio_off;
    const off = !allowed[kind] || (startOff[kind] ?? roomSays ?? false);
    return off ? { state: 'off', reason: 'byUser' } : { state: 'loading' };
  }

  #arrive(): void {
    const room = this.#room;
    if (!room || !this.#self) return this.#lose();
    this.#picture.begin(room);
    this.#follow(room);
    if (this.isInCall) this.#startMedia();
  }

  #refresh(): void {
    if (!this.#picture.isBegun || this.#over) return;
    const room = this.#room;
    if (!room || !this.#self) return this.#lose();
    let admitted = false;
    this.#picture.update(room, (news) => {
      admitted = true;
      this.listener.answered(true, news, this.#self?.told);
    });
    this.#follow(room);
    if (admitted) this.#startMedia();
  }

  /** Keeps connections, watches and the clock in step with the room. */
  #follow(room: RoomState): void {
    const self = this.#self;
    if (!self) return;
    const others = Object.keys(room.sessions).filter((id) => id !== this.id);
    this.#watch.sync(others);
    this.mesh.sync(this.isInCall ? others.filter((id) => room.sessions[id]?.access === 'full') : []);
    this.#deadline.set(endOf(room, self)?.at);
    const where = this.isInCall ? 'call' : self.knockingSince === undefined ? undefined : 'lobby';
    if (where && where !== this.#where) this.listener.arrived(where);
    this.#where = where;
    for (const kind of KINDS)
      if (this.media.isWanted(kind) && !maySend(self, kind)) this.media.turnOff(kind, 'byCanSendPermission');
  }

  #startMedia(): void {
    const self = this.#self;
    if (self) this.media.turnOn(...KINDS.filter((kind) => self[kind].state === 'loading'));
  }

  async #deviceFault(kinds: Kind[]): Promise<DeviceFault | undefined> {
    const moment = { on: 'camera', by: this.id, kinds } as const;
    const outcome = await this.link.apply(takeFault, moment).catch(() => undefined);
    return outcome?.ok && outcome.result?.on === 'camera' ? outcome.result : undefined;
  }

  #trackChanged(kind: Kind, sending: Sending, track: MediaStreamTrack | null): void {
    if (this.#over) return;
    this.mesh.setTrack(kind, track);
    this.update({ [kind]: sending });
    // One track exchanged for another changes nothing in the room.
    this.#refresh();
  }

  #hear(note: Note): void {
    const room = this.#room;
    const isForMe = note.from !== this.id && (note.to === '*' || note.to === this.id);
    if (this.#over || !isForMe || !room) return;
    // A signal may come before the news of its sender's, or this session's own, coming into the call.
    if (note.type === 'signal') this.mesh.receive(note.from, note.signal as Signal);
    else if (note.type === 'fault') this.listener.fault(note.fault);
    else if (note.type === 'app-message') {
      if (this.isInCall && room.sessions[note.from]?.access === 'full')
        this.listener.event({ action: 'app-message', data: note.data, fromId: note.from });
    } else if (isAdminIn(room, note.from)) for (const kind of note.kinds) this.setMedia(kind, false, 'byRemoteRequest');
  }

  /** The room has this session no longer. */
  #lose(): void {
    const { reason, told } = this.#room?.gone[this.id] ?? {};
    this.#end();
    const lost = (): void => this.listener.lost(this.#room ? refusalFor(reason) : REFUSALS.roomDeleted);
    if (reason === 'denied') this.listener.answered(false, lost, told);
    else lost();
  }

  /**
   * What a page begins to write when it is hidden it may never finish: so go without a word. The others notice that the lock is
   * free and take this session out of the room. The page may come back from the back/forward cache; its place does not.
   */
  readonly #onPageHide = ({ persisted }: PageTransitionEvent): void => {
    this.#end();
    if (persisted) this.listener.lost(REFUSALS.lost);
  };

  #stop(): void {
    this.#over = true;
    removeEventListener('pagehide', this.#onPageHide);
    this.#deadline.set(undefined);
    this.media.stop();
    this.mesh.close();
    this.#watch.close();
  }

  #end(): void {
    this.#stop();
    this.#release?.();
    this.link.close();
  }
}
