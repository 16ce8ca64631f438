import type { LobbyChannel, LobbyMessage } from '../../src/core/lobby-channel.js';

type Listener = (message: LobbyMessage) => void;

/** A channel of a page, whose other end is the test. */
export class FakeChannel implements LobbyChannel {
  readonly sent: LobbyMessage[] = [];
  /** The current subscriptions. */
  readonly listeners: { readonly listener: Listener; readonly id: string | undefined }[] = [];
  /** Called with each message. By default, each is delivered. */
  onSend: (message: LobbyMessage) => Promise<void> = () => Promise.resolve();

  send(message: LobbyMessage): Promise<void> {
    this.sent.push(message);
    return this.onSend(message);
  }

  subscribe(listener: Listener, id?: string): () => void {
    const entry = { listener, id };
    this.listeners.push(entry);
    return () => this.listeners.splice(this.listeners.indexOf(entry), 1);
  }

  /** The messages with words. */
  get words(): LobbyMessage[] {
    return this.sent.filter(({ text }) => text !== undefined);
  }

  /** The places that were sent, as `id: position of length`. */
  get places(): string[] {
    return this.sent
      .filter(({ text }) => text === undefined)
      .map(({ to, position, length }) => `${String(to)}: ${position} of ${length}`);
  }

  /** Delivers a message to everybody who listens. */
  deliver(message: unknown): void {
    for (const { listener } of [...this.listeners]) listener(message as LobbyMessage);
  }

  /** Refuses words from now on, as a channel does that knows whom they have not reached. */
  refuseWords(undelivered?: string[]): void {
    this.onSend = ({ text }) => {
      const reason = Object.assign(new Error('Nobody listens.'), undelivered && { undelivered });
      return text === undefined ? Promise.resolve() : Promise.reject(reason);
    };
  }

  deliverWords(): void {
    this.onSend = () => Promise.resolve();
  }
}
