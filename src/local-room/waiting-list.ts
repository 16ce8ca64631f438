import { behaviorOf, timingOf } from './room-options.js';
import { isAdmin } from './room-queries.js';
import type { Delivery } from './delivery.js';
import type { Place } from './knocking.js';
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
    readonly place: Place,
    readonly tell: (event: ClientEvent) => void,
  ) {}

  /** In the order in which they were heard first. */
  get ids(): string[] {
    return [...this.#people.keys()];
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** Somebody has knocked, for the first time or again. Heard by admins, or by everybody where the room is told so. */
  hear(id: string, name: string): void {
    const room = this.place.room();
    const self = room?.sessions[this.place.selfId];
    if (!self || !(isAdmin(self) || behaviorOf(room).waitingListForAll)) return;
    const known = this.#people.get(id);
    const person: Waiting = { id, name, awaitingAccess: { level: 'full' } };
    this.#people.set(id, person);
    this.#heardAt.set(id, Date.now());
    this.#sweep ??= setInterval(() => this.#removeStale(), timingOf(room).sweepInterval * 1000);
    if (known?.name !== name) this.#tell(known ? 'updated' : 'added', person);
  }

  /**
   * Answers somebody who is listed: one message, and nobody looks what becomes of it. It counts as a knock: it keeps them listed for as
   * long.
   */
  answer(id: string, granted: boolean, delivery: Delivery): void {
    this.#heardAt.set(id, Date.now());
    const { link, selfId } = this.place;
    const send = (): void => link.send({ type: 'answer', from: selfId, to: id, granted });
    if (delivery === 'now') send();
    else if (delivery !== 'lost') setTimeout(send, delivery);
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
    const limit = Date.now() - timingOf(this.place.room()).knockTimeout * 1000;
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
