import { cameraErrorEvent, type DeviceSettings } from '../media/devices.js';
import { LocalMedia } from '../media/local-media.js';
import { endOf, isPresent, maySend, shownAccess } from '../room/queries.js';
import { refusalFor, REFUSALS } from '../room/refusals.js';
import { arrive, expire, leave, newcomer, type SelfChanges, updateSelf, withSession } from '../room/rules.js';
import {
  type AccessLevel,
  type GoneReason,
  type Kind,
  KINDS,
  type OffReason,
  type Refusal,
  type RoomState,
  type Sending,
  type SessionState,
} from '../room/types.js';
import { consumeDeviceFault, type Delivery } from '../storage/consume-fault.js';
import { type PeerMessage, RoomLink } from '../storage/room-link.js';
import { type CallProperties, firstSending, notAllowed } from './call-properties.js';
import { NO_LISTENER, onlyJoining, ParticipantsView, type SessionListener } from './client-view.js';
import { failure, joinRoom, lookUpRoom } from './enter-room.js';
import { Knocking, WaitingList } from './knocks.js';
import { handlePeerMessage } from './peer-messages.js';
import { Peers } from './peers.js';
import { Deadline, soon } from './timers.js';

/** Milliseconds from admission to visibility in the call. 40 to 90 on Daily. */
const ARRIVAL_MS = 60;

/** Departures without an event, because the page is closing or the room has ended for everybody. */
const SILENT: readonly (GoneReason | undefined)[] = ['left', 'room-expired', undefined];

/** One client's stay in a room. Follows the room and sends the client its events. */
export class Session {
  readonly link: RoomLink;
  readonly media: LocalMedia;
  readonly peers: Peers;
  readonly knocking: Knocking;
  /** The waiting list of this session. */
  readonly waiting: WaitingList;
  readonly #view: ParticipantsView;
  readonly #deadline = new Deadline(() => this.link.submit(expire, { id: this.id }));
  #listener: SessionListener;
  #room: RoomState | undefined;
  /** The session as it will be on entering, until it is in the room. */
  #newcomer: SessionState | undefined;
  #sending: Record<Kind, Sending>;
  #entering: Promise<Refusal | undefined> | undefined;
  #isAskingForDevices = false;
  #hasStartedCamera = false;
  #isAbandoned = false;
  #over = false;
  #where: 'lobby' | 'call' | undefined;
  #level: AccessLevel | undefined;
  #release: (() => void) | undefined;

