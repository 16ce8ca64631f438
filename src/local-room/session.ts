import { cameraErrorEvent } from './camera-error.js';
import { LocalMedia } from './media.js';
import { PeerMesh } from './peer-mesh.js';
import { failure } from './environment.js';
import { PresenceWatch } from './presence.js';
import { REFUSALS, refusalFor } from './refusals.js';
import { RoomLink, type Note } from './room-link.js';
import type { SessionListener } from './session-listener.js';
import { takeDeviceFault } from './device-fault.js';
import { goIn } from './go-in.js';
import { hearNote } from './hear-note.js';
import { expire, leave, updateSelf, type SelfChanges } from './room.js';
import { endOf, maySend } from './room-queries.js';
import { healthOf, networkQualityEvent } from './network-quality.js';
import { Subscriptions } from './subscriptions.js';
import { Voices } from './voices.js';
import { ClientPicture } from './client-picture.js';
import { Deadline } from './deadline.js';
import type { CallProperties } from './call-properties.js';
import type { DeviceWishes } from './devices.js';
import { KINDS, type Kind, type OffReason, type Refusal, type RoomState, type Sending } from './types.js';

/** One client's stay in a room, from the door to the end: follows the room and tells the client what is new to it. */
export class Session {
  readonly link: RoomLink;
  readonly media: LocalMedia;
  readonly mesh: PeerMesh;
  readonly subscriptions: Subscriptions;
  readonly #watch: PresenceWatch;
  readonly voices: Voices;
  #health: ReturnType<typeof healthOf> | undefined;
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
        fault: (kinds) => takeDeviceFault(this.link, id, kinds),
      },
    );
    this.subscriptions = new Subscriptions(properties.subscribesAutomatically);
    this.mesh = new PeerMesh({
      selfId: id,
      subscriptions: this.subscriptions,
      configuration: properties.configuration,
      tracks: (kind) => this.media.trackOf(kind),
      send: (to, signal) => this.link.send({ type: 'signal', from: id, to, signal }),
      changed: () => this.#refresh(),
    });
    this.#picture = new ClientPicture(id, this.mesh, (event) => listener.event(event));
    this.voices = new Voices({
      selfId: id,
      ownTrack: () => this.media.trackOf('audio'),
      tell: (level) => this.link.send({ type: 'voice', from: id, to: '*', level }),
      changed: (peerId) => listener.event({ action: 'active-speaker-change', activeSpeaker: { peerId } }),
    });
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
    const refusal = await goIn(this.link, this.id, this.properties, (release) => (this.#release = release));
    if (!refusal && !this.#over) this.#arrive();
    return refusal;
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
    const company = this.isInCall ? others.filter((id) => room.sessions[id]?.access === 'full') : [];
    this.mesh.sync(company);
    this.voices.sync(company);
    this.#deadline.set(endOf(room, self)?.at);
    if (this.isInCall) this.#tellHealth();
    const where = this.isInCall ? 'call' : self.knockingSince === undefined ? undefined : 'lobby';
    if (where && where !== this.#where) this.listener.arrived(where);
    this.#where = where;
    for (const kind of KINDS)
      if (this.media.isWanted(kind) && !maySend(self, kind)) this.media.turnOff(kind, 'byCanSendPermission');
  }

  #tellHealth(): void {
    const health = healthOf(this.mesh.connections, this.mesh.broken);
    if (health === this.#health) return;
    this.#health = health;
    this.listener.event(networkQualityEvent(health));
  }

  #startMedia(): void {
    const self = this.#self;
    if (self) this.media.turnOn(...KINDS.filter((kind) => self[kind].state === 'loading'));
  }

  #trackChanged(kind: Kind, sending: Sending, track: MediaStreamTrack | null): void {
    if (this.#over) return;
    this.mesh.setTrack(kind, track);
    this.update({ [kind]: sending });
    // One track exchanged for another changes nothing in the room.
    this.#refresh();
  }

  #hear(note: Note): void {
    const isForMe = note.from !== this.id && (note.to === '*' || note.to === this.id);
    if (!this.#over && isForMe && this.#room) hearNote(this, this.#room, note);
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
    this.voices.sync([]);
    this.#watch.close();
  }

  #end(): void {
    this.#stop();
    this.#release?.();
    this.link.close();
  }
}
