import type { WaitingEntry } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import { type Clock, DeferredTask, Throttle } from '../../core/clock.js';
import type { LobbyChannel } from '../../core/lobby-channel.js';

/** Places are sent this often at most: each arrival and departure changes many of them. */
const PLACE_INTERVAL_MS = 2000;
/**
 * The first places wait for the list: after a reload of the owner's page it is complete when everybody has knocked again, every 3 s or, in a
 * hidden tab, 4 s.
 */
const LIST_COMPLETE_MS = 4500;
/** The time until places that were not delivered are sent again. Doubles each time. */
const RETRY_MS = 5000;
const MAX_RETRY_MS = 60_000;

/** Sends the people who wait their place in the queue, whenever it changes. */
export class PlaceSender {
  readonly #store: CallStore;
  readonly #channel: LobbyChannel;
  readonly #unsubscribe: () => void;
  /** The places that have been sent, or are on their way, by session id. */
  readonly #sent = new Map<string, string>();
  readonly #sending: Throttle;
  readonly #retry: DeferredTask;
  #intervalMs = LIST_COMPLETE_MS;
  #retryMs = RETRY_MS;
  #waiting: readonly WaitingEntry[] = [];

  constructor(clock: Clock, store: CallStore, channel: LobbyChannel) {
    this.#store = store;
    this.#channel = channel;
    this.#sending = new Throttle(
      clock,
      () => this.#intervalMs,
      () => this.#send(),
    );
    this.#sending.restart();
    this.#retry = new DeferredTask(clock, () => {
      this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS);
      this.#sending.request();
    });
    this.#unsubscribe = store.subscribe(() => this.#onChange());
    this.#onChange();
  }

  stop(): void {
    this.#unsubscribe();
    this.#sending.cancel();
    this.#retry.cancel();
    // So that nothing is sent again that is still on its way.
    this.#sent.clear();
  }

  #onChange(): void {
    const { waiting } = this.#store.snapshot;
    if (waiting === this.#waiting) return;
    this.#waiting = waiting;
    this.#retryMs = RETRY_MS;
    this.#sending.request();
  }

  #send(): void {
    this.#intervalMs = PLACE_INTERVAL_MS;
    const { waiting } = this.#store.snapshot;
    if (!this.#store.inCall) return;
    const listed = new Set(waiting.map(({ id }) => id));
    for (const id of this.#sent.keys()) if (!listed.has(id)) this.#sent.delete(id);
    waiting.forEach(({ id }, index) => void this.#sendTo(id, index + 1, waiting.length));
  }

  async #sendTo(id: string, position: number, length: number): Promise<void> {
    const place = `${position} of ${length}`;
    if (this.#sent.get(id) === place) return;
    this.#sent.set(id, place);
    try {
      await this.#channel.send({ to: [id], position, length });
    } catch {
      // The guest may not listen yet.
      if (this.#sent.get(id) !== place) return;
      this.#sent.delete(id);
      this.#retry.in(this.#retryMs);
    }
  }
}