  constructor(
    readonly id: string,
    readonly properties: CallProperties,
    settings: Pick<DeviceSettings, 'customTrack' | 'constraints'>,
    listener: SessionListener,
  ) {
    this.#listener = listener;
    this.#sending = firstSending(properties, undefined);
    this.link = new RoomLink(properties.roomName, {
      room: (room) => {
        this.#room = room;
        this.#refresh();
      },
      message: (message) => this.#onPeerMessage(message),
    });
    this.media = new LocalMedia(
      { ...settings, mayUse: (kind) => this.#mayUse(kind), userName: () => this.#self?.userName ?? '' },
      {
        changed: (kind, sending, track) => this.#trackChanged(kind, sending, track),
        failed: (reason) => this.listener.event(cameraErrorEvent(reason)),
        fault: (kinds) => consumeDeviceFault(this.link, this.#newcomer ?? id, kinds),
      },
    );
    this.peers = new Peers({
      selfId: id,
      properties,
      link: this.link,
      tracks: (kind) => this.media.trackOf(kind),
      event: (event) => this.listener.event(event),
      changed: () => this.#refresh(),
    });
    this.#view = new ParticipantsView(id, this.peers.mesh, (event) => this.listener.event(event));
    const context = { selfId: id, link: this.link, room: () => this.#room };
    this.knocking = new Knocking(context);
    this.waiting = new WaitingList(context, (event) => this.listener.event(event));
    addEventListener('pagehide', this.#onPageHide);
  }

  get listener(): SessionListener {
    return this.#listener;
  }

  get room(): RoomState | undefined {
    return this.#room;
  }

  get isInCall(): boolean {
    return this.#self !== undefined && isPresent(this.#self);
  }

  /** Whether the client has got `joined-meeting`. */
  get hasJoined(): boolean {
    return this.#view.isBegun;
  }

  get isInLobby(): boolean {
    return this.hasJoined && this.#self?.access === 'lobby';
  }

  /** Enters the room. Resolves to a refusal, or to `undefined` once the client has the event for the lobby or the call. */
  enter(): Promise<Refusal | undefined> {
    this.#entering ??= this.#enter()
      .catch(failure)
      .then((refusal) => {
        if (refusal) this.#end();
        return refusal;
      });
    return this.#entering;
  }

  /** Leaves and releases everything, the media at once. */
  async leave(): Promise<void> {
    if (this.#over) return;
    if (this.#isAbandoned) return;
    if (this.#isAskingForDevices) return this.#abandon();
    this.knocking.stop();
    this.#stop();
    try {
      await this.#entering;
      await this.link.apply(leave, { ids: [this.id] });
    } catch {
      // If this cannot be written, others notice the released lock.
    } finally {
      this.#end();
    }
  }

  setMedia(kind: Kind, on: boolean, reason: OffReason = 'byUser'): void {
    if (this.#over) return;
    if (!on) this.media.turnOff(kind, reason);
    else if (this.#mayUse(kind)) void this.media.turnOn(kind);
  }

  update(changes: SelfChanges): void {
    const self = this.#self;
    if (self && this.#room && this.link.isInterrupted) {
      // While interrupted, the page still gets events about its own changes.
      this.#room = withSession(this.#room, { ...self, ...changes });
      this.#refresh();
    }
    this.link.submit(updateSelf, { by: this.id, changes });
  }

  /** Knocks with this name. */
  knock(name: string, delivery: Delivery): void {
    this.knocking.start(name, delivery);
    this.#emitAccess();
  }

  get #self(): SessionState | undefined {
    return this.#room?.sessions[this.id];
  }

  #mayUse(kind: Kind): boolean {
    const self = this.#self ?? this.#newcomer;
    return self !== undefined && this.properties.allowed[kind] && maySend(self, kind);
  }

  async #enter(): Promise<Refusal | undefined> {
    const { room, level, refusal } = await lookUpRoom(this.properties);
    if (this.#over) return undefined;
    this.#room = room;
    if (level) this.#setLevel(level);
    if (refusal || !room || !level || level === 'none') return refusal ?? REFUSALS.notAllowed;
    await this.#startMedia(room, level);
    if (this.#over) return undefined;
    this.listener.event({ action: 'network-connection', type: 'signaling', event: 'connected' });
    const asked = { ...this.#sending };
    const late = await joinRoom(this.link, this.id, this.properties, asked, (release) => (this.#release = release));
    if (!late && !this.#over) this.#arrive(asked);
    return late;
  }

  /** As on Daily, opens devices before the session enters the room, however long the permission prompt is open. */
  async #startMedia(room: RoomState, access: SessionState['access']): Promise<void> {
    const { properties, id } = this;
    this.#sending = firstSending(properties, room);
    this.#newcomer = newcomer(room, { id, ...properties, ...this.#sending }, access, Date.now());
    for (const kind of KINDS) if (!this.#mayUse(kind)) this.#sending[kind] = notAllowed(this.#sending[kind]);
    const wanted = KINDS.filter((kind) => this.#sending[kind].state === 'loading');
    if (wanted.length === 0) return;
    this.#isAskingForDevices = true;
    await this.media.turnOn(...wanted);
    this.#isAskingForDevices = false;
  }

  /**
   * Leaves during the permission prompt. As on Daily, the session enters the room anyway, and stays until its tab closes or its time is over. A
   * call object that is not destroyed gets `joined-meeting`.
   */
  #abandon(): void {
    this.#listener = onlyJoining(this.#listener);
    this.#isAbandoned = true;
    this.media.stop();
    for (const kind of KINDS) this.#sending[kind] = { state: 'off', reason: 'byUser' };
  }

  #arrive(entered: Record<Kind, Sending>): void {
    this.#newcomer = undefined;
    const room = this.#room;
    if (!room || !this.#self) return this.#lose();
    this.#setLevel(this.#self.access);
    this.#view.begin(room);
    if (this.#isAbandoned) this.#listener = NO_LISTENER;
    this.#follow(room);
    // Changes made while the session was entering.
    for (const kind of KINDS) if (this.#sending[kind] !== entered[kind]) this.update({ [kind]: this.#sending[kind] });
  }

  #refresh(): void {
    if (!this.#view.isBegun || this.#over) return;
    const room = this.#room;
    if (!room || !this.#self) return this.#lose();
    if (this.#level === 'lobby' && this.#self.access === 'full') this.#letIn(this.#self);
    this.#view.update(room);
    this.#follow(room);
  }

  #letIn({ answerDelivery }: SessionState): void {
    this.knocking.stop();
    this.listener.answered(true, () => this.#setLevel('full'), answerDelivery);
    this.#level = 'full';
    soon(ARRIVAL_MS, () => !this.#over && this.link.submit(arrive, { id: this.id }));
  }

  #setLevel(level: AccessLevel): void {
    this.#level = level;
    this.#emitAccess();
  }

  #emitAccess(): void {
    const access = shownAccess(this.#room, this.#level ?? 'none');
    const awaiting = this.knocking.isActive && { awaitingAccess: { level: 'full' } };
    this.listener.event({ action: 'access-state-updated', access, ...awaiting });
  }

  /** Updates connections, watches and timers from the room. */
  #follow(room: RoomState): void {
    const self = this.#self;
    if (!self) return;
    this.peers.sync(room, this.isInCall);
    this.#deadline.set(endOf(room, self)?.at);
    const where = this.isInCall ? 'call' : self.knock ? 'lobby' : undefined;
    if (where && where !== this.#where) this.listener.arrived(where);
    this.#where = where;
    for (const kind of KINDS)
      if (this.media.isWanted(kind) && !maySend(self, kind)) this.media.turnOff(kind, 'byCanSendPermission');
  }

  #trackChanged(kind: Kind, sending: Sending, track: MediaStreamTrack | null): void {
    if (this.#over) return;
    this.#sending[kind] = sending;
    this.peers.mesh.setTrack(kind, track);
    if (track && !this.#hasStartedCamera) {
      this.#hasStartedCamera = true;
      this.listener.event({ action: 'started-camera' });
    }
    if (!this.#view.isBegun) return;
    this.update({ [kind]: sending });
    // A replaced track changes nothing in the room.
    this.#refresh();
  }

  #onPeerMessage(message: PeerMessage): void {
    const isForMe = message.from !== this.id && (message.to === '*' || message.to === this.id);
    if (!this.#over && isForMe && this.#room) handlePeerMessage(this, this.#room, message);
  }

  /** The session is no longer in the room. */
  #lose(): void {
    const { reason, answerDelivery } = this.#room?.gone[this.id] ?? {};
    if (this.#room && SILENT.includes(reason)) this.knocking.silence();
    this.knocking.stop();
    this.#end();
    const lost = (): void => this.listener.lost(this.#room ? refusalFor(reason) : REFUSALS.roomDeleted);
    if (reason !== 'denied') return lost();
    this.#emitAccess();
    this.listener.answered(false, lost, answerDelivery);
  }

  /**
   * Ends silently, since a page may not finish writing while it is being hidden. Others notice the released lock and remove the session. A page
   * that returns from the back/forward cache does not get its place back.
   */
  readonly #onPageHide = ({ persisted }: PageTransitionEvent): void => {
    this.#end();
    if (persisted) this.listener.lost(REFUSALS.lost);
  };

  #stop(): void {
    this.#over = true;
    removeEventListener('pagehide', this.#onPageHide);
    this.#deadline.set(undefined);
    this.knocking.silence();
    this.waiting.close();
    this.media.stop();
    this.peers.close();
  }

  #end(): void {
    this.#stop();
    this.#release?.();
    this.link.close();
  }
}
