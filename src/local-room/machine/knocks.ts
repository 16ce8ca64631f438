import { isAdmin } from '../room/queries.js';
import { answer, knock } from '../room/rules.js';
import { behaviorOf, type RoomState, timingOf } from '../room/types.js';
import type { ClientEvent } from '../room/view.js';
import { consumeKnockFault, type Delivery } from '../storage/consume-fault.js';
import type { RoomLink } from '../storage/room-link.js';
import { soon } from './timers.js';

/** The guest of a knock, and the room. */
export interface KnockContext {
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

  constructor(readonly context: KnockContext) {}

  get isActive(): boolean {
    return this.#interval !== undefined;
  }

  /** Knocks at once, then repeatedly. Starting again changes the name. */
  start(name: string, delivery: Delivery): void {
    this.silence();
    this.#name = name;
    this.#knock(delivery);
    const { link, selfId, room } = this.context;
    this.#interval = setInterval(() => void this.#knockAgain(), timingOf(room()).knockInterval * 1000);
    link.submit(knock, { by: selfId, name });
  }

  /** An admin's answer. The first one ends the knock. */
  receiveAnswer(granted: boolean): void {
    soon(LATENCY_MS, () => {
      if (!this.isActive) return;
      this.stop();
      const { link, selfId } = this.context;
      link.submit(answer, { id: selfId, granted });
    });
  }

  /** Ends the knock, if there is one, and notifies the others. */
  stop(): void {
    if (!this.isActive) return;
    this.silence();
    const { link, selfId } = this.context;
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
    const { link, selfId, room } = this.context;
    const delivery = room()?.faults ? await consumeKnockFault(link, selfId) : 'now';
    if (this.#interval === interval) this.#knock(delivery);
  }

  #knock(delivery: Delivery): void {
    const { link, selfId } = this.context;
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
  readonly #lastKnockAt = new Map<string, number>();
  #sweep: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly context: KnockContext,
    readonly emit: (event: ClientEvent) => void,
  ) {}

  /** In the order of their first knocks. */
  get ids(): string[] {
    return [...this.#people.keys()];
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** Receives a first or repeated knock. For admins, or for everybody if the room is set so. */
  receiveKnock(id: string, name: string): void {
    const room = this.context.room();
    const self = room?.sessions[this.context.selfId];
    if (!self || !(isAdmin(self) || behaviorOf(room).waitingListForAll)) return;
    const known = this.#people.get(id);
    const person: Waiting = { id, name, awaitingAccess: { level: 'full' } };
    this.#people.set(id, person);
    this.#lastKnockAt.set(id, Date.now());
    this.#sweep ??= setInterval(() => this.#removeStale(), timingOf(room).sweepInterval * 1000);
    if (known?.name !== name) this.#emit(known ? 'updated' : 'added', person);
  }

  /**
   * Answers a listed person with one message, which is not confirmed. It counts as a knock, and keeps them listed for as long.
   */
  answer(id: string, granted: boolean, delivery: Delivery): void {
    this.#lastKnockAt.set(id, Date.now());
    const { link, selfId } = this.context;
    const send = (): void => link.send({ type: 'answer', from: selfId, to: id, granted });
    if (delivery === 'now') send();
    else if (delivery !== 'lost') setTimeout(send, delivery);
  }

  remove(id: string): void {
    const person = this.#people.get(id);
    if (!person) return;
    this.#people.delete(id);
    this.#lastKnockAt.delete(id);
    if (this.#people.size === 0) this.#stop();
    this.#emit('removed', person);
  }

  /** Clears the list, without events. */
  close(): void {
    this.#people.clear();
    this.#lastKnockAt.clear();
    this.#stop();
  }

  #removeStale(): void {
    const limit = Date.now() - timingOf(this.context.room()).knockTimeout * 1000;
    for (const [id, at] of [...this.#lastKnockAt]) if (at < limit) this.remove(id);
  }

  #stop(): void {
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #emit(change: 'added' | 'updated' | 'removed', participant: Waiting): void {
    this.emit({
      action: `waiting-participant-${change}`,
      participant,
      // The client replaces its whole list with each event.
      allWaitingParticipants: Object.fromEntries(this.#people),
    });
  }
}
