import { ClientChannel, type ClientRequest } from './client-channel.js';
import { readCallProperties, readConstraints, type CallProperties } from './call-properties.js';
import { lackOf } from './environment.js';
import { FaultGate } from './fault-gate.js';
import { newId } from './id.js';
import { handle } from './requests.js';
import { errorEvent } from './refusals.js';
import { knock } from './room.js';
import { lookIn, participantAtDoor } from './pre-auth.js';
import { Session } from './session.js';
import { trackState } from './track-state.js';
import { KINDS, type Kind, type Refusal, type RoomState } from './types.js';

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
  readonly faults = new FaultGate(this);
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
    const { room, answer } = await lookIn(this.properties);
    if (sequence !== this.#sequence) return;
    this.room = room;
    if ('refusal' in answer) {
      const error = this.fail(answer.refusal);
      this.client.reply(request, { error });
      return;
    }
    const access = { level: answer.level };
    this.client.send({ action: 'access-state-updated', access });
    if (answer.level !== 'none' && room) {
      const participant = participantAtDoor(room, this.#nextId, this.properties, answer.level);
      this.client.send({ action: 'participant-updated', participant });
    }
    this.client.reply(request, { access });
  }

  async join(request: ClientRequest): Promise<void> {
    this.readProperties(request);
    const lack = lackOf();
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
        event: (event) => this.client.send(event),
        answered: (granted, event, told = { how: granted ? 'event-first' : 'promise-first' }) =>
          this.faults.answer(() => this.#answerKnocks(granted), event, told),
        arrived: (where) => void this.faults.arrived(where),
        fault: (fault) => this.faults.sudden(fault),
        lost: (refusal) => {
          this.fail(refusal);
          this.client.send({ action: 'left-meeting' });
        },
      },
    );
    this.#nextId = newId();
    this.session = session;
    const refusal = await session.enter();
    if (refusal && this.session === session) this.fail(refusal);
  }

  async requestAccess(request: ClientRequest): Promise<void> {
    const session = this.session;
    if (!session) return this.client.reply(request, { error: 'Not in the room.' });
    const name = typeof request.name === 'string' ? request.name : '';
    this.#knocks.push(request);
    const outcome = await session.link.apply(knock, { by: session.id, name });
    if (outcome.ok && outcome.result.level === 'lobby') return;
    // Answered already, here or by an admin meanwhile.
    if (!this.#knocks.includes(request)) return;
    this.#knocks = this.#knocks.filter((other) => other !== request);
    this.client.reply(request, outcome.ok ? { access: outcome.result, granted: true } : { error: outcome.error.msg });
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

  /** Tells the client that all is over. Gives the event, with which `join()` rejects as well. */
  fail(refusal: Refusal): ReturnType<typeof errorEvent> {
    this.session = undefined;
    this.faults.cancel();
    const event = errorEvent(refusal);
    this.client.send(event);
    this.#disposeIfDestroyed();
    return event;
  }

  /** As {@link fail}, for a client that may be in the room: it goes. */
  breakOff(refusal: Refusal): ReturnType<typeof errorEvent> {
    const { session } = this;
    void session?.leave();
    const event = this.fail(refusal);
    if (session) this.client.send({ action: 'left-meeting' });
    return event;
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
