import type { NetworkConnectionType } from '@daily-co/daily-js';
import { type Fault, isCameraError, isFatal, type SuddenFault } from '../room/fault-types.js';
import { consumeFault, type Moment, type Person } from '../room/faults.js';
import { type errorEvent, refusalOf, REFUSALS } from '../room/refusals.js';
import { leave, updatePermissions } from '../room/rules.js';
import type { AnswerDelivery, Refusal } from '../room/types.js';
import type { Delivery } from '../storage/consume-fault.js';
import { RoomLink } from '../storage/room-link.js';
import { readCallProperties } from './call-properties.js';
import type { ClientChannel, ClientRequest } from './client-channel.js';
import { missingFeatures } from './enter-room.js';
import type { Session } from './session.js';
import { Timers } from './timers.js';

/** A request that may fail. */
export type RequestKind = Extract<Fault['on'], 'preauth' | 'join' | 'request-access' | 'decision' | 'leave'>;

type Proceed = (request: ClientRequest, delivery?: Delivery) => void | Promise<void>;

/** The parts of the call machine that faults need. */
interface FaultHost {
  readonly client: ClientChannel;
  readonly session: Session | undefined;
  failAndLeave(refusal: Refusal): ReturnType<typeof errorEvent>;
}

/** Applies the faults of a room to one call machine. */
export class FaultInjector {
  readonly #timers = new Timers();
  /** Grows with each end of a stay, so that earlier actions do not continue after it. */
  #turn = 0;

  constructor(readonly machine: FaultHost) {}

  /** Lets a request through, unless the room has a fault for it. */
  async pass(on: RequestKind, request: ClientRequest, proceed: Proceed): Promise<void> {
    if (on === 'leave') this.cancel();
    const turn = this.#turn;
    const fault = await this.#takeFor(on, request);
    if (turn !== this.#turn) return;
    if (!fault) return proceed(request);
    if (fault.how === 'message-lost') return proceed(request, 'lost');
    if (fault.how === 'message-late') return proceed(request, fault.after);
    if (fault.how === 'answer-lost' || fault.how === 'answer-late')
      return this.#loseAnswer(on, fault, request, proceed);
    await this.#timers.wait(fault.after);
    if (fault.how === 'request-late') return proceed(request);
    if (fault.how !== 'request-lost') return this.#fail(on, fault, request, proceed);
  }

  /** The session began to wait, or entered the call. */
  async arrived(on: 'lobby' | 'call'): Promise<void> {
    const turn = this.#turn;
    const fault = await this.#take({ on, by: this.machine.session?.id ?? '' });
    if (fault?.on === on && turn === this.#turn) this.sudden(fault);
  }

  /** Applies a fault at once. */
  sudden(fault: SuddenFault): void {
    this.#timers.after(fault.after, () => this.#apply(fault));
  }

  /** Reports the answer to a knock in the order that the room has set. */
  answer(promise: () => void, event: () => void, { how, after }: AnswerDelivery): void {
    if (how.startsWith('event')) event();
    else promise();
    // Only now, since the event may end the stay, which cancels pending actions.
    if (how === 'event-first') this.#timers.after(after, promise);
    if (how === 'promise-first') this.#timers.after(after, event);
  }

  /** Ends a stay and cancels its pending faults. */
  cancel(): void {
    this.#turn += 1;
    this.#timers.clear();
    this.machine.client.drop();
  }

  /** Handles the request, but loses or delays its reply or events. */
  #loseAnswer(on: RequestKind, { how, after }: Fault, request: ClientRequest, proceed: Proceed): void | Promise<void> {
    const { client } = this.machine;
    if (on === 'join' || on === 'leave') {
      client.hold();
      if (how === 'answer-late') this.#timers.after(after, () => client.release());
      return proceed(request);
    }
    if (how === 'answer-lost') return proceed({ ...request, callbackStamp: undefined });
    client.delay(request, after);
    return proceed(request);
  }

  async #fail(on: RequestKind, { how, msg }: Fault, request: ClientRequest, proceed: Proceed): Promise<void> {
    const { client, session } = this.machine;
    if (isFatal(how)) {
      const { errorMsg, error } = this.machine.failAndLeave(refusalOf(how, msg));
      if (on === 'preauth') client.reply(request, { error: { errorMsg, error } });
    } else if (how === 'refused') {
      const text = msg ?? REFUSALS.refused.msg;
      client.reply(request, { error: on === 'preauth' || on === 'join' ? text : new Error(text) });
    } else if (session) {
      if (how === 'unknown-id') for (const id of idsOf(request)) session.waiting.remove(id);
      else if (how === 'guest-gone') await session.link.apply(leave, { ids: idsOf(request) });
      else await session.link.apply(updatePermissions, { id: session.id, permissions: { canAdmin: false } });
      await proceed(request);
    }
  }

  #apply(fault: SuddenFault): void {
    const { session } = this.machine;
    const { how, msg, type = 'signaling' } = fault;
    if (!session) return;
    if (isFatal(how)) this.machine.failAndLeave(how === 'no-room' && !msg ? REFUSALS.roomDeleted : refusalOf(how, msg));
    else if (isCameraError(how)) session.media.break({ ...fault, how });
    else if (how === 'rights-lost')
      session.link.submit(updatePermissions, { id: session.id, permissions: { canAdmin: false } });
    else this.#connection(session, how, type);
  }

  #connection(session: Session, event: 'interrupted' | 'connected', type: NetworkConnectionType): void {
    // daily-js reports peer connections per participant, and the connection to the server once.
    const concerned = type === 'peer-to-peer' ? session.peers.mesh.ids.map((session_id) => ({ session_id })) : [{}];
    for (const person of concerned) this.machine.client.send({ action: 'network-connection', type, event, ...person });
    if (type !== 'signaling') session.peers.mesh.interrupt(event === 'interrupted');
    else if (event === 'interrupted') session.link.interrupt();
    else session.link.resume();
  }

  #takeFor(on: RequestKind, request: ClientRequest): Promise<Fault | undefined> {
    if (on !== 'preauth' && on !== 'join') return this.#take({ on, by: this.machine.session?.id ?? '' });
    const { roomName, token, userName } = readCallProperties(request.properties, request.preloadCache);
    const known = typeof token === 'object' ? token : undefined;
    const by: Person = { userName: known?.user_name ?? userName, owner: known?.is_owner === true };
    return this.#take({ on, by }, roomName);
  }

  /** A room that cannot be read has no fault: the request itself will fail and report it. */
  async #take(moment: Moment, roomName?: string): Promise<Fault | undefined> {
    if (missingFeatures()) return undefined;
    const link = roomName === undefined ? this.machine.session?.link : new RoomLink(roomName);
    try {
      const outcome = await link?.apply(consumeFault, moment);
      return outcome?.ok ? outcome.result : undefined;
    } catch {
      return undefined;
    } finally {
      if (roomName !== undefined) link?.close();
    }
  }
}

/** The ids that a decision is about. */
function idsOf({ id, updatesById }: ClientRequest): string[] {
  return typeof id === 'string' ? [id] : Object.keys(updatesById ?? {});
}
