import { consumeKnockFault, type Delivery } from '../storage/consume-fault.js';
import { timingOf, type RoomState, behaviorOf } from '../room/types.js';
import { answer, knock } from '../room/rules.js';
import { soon } from './timers.js';
import type { RoomLink } from '../storage/room-link.js';
import { isAdmin } from '../room/queries.js';
import type { ClientEvent } from '../room/view.js';

/** The guest of a knock, and the room. */
export interface Place {
  readonly selfId: string;
  readonly link: RoomLink;
  room(): RoomState | undefined;
}

/** Milliseconds from an answer to the end of the knock. 10 to 40 on Daily. */
const LATENCY_MS = 30;

/**
 * A guest's knock. As in Daily's call machine it is not stored anywhere, but repeated by a plain `setInterval` until it ends.
 */
export class Knocking {
  #name = '';
  #interval: ReturnType<typeof setInterval> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly place: Place) {}

  get isActive(): boolean {
    return this.#interval !== undefined;
  }

  /** Knocks at once, then repeatedly. Starting again changes the name. */
  start(name: string, delivery: Delivery): void {
    this.silence();
    this.#name = name;
    this.#knock(delivery);
    const { link, selfId, room } = this.place;
    this.#interval = setInterval(() => void this.#knockAgain(), timingOf(room()).knockInterval * 1000);
    link.tell(knock, { by: selfId, name });
  }

  /** An admin's answer. The first one ends the knock. */
  receiveAnswer(granted: boolean): void {
    soon(LATENCY_MS, () => {
      if (!this.isActive) return;
      this.stop();
      const { link, selfId } = this.place;
      link.tell(answer, { id: selfId, granted });
    });
  }

  /** Ends the knock, if there is one, and notifies the others. */
  stop(): void {
    if (!this.isActive) return;
    this.silence();
    const { link, selfId } = this.place;
    link.send({ type: 'knock-over', from: selfId, to: '*' });
  }

  /** Ends the knock silently, as a page that closes. */
  silence(): void {
    clearInterval(this.#interval);
    clearTimeout(this.#late);
    this.#interval = undefined;
    this.#late = undefined;
  }

  async #knockAgain(): Promise<void> {
    const interval = this.#interval;
    const { link, selfId, room } = this.place;
    const delivery = room()?.faults ? await consumeKnockFault(link, selfId) : 'now';
    if (this.#interval === interval) this.#knock(delivery);
  }

  #knock(delivery: Delivery): void {
    const { link, selfId } = this.place;
    const send = (): void => link.send({ type: 'knock', from: selfId, to: '*', name: this.#name });
    if (delivery === 'now') send();
    else if (delivery !== 'lost') this.#late = setTimeout(send, delivery);
  }
}

export interface Waiting {
  id: string;
  name: string;
  awaitingAccess: { level: 'full' };
}

/**
 * The waiting list of one page. Each page has its own, and drops people who have not knocked for a while, since it is not notified when a tab
 * closes.
 */
export class WaitingList {
  readonly #people = new Map<string, Waiting>();
  /** The time of each person's last knock, in milliseconds since 1970. */
  readonly #heardAt = new Map<string, number>();
  #sweep: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly place: Place,
    readonly tell: (event: ClientEvent) => void,
  ) {}

  /** In the order of their first knocks. */
  get ids(): string[] {
    return [...this.#people.keys()];
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** Receives a first or repeated knock. For admins, or for everybody if the room is set so. */
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
   * Answers a listed person with one message, which is not confirmed. It counts as a knock, and keeps them listed for as long.
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

  /** Clears the list, without events. */
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
