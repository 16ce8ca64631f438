import { ClientChannel, type ClientRequest } from './client-channel.js';
import { readCallProperties, readConstraints, type CallProperties } from './call-properties.js';
import { missingFeatures, lookUpRoom, participantBeforeJoining } from './enter-room.js';
import { FaultInjector } from './fault-injector.js';
import { newId } from '../room/id.js';
import type { Delivery } from '../storage/consume-fault.js';
import { errorEvent } from '../room/refusals.js';
import { shownAccess } from '../room/queries.js';

import { Session } from './session.js';
import { KINDS, type Kind, type Refusal, type RoomState } from '../room/types.js';
import { Subscriptions } from '../room/view.js';

/** The corner of the page where daily-js and its call machine meet. */
export interface CallInstance {
  callMachine?: CallMachine;
  /** The page's own tracks, which do not travel in messages. */
  tracks?: { audioTrack?: MediaStreamTrack; videoTrack?: MediaStreamTrack };
}

/** What daily-js uses of a call machine directly; `dispose` is ours, for a machine that is loaded a second time. */
export interface CallMachine {
  reset(): void;
  store: { getState(): unknown };
  dispose?(): void;
}

/** The call machine of one call object. */
export class Machine implements CallMachine {
  readonly client: ClientChannel;
  readonly faults = new FaultInjector(this);
  readonly store = { getState: () => trackState(this.session) };
  session: Session | undefined;
  /** The room as it was at the last look, before there is a session. */
  room: RoomState | undefined;
  properties: CallProperties = readCallProperties(undefined, undefined);
  #nextId = newId();
  #knocks: ClientRequest[] = [];
  #sequence = 0;

  constructor(
    readonly callClientId: string,
    /** What the page has of this call object; `undefined` once it is destroyed. */
    readonly instance: () => CallInstance | undefined,
    handle: (machine: Machine, request: ClientRequest) => void,
  ) {
    this.client = new ClientChannel(
      callClientId,
      () => this.instance()?.callMachine === this,
      (request) => handle(this, request),
    );
  }

  /** The client begins anew after an error or after leaving. */
  reset(): void {
    this.faults.cancel();
    void this.session?.leave();
    this.session = undefined;
    this.room = undefined;
    this.#knocks = [];
    this.#nextId = newId();
    this.#sequence += 1;
    this.client.send({ action: 'call-machine-initialized' });
  }

  dispose(): void {
    this.faults.cancel();
    void this.session?.leave();
    this.client.close();
  }

  readProperties(request: ClientRequest): void {
    this.properties = readCallProperties(request.properties, request.preloadCache);
  }

