import { takeKnockFault } from './knock-fault.js';
import { timingOf } from './room-options.js';
import { answer, knock } from './room.js';
import { soon } from './timers.js';
import type { Delivery } from './delivery.js';
import type { RoomLink } from './room-link.js';
import type { RoomState } from './types.js';

/** Whose knock it is, and where. */
export interface Place {
  readonly selfId: string;
  readonly link: RoomLink;
  room(): RoomState | undefined;
}

/** Milliseconds that an answer takes: on Daily the guest takes the knock back 10 to 40 ms after it. */
const LATENCY_MS = 30;

/**
 * A guest's knock, as Daily's call machine has it: nobody keeps it, so it is repeated by a plain `setInterval` until it is taken back.
 */
export class Knocking {
  #name = '';
  #interval: ReturnType<typeof setInterval> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly place: Place) {}

  get isActive(): boolean {
    return this.#interval !== undefined;
  }

  /** Knocks at once, and then again and again. Starting anew changes the name. */
  start(name: string, delivery: Delivery): void {
    this.silence();
    this.#name = name;
    this.#knock(delivery);
    const { link, selfId, room } = this.place;
    this.#interval = setInterval(() => void this.#knockAgain(), timingOf(room()).knockInterval * 1000);
    link.tell(knock, { by: selfId, name });
  }

  /** An admin's answer. The first one ends the knock, whatever follows. */
  receiveAnswer(granted: boolean): void {
    soon(LATENCY_MS, () => {
      if (!this.isActive) return;
      this.stop();
      const { link, selfId } = this.place;
      link.tell(answer, { id: selfId, granted });
    });
  }

  /** Takes the knock back, if there is one. */
  stop(): void {
    if (!this.isActive) return;
    this.silence();
    const { link, selfId } = this.place;
    link.send({ type: 'knock-over', from: selfId, to: '*' });
  }

  /** Knocks no more and says nothing of it, as a page that is closed. */
  silence(): void {
    clearInterval(this.#interval);
    clearTimeout(this.#late);
    this.#interval = undefined;
    this.#late = undefined;
  }

  async #knockAgain(): Promise<void> {
    const interval = this.#interval;
    const { link, selfId, room } = this.place;
    const delivery = room()?.faults ? await takeKnockFault(link, selfId) : 'now';
    if (this.#interval === interval) this.#knock(delivery);
  }

  #knock(delivery: Delivery): void {
    const { link, selfId } = this.place;
    const send = (): void => link.send({ type: 'knock', from: selfId, to: '*', name: this.#name });
    if (delivery === 'now') send();
    else if (delivery !== 'lost') this.#late = setTimeout(send, delivery);
  }
}
