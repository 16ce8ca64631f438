import type { ClientEvent } from './view.js';

/** What daily-js asks. With a `callbackStamp` it expects a reply. */
export interface ClientRequest {
  action: string;
  callbackStamp?: string;
  [field: string]: unknown;
}

const WHAT = 'iframe-call-message';

/**
 * daily-js's private message channel, seen from the call machine. Every request, reply and event passes through here and nowhere
 * else: a page that wants a room to fail on purpose would step in at {@link ClientChannel.send} and {@link ClientChannel.reply}.
 */
export class ClientChannel {
  constructor(
    readonly callClientId: string,
    /** daily-js does not say when a call object is destroyed: so this is asked whenever any of its kind is heard. */
    readonly isInUse: () => boolean,
    readonly receive: (request: ClientRequest) => void,
  ) {
    window.addEventListener('message', this.#onMessage);
  }

  /** Tells the client of a Daily event. */
  send(event: ClientEvent): void {
    this.#post(event);
  }

  /** Answers a request; nothing is sent when no answer is expected. */
  reply(request: ClientRequest, answer: Record<string, unknown>): void {
    if (request.callbackStamp) this.#post({ ...answer, callbackStamp: request.callbackStamp });
  }

  close(): void {
    window.removeEventListener('message', this.#onMessage);
  }

  readonly #onMessage = ({ data, source }: MessageEvent<unknown>): void => {
    if (source !== window || !isRequest(data)) return;
    if (!this.isInUse()) this.close();
    else if (data.callClientId === this.callClientId) this.receive(data);
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
