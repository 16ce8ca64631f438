import type { ClientEvent } from '../room/view.js';
import { Timers } from './timers.js';

/** A request of daily-js. With a `callbackStamp` it expects a reply. */
export interface ClientRequest {
  action: string;
  callbackStamp?: string;
  [field: string]: unknown;
}

const MESSAGE_TYPE = 'iframe-call-message';

/**
 * The call machine's side of daily-js's private message channel. All requests, replies and events pass through it, so that faults can delay
 * them here.
 */
export class ClientChannel {
  readonly #timers = new Timers();
  /** Delayed events; `undefined` while events are not delayed. */
  #held: ClientEvent[] | undefined;
  /** The delay of replies in milliseconds, by the stamp of the request. */
  readonly #late = new Map<string, number>();

  constructor(
    readonly callClientId: string,
    /** Checked on each message, since daily-js does not report when a call object is destroyed. */
    readonly isInUse: () => boolean,
    readonly receive: (request: ClientRequest) => void,
  ) {
    window.addEventListener('message', this.#onMessage);
  }

  /** Sends a Daily event to the client, in order. */
  send(event: ClientEvent): void {
    if (this.#held) this.#held.push(event);
    else this.#post(event);
  }

  /** Replies to a request, if it expects a reply. */
  reply(request: ClientRequest, answer: Record<string, unknown>): void {
    const { callbackStamp } = request;
    if (!callbackStamp) return;
    const late = this.#late.get(callbackStamp);
    this.#late.delete(callbackStamp);
    this.#timers.after(late, () => this.#post({ ...answer, callbackStamp }));
  }

  /** Delays the reply to a request. */
  delay({ callbackStamp }: ClientRequest, ms: number | undefined): void {
    if (callbackStamp && ms) this.#late.set(callbackStamp, ms);
  }

  /** Delays events from now on. */
  hold(): void {
    this.#held ??= [];
  }

  /** Sends the delayed events, in order. */
  release(): void {
    const events = this.#held;
    this.drop();
    for (const event of events ?? []) this.#post(event);
  }

  /** Drops the delayed events. */
  drop(): void {
    this.#held = undefined;
  }

  close(): void {
    window.removeEventListener('message', this.#onMessage);
    this.#timers.clear();
    this.#late.clear();
    this.drop();
  }

  /** As Daily's call machine, accepts requests from every window, and without a call object's id. */
  readonly #onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (!isRequest(data)) return;
    if (!this.isInUse()) this.close();
    else if ((data.callClientId ?? this.callClientId) === this.callClientId) this.receive(data);
  };

  #post(message: Record<string, unknown>): void {
    const origin = location.protocol === 'file:' ? '*' : location.origin;
    window.postMessage({ ...message, what: MESSAGE_TYPE, from: 'embedded', callClientId: this.callClientId }, origin);
  }
}

function isRequest(data: unknown): data is ClientRequest {
  if (typeof data !== 'object' || data === null) return false;
  const { what, from, action } = data as Record<string, unknown>;
  return what === MESSAGE_TYPE && from === 'module' && typeof action === 'string';
}
