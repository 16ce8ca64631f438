import { displayText } from './display-text.js';

/** A message to people who wait. */
export interface LobbyMessage {
  /** The session ids of the recipients, or `'all'`. */
  to: 'all' | string[];
  /** The host's message. */
  text?: string;
  /** The recipient's place in the queue. 1 is next. */
  position?: number;
  /** How many people wait. */
  length?: number;
}

/**
 * A channel of the site, from an owner to the people who wait: Daily carries nothing to them but the answer.
 */
export interface LobbyChannel {
  /**
   * Sends a message. Resolves when it has been delivered, and rejects if it has not been. If it reached some of the recipients, `undelivered`
   * of the rejection's reason may have the session ids of the others.
   */
  send(message: LobbyMessage): Promise<void>;
  /**
   * Calls `listener` with messages. `id` is the session id of the guest who listens: a channel can use it to bring each guest only what is
   * meant for them. Returns a function that unsubscribes.
   */
  subscribe(listener: (message: LobbyMessage) => void, id?: string): () => void;
}

/** The maximum length of a message, in grapheme clusters. */
export const MESSAGE_LENGTH = 300;

/** Makes a message safe to display. Returns an empty string if nothing visible is left. */
export function messageText(text: unknown): string {
  return typeof text === 'string' ? displayText(text, MESSAGE_LENGTH) : '';
}

/** What a message says to one guest. */
export type ReceivedMessage = Omit<LobbyMessage, 'to'>;

/** Reads a message for the guest with this session id. Returns `undefined` if it is not for them, or says nothing. */
export function readMessage(message: unknown, id: string): ReceivedMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { to, text, position, length } = message as Partial<Record<keyof LobbyMessage, unknown>>;
  if (to !== 'all' && !(Array.isArray(to) && to.includes(id))) return undefined;
  const received = {
    ...(messageText(text) ? { text: messageText(text) } : {}),
    ...(isPlace(position) ? { position } : {}),
    ...(isPlace(length) ? { length } : {}),
  };
  return Object.keys(received).length > 0 ? received : undefined;
}

/** Whether a value is a place in a queue, or the length of one. */
export function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