  /** How far would this client get? Nothing in the room changes, no device is touched. */
  async preAuth(request: ClientRequest): Promise<void> {
    this.readProperties(request);
    const sequence = this.#sequence;
    const { room, level, refusal } = await lookUpRoom(this.properties);
    if (sequence !== this.#sequence) return;
    this.room = room;
    const access = level && shownAccess(room, level);
    if (access) this.client.send({ action: 'access-state-updated', access });
    if (refusal) {
      const { errorMsg, error } = this.fail(refusal);
      // As Daily has it, the event alone says what kind of an end it is if there is no room.
      const rejection = { errorMsg, ...(error.type !== 'no-room' && { error }) };
      this.client.reply(request, access ? { access } : { error: rejection });
      return;
    }
    if (!room || !level || level === 'none') return;
    const error = wrongName(this.properties.userName);
    if (error) return this.client.reply(request, { error });
    const participant = participantBeforeJoining(room, this.#nextId, this.properties, level);
    this.client.send({ action: 'participant-updated', participant });
    this.client.reply(request, { access });
  }

  async join(request: ClientRequest): Promise<void> {
    this.readProperties(request);
    const lack = missingFeatures();
    if (lack) {
      this.fail(lack);
      return;
    }
    await this.session?.leave();
    const session: Session = new Session(
      this.#nextId,
      this.properties,
      {
        customTrack: (kind) => this.instance()?.tracks?.[`${kind}Track`],
        constraints: (kind) => this.properties.constraints[kind],
      },
      {
        // A session that goes on without its client is not to be taken for the next one.
        event: (event) => void ((this.session ?? session) === session && this.client.send(event)),
        answered: (granted, event, told = { how: granted ? 'event-first' : 'promise-first' }) =>
          this.faults.answer(() => this.#answerKnocks(granted), event, told),
        arrived: (where) => void this.faults.arrived(where),
        fault: (fault) => this.faults.sudden(fault),
        lost: (refusal) => void this.fail(refusal),
      },
    );
    this.#nextId = newId();
    this.session = session;
    const refusal = await session.enter();
    if (refusal && this.session === session) this.fail(refusal);
  }

  /** Every call knocks at once; all that wait for an answer get the same one. */
  requestAccess(request: ClientRequest, delivery: Delivery): void {
    const { session } = this;
    const name = typeof request.name === 'string' ? request.name : '';
    if (!name) return this.#refuse(request, 'requestAccess() must take a name');
    if (!session?.isInLobby)
      return this.#refuse(request, 'requestAccess() can only be called when access level is "lobby"');
    this.#knocks.push(request);
    session.knock(name, delivery);
  }

  async leave(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    this.#knocks = [];
    this.#sequence += 1;
    await session?.leave();
    this.client.send({ action: 'left-meeting' });
    this.#disposeIfDestroyed();
  }

  /** Other devices, or a track of the page's own, from now on. Resolves when what is in use has been exchanged. */
  async setInputSettings(settings: Partial<Record<Kind, unknown>>): Promise<void> {
    const kinds = KINDS.filter((kind) => settings[kind] !== undefined);
    for (const kind of kinds) this.properties.constraints[kind] = readConstraints(settings[kind]);
    await this.session?.media.exchange(...kinds);
  }

  /**
   * Tells the client that all is over: what it has to do with the room ends with Daily's fatal error, and with `left-meeting`, whether it
   * was inside or not. Gives the event, with which `join()` rejects as well.
   */
  fail(refusal: Refusal): ReturnType<typeof errorEvent> {
    this.session = undefined;
    this.faults.cancel();
    const event = errorEvent(refusal);
    this.client.send(event);
    this.client.send({ action: 'left-meeting' });
    this.#disposeIfDestroyed();
    return event;
  }

  /** As {@link fail}, for a client that may be in the room: it goes. */
  failAndLeave(refusal: Refusal): ReturnType<typeof errorEvent> {
    const { session } = this;
    // A line that is lost takes nothing back.
    if (refusal.type === 'connection-error') session?.knocking.silence();
    void session?.leave();
    return this.fail(refusal);
  }

  #refuse(request: ClientRequest, message: string): void {
    this.client.reply(request, { error: new Error(message) });
  }

  #answerKnocks(granted: boolean): void {
    const access = { level: granted ? 'full' : 'lobby' };
    for (const request of this.#knocks.splice(0)) this.client.reply(request, { access, granted });
  }

  /** `destroy()` forgets the call object right after this message, without another word. */
  #disposeIfDestroyed(): void {
    setTimeout(() => {
      if (this.instance()?.callMachine !== this) this.dispose();
    });
  }
}

/** Daily's call machine encodes the name, which half of a surrogate pair does not survive. */
function wrongName(userName: string): unknown {
  try {
    encodeURI(userName);
    return undefined;
  } catch (error) {
    return error;
  }
}

const NO_STREAM = new MediaStream();
const NO_WISHES = new Subscriptions(true);

/** The state of a call machine, as far as daily-js looks into it: it takes the tracks from there. */
export function trackState(session: Session | undefined): unknown {
  return {
    local: {
      public: { id: session?.id, subscribedTracks: (session?.peers.subscriptions ?? NO_WISHES).asState() },
      streams: { cam: { stream: session?.media.stream ?? NO_STREAM } },
    },
    participants: {},
    streams: session?.peers.mesh.streams() ?? {},
  };
}
