import type { RoomTiming } from './room-options.js';
import type { ClientEvent } from './view.js';

export interface Waiting {
  id: string;
  name: string;
  awaitingAccess: { level: 'full' };
}

/**
 * Who knocks, as far as one page has heard. Each page has a list of its own and drops those who have not knocked for a while, since
 * nobody tells it when a tab is closed.
 */
export class WaitingList {
  readonly #people = new Map<string, Waiting>();
  /** When each was heard last, in milliseconds since 1970. */
  readonly #heardAt = new Map<string, number>();
  #sweep: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly timing: () => Required<RoomTiming>,
    readonly tell: (event: ClientEvent) => void,
  ) {}

  /** In the order in which they were heard first. */
  get ids(): string[] {
    return [...this.#people.keys()];
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** Somebody has knocked, for the first time or again. */
  heard(id: string, name: string): void {
    const known = this.#people.get(id);
    const person: Waiting = { id, name, awaitingAccess: { level: 'full' } };
    this.#people.set(id, person);
    this.renew(id);
    this.#sweep ??= setInterval(() => this.#removeStale(), this.timing().sweepInterval * 1000);
    if (known?.name !== name) this.#tell(known ? 'updated' : 'added', person);
  }

  /** An answer counts as a knock: it keeps somebody listed for as long. */
  renew(id: string): void {
    this.#heardAt.set(id, Date.now());
  }

  remove(id: string): void {
    const person = this.#people.get(id);
    if (!person) return;
    this.#people.delete(id);
    this.#heardAt.delete(id);
    if (this.#people.size === 0) this.#stop();
    this.#tell('removed', person);
  }

  /** Forgets everybody, without a word. */
  close(): void {
    this.#people.clear();
    this.#heardAt.clear();
    this.#stop();
  }

  #removeStale(): void {
    const limit = Date.now() - this.timing().knockTimeout * 1000;
    for (const [id, at] of [...this.#heardAt]) if (at < limit) this.remove(id);
  }

  #stop(): void {
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #tell(change: 'added' | 'updated' | 'removed', participant: Waiting): void {
    this.tell({
      action: `waiting-participant-${change}`,
      participant,
      // The client replaces its whole list with each event.
      allWaitingParticipants: Object.fromEntries(this.#people),
    });
  }
}
