import { Timers } from './timers.js';
import type { ClientEvent } from '../room/view.js';

/** What daily-js asks. With a `callbackStamp` it expects a reply. */
export interface ClientRequest {
  action: string;
  callbackStamp?: string;
  [field: string]: unknown;
}

const WHAT = 'iframe-call-message';

/**
 * daily-js's private message channel, seen from the call machine. Every request, reply and event passes through here and nowhere
 * else, so it is here that they can be held up.
 */
export class ClientChannel {
  readonly #timers = new Timers();
  /** Events that wait; `undefined` while they need not. */
  #held: ClientEvent[] | undefined;
  /** How many milliseconds late to reply, by the stamp of the request. */
  readonly #late = new Map<string, number>();

  constructor(
    readonly callClientId: string,
    /** daily-js does not say when a call object is destroyed: so this is asked whenever any of its kind is heard. */
    readonly isInUse: () => boolean,
    readonly receive: (request: ClientRequest) => void,
  ) {
    window.addEventListener('message', this.#onMessage);
  }

  /** Tells the client of a Daily event, in its turn. */
  send(event: ClientEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#post(event);
  }

  /** Answers a request; nothing is sent when no answer is expected. */
  reply(request: ClientRequest, answer: Record<string, unknown>): void {
    const { callbackStamp } = request;
    if (!callbackStamp) return;
    const late = this.#late.get(callbackStamp);
    this.#late.delete(callbackStamp);
    this.#timers.after(late, () => this.#post({ ...answer, callbackStamp }));
  }

  /** The reply to this request is to come late. */
  delay({ callbackStamp }: ClientRequest, ms: number | undefined): void {
    if (callbackStamp && ms) this.#late.set(callbackStamp, ms);
  }

  /** Events wait from now on. */
  hold(): void {
    this.#held ??= [];
  }

  /** What waits goes on, in its order. */
  release(): void {
    const events = this.#held;
    this.drop();
    for (const event of events ?? []) this.#post(event);
  }

  /** What waits is forgotten. */
  drop(): void {
    this.#held = undefined;
  }

  close(): void {
    window.removeEventListener('message', this.#onMessage);
    this.#timers.clear();
    this.#late.clear();
    this.drop();
  }

  /** As Daily's call machine, this takes requests from every window, and those that name no call object. */
  readonly #onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (!isRequest(data)) return;
    if (!this.isInUse()) this.close();
    else if ((data.callClientId ?? this.callClientId) === this.callClientId) this.receive(data);
  };

  #post(message: Record<string, unknown>): void {
    const origin = location.protocol === 'file:' ? '*' : location.origin;
    window.postMessage({ ...message, what: WHAT, from: 'embedded', callClientId: this.callClientId }, origin);
  }
}

function isRequest(data: unknown): data is ClientRequest {
  if (typeof data !== 'object' || data === null) return false;
  const { what, from, action } = data as Record<string, unknown>;
  return what === WHAT && from === 'module' && typeof action === 'string';
}
