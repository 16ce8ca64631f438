import { type CallQuality, measureLoopback } from '../media/loopback.js';
import { newId } from '../room/id.js';
import { shownAccess } from '../room/queries.js';
import { errorEvent } from '../room/refusals.js';
import { type Kind, KINDS, type Refusal, type RoomState } from '../room/types.js';
import { Subscriptions } from '../room/view.js';
import type { Delivery } from '../storage/consume-fault.js';
import { type CallProperties, readCallProperties, readConstraints } from './call-properties.js';
import { ClientChannel, type ClientRequest } from './client-channel.js';
import { lookUpRoom, missingFeatures, participantBeforeJoining } from './enter-room.js';
import { FaultInjector } from './fault-injector.js';
import { Session } from './session.js';

/** daily-js's globals for its call machine. */
export interface CallInstance {
  callMachine?: CallMachine;
  /** Tracks of the page, which cannot be sent in messages. */
  tracks?: { audioTrack?: MediaStreamTrack; videoTrack?: MediaStreamTrack };
}

/** What daily-js calls directly. `dispose` is our own, for a machine that is loaded a second time. */
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
  /** The room as last read, before there is a session. */
  room: RoomState | undefined;
  properties: CallProperties = readCallProperties(undefined, undefined);
  #nextId = newId();
  #knocks: ClientRequest[] = [];
  #sequence = 0;
  #test: { readonly abort: AbortController; readonly results: Promise<CallQuality> } | undefined;

  constructor(
    readonly callClientId: string,
    /** The call object's globals; `undefined` once it is destroyed. */
    readonly instance: () => CallInstance | undefined,
    handle: (machine: Machine, request: ClientRequest) => void,
  ) {
    this.client = new ClientChannel(
      callClientId,
      () => this.instance()?.callMachine === this,
      (request) => handle(this, request),
    );
  }

  /** The client starts again after an error or after leaving. */
  reset(): void {
    this.faults.cancel();
    this.stopTestCallQuality();
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
    this.stopTestCallQuality();
    void this.session?.leave();
    this.client.close();
  }

  readProperties(request: ClientRequest): void {
    this.properties = readCallProperties(request.properties, request.preloadCache);
  }

  /** A track of the page. */
  customTrack(kind: Kind): MediaStreamTrack | undefined {
    return this.instance()?.tracks?.[`${kind}Track`];
  }

  /** As Daily's call machine, runs one test at a time: a second request gets the results of the first. */
  async testCallQuality(request: ClientRequest): Promise<void> {
    const abort = new AbortController();
    this.#test ??= { abort, results: measureLoopback(this.properties.configuration, abort.signal) };
    const { results } = this.#test;
    this.client.reply(request, { results: await results });
    this.#test = undefined;
  }

  stopTestCallQuality(): void {
    this.#test?.abort.abort();
  }

  /** Which access this client would get. Changes nothing, and opens no device. */
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
      // As on Daily, only the event has the type if there is no room.
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
    const unsupported = missingFeatures();
    if (unsupported) {
      this.fail(unsupported);
      return;
    }
    await this.session?.leave();
    const session: Session = new Session(
      this.#nextId,
      this.properties,
      {
        customTrack: (kind) => this.customTrack(kind),
        constraints: (kind) => this.properties.constraints[kind],
      },
      {
        // A session that continues without its client is not the next one's.
        event: (event) => void ((this.session ?? session) === session && this.client.send(event)),
        answered: (granted, event, answerDelivery = { how: granted ? 'event-first' : 'promise-first' }) =>
          this.faults.answer(() => this.#answerKnocks(granted), event, answerDelivery),
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

  /** Each call knocks at once. All pending calls get the same answer. */
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
    this.stopTestCallQuality();
    await session?.leave();
    this.client.send({ action: 'left-meeting' });
    this.#disposeIfDestroyed();
  }

  /** Switches to other devices or tracks of the page. Resolves when those in use are replaced. */
  async setInputSettings(settings: Partial<Record<Kind, unknown>>): Promise<void> {
    const kinds = KINDS.filter((kind) => settings[kind] !== undefined);
    for (const kind of kinds) this.properties.constraints[kind] = readConstraints(settings[kind]);
    await this.session?.media.exchange(...kinds);
  }

  /**
   * Ends the client's stay with Daily's fatal error and `left-meeting`, whether or not it was in the call. Returns the event, with which
   * `join()` also rejects.
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

  /** As {@link fail}, for a client that may be in the room, which it leaves. */
  failAndLeave(refusal: Refusal): ReturnType<typeof errorEvent> {
    const { session } = this;
    // An interrupted connection sends nothing.
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

  /** `destroy()` drops the call object right after this message. */
  #disposeIfDestroyed(): void {
    setTimeout(() => {
      if (this.instance()?.callMachine !== this) this.dispose();
    });
  }
}

/** Daily's call machine encodes the name, which fails for lone surrogates. */
function wrongName(userName: string): unknown {
  try {
    encodeURI(userName);
    return undefined;
  } catch (error) {
    return error;
  }
}

const NO_STREAM = new MediaStream();
const DEFAULT_SUBSCRIPTIONS = new Subscriptions(true);

/** The part of the call machine's state from which daily-js takes tracks. */
export function trackState(session: Session | undefined): unknown {
  return {
    local: {
      public: { id: session?.id, subscribedTracks: (session?.peers.subscriptions ?? DEFAULT_SUBSCRIPTIONS).asState() },
      streams: { cam: { stream: session?.media.stream ?? NO_STREAM } },
    },
    participants: {},
    streams: session?.peers.mesh.streams() ?? {},
  };
}
