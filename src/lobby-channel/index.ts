/**
 * A lobby channel over server-sent events, for a server like the one in `examples/token-server`. Importing has no side effects.
 *
 * @module
 */
import type { LobbyChannel, LobbyMessage } from '../core/lobby-channel.js';

export type { LobbyChannel, LobbyMessage };

/** Options of {@link createLobbyChannel}. */
export interface LobbyChannelOptions {
  /** Whether guests learn their place in the queue. Default `true`. */
  places?: boolean;
}

/** Why a message was not delivered. */
export class LobbyChannelError extends Error {
  override readonly name = 'LobbyChannelError';
  /** The session ids of the recipients whom it did not reach, if the server has said so. */
  readonly undelivered: readonly string[] | undefined;

  constructor(message: string, { undelivered, cause }: { undelivered?: readonly string[]; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.undelivered = undelivered;
  }
}

/** How long the server may take for an answer. It waits for receipts of its own. */
const SEND_TIMEOUT_MS = 10_000;
/** So many messages go in one request. */
const BATCH = 50;
/** The server says something more often than that, or else the connection is dead. */
const SILENCE_MS = 40_000;
/** The pause before connecting again where the browser does not do it. Doubles with each failure. */
const RECONNECT_MS = 1000;
const MAX_RECONNECT_MS = 30_000;

interface Pending {
  readonly message: LobbyMessage;
  resolve(): void;
  reject(reason: Error): void;
}

interface Result {
  delivered: string[];
  undelivered: string[];
}

/**
 * Creates a channel for the `channel` property of `<daily-owner-room>` and `<daily-knock-form>`. The guest's side listens with an
 * `EventSource` and connects again after a lost connection; the owner's side sends with `POST`.
 *
 * @param address - The address of the room's lobby on your server, the same for owner and guests.
 * @param options - Whether guests learn their place.
 *
 * @example
 * form.channel = createLobbyChannel('/lobby/4a1f…');
 */
export function createLobbyChannel(address: string | URL, { places = true }: LobbyChannelOptions = {}): LobbyChannel {
  const base = new URL(address, document.baseURI);
  let pending: Pending[] = [];

  /** What is sent in one task goes together: a knock changes the places of many. */
  const flush = (): void => {
    const all = pending;
    pending = [];
    for (let start = 0; start < all.length; start += BATCH) void sendAll(base, all.slice(start, start + BATCH));
  };

  return {
    send(message) {
      if (!places && message.text === undefined) return Promise.resolve();
      return new Promise((resolve, reject) => {
        if (pending.length === 0) queueMicrotask(flush);
        pending.push({ message, resolve, reject });
      });
    },
    subscribe(listener, id) {
      if (!id) throw new TypeError('A guest listens with their session id.');
      return listen(base, id, listener);
    },
  };
}

async function sendAll(base: URL, batch: readonly Pending[]): Promise<void> {
  try {
    const messages = batch.map(({ message }) => message);
    const { results } = (await post(base, { messages })) as { results?: Result[] };
    if (results?.length !== batch.length) throw new LobbyChannelError('The server answered something else.');
    batch.forEach(({ resolve, reject }, index) => {
      const { delivered, undelivered } = results[index]!;
      if (undelivered.length === 0 && delivered.length > 0) resolve();
      else reject(new LobbyChannelError('Not everybody received it.', { undelivered }));
    });
  } catch (cause) {
    const error =
      cause instanceof LobbyChannelError ? cause : new LobbyChannelError('The server was not reached.', { cause });
    for (const { reject } of batch) reject(error);
  }
}

async function post(address: URL, body: object): Promise<unknown> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
  });
  if (!response.ok) throw new LobbyChannelError(`The server refused it with ${response.status}.`);
  return response.json();
}

/** Listens until the returned function is called. */
function listen(base: URL, id: string, listener: (message: LobbyMessage) => void): () => void {
  const address = new URL(base);
  address.searchParams.set('id', id);
  const receipts = new URL(base);
  receipts.pathname = `${base.pathname.replace(/\/$/, '')}/received`;
  let source: EventSource | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = (): void => {
    close();
    const opened = new EventSource(address);
    source = opened;
    const isAlive = (): void => {
      failures = 0;
      connectIn(SILENCE_MS);
    };
    opened.addEventListener('open', isAlive);
    opened.addEventListener('beat', isAlive);
    opened.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
      isAlive();
      const message = JSON.parse(data) as LobbyMessage;
      // Nobody waits for the receipt of a place. A place has no number, but the browser repeats that of the words before it.
      if (message.text !== undefined && lastEventId) void post(receipts, { id, event: lastEventId }).catch(() => {});
      listener(message);
    });
    opened.addEventListener('error', () => {
      // After a lost connection the browser connects again by itself, but not after a refusal.
      if (opened.readyState !== EventSource.CLOSED) return;
      connectIn(Math.min(RECONNECT_MS * 2 ** failures, MAX_RECONNECT_MS) * (0.5 + Math.random() / 2));
      failures += 1;
    });
    connectIn(SILENCE_MS);
  };
  const connectIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(connect, ms);
  };
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
  };
  const onOnline = (): void => {
    if (source?.readyState !== EventSource.OPEN) connect();
  };

  connect();
  addEventListener('online', onOnline);
  return () => {
    removeEventListener('online', onOnline);
    close();
  };
}
