import { newId } from '../room/id.js';
import { roomNameOf } from '../room/room-name.js';

/** A message to people who wait, as in `daily-knock`. */
export interface LocalLobbyMessage {
  /** The session ids of the recipients, or `'all'`. */
  to: 'all' | string[];
  /** The host's message. */
  text?: string;
  /** The recipient's place in the queue. 1 is next. */
  position?: number;
  /** How many people wait. */
  length?: number;
}

/** A channel between the tabs of this browser, for the `channel` property of the elements. */
export interface LocalLobbyChannel {
  /** Resolves when all recipients have the message. Rejects with a {@link LocalLobbyError} if one of them does not listen. */
  send(message: LocalLobbyMessage): Promise<void>;
  /**
   * Calls `listener` with the messages for the guest with this session id, by default with all. Returns a function that unsubscribes.
   */
  subscribe(listener: (message: LocalLobbyMessage) => void, id?: string): () => void;
}

/** Options of {@link createLobbyChannel}. */
export interface LocalLobbyChannelOptions {
  /** Whether guests learn their place in the queue. Default `true`. */
  places?: boolean;
}

/** Why a message was not delivered. */
export class LocalLobbyError extends Error {
  override readonly name = 'LocalLobbyError';

  constructor(
    /** The session ids of the recipients who do not listen. */
    readonly undelivered: readonly string[],
  ) {
    super('Nobody of this session id listens.');
  }
}

/** How long a listener may take to confirm a message: its tab may be in the background. */
const RECEIPT_MS = 1500;

type Envelope = { readonly number: string; readonly message: LocalLobbyMessage };
type Receipt = { readonly receipt: string; readonly by: string | undefined };

/**
 * Creates a channel between the tabs of this browser.
 *
 * @param room - The link of a local room, a link that the local room is used for, or the name of the room.
 * @param options - Whether guests learn their place.
 *
 * @example
 * form.channel = createLobbyChannel(form.roomUrl);
 */
export function createLobbyChannel(room: string, { places = true }: LocalLobbyChannelOptions = {}): LocalLobbyChannel {
  const name = `daily-knock-lobby:${roomNameOf(room)}`;
  return {
    async send(message) {
      if (!places && message.text === undefined) return;
      await deliver(name, message);
    },
    subscribe(listener, id) {
      // Each has a channel of its own: one does not hear itself, and owner and guest may be in the same page.
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<Envelope | Receipt>) => {
        if (!('message' in data)) return;
        const { number, message } = data;
        if (id !== undefined && message.to !== 'all' && !message.to.includes(id)) return;
        channel.postMessage({ receipt: number, by: id } satisfies Receipt);
        // Nobody learns who else is written to.
        listener(id === undefined ? message : { ...message, to: [id] });
      };
      return () => channel.close();
    },
  };
}

async function deliver(name: string, message: LocalLobbyMessage): Promise<void> {
  const { to } = message;
  const number = newId();
  const channel = new BroadcastChannel(name);
  const missing = new Set(to === 'all' ? [] : to);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new LocalLobbyError([...missing])), RECEIPT_MS);
      channel.onmessage = ({ data }: MessageEvent<Envelope | Receipt>) => {
        if (!('receipt' in data) || data.receipt !== number) return;
        if (data.by !== undefined) missing.delete(data.by);
        if (missing.size === 0) resolve();
      };
      channel.postMessage({ number, message } satisfies Envelope);
    });
  } finally {
    clearTimeout(timer);
    channel.close();
  }
}
