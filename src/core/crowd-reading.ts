import type { DailyEvent } from '@daily-co/daily-js';
import { type Clock, Debounce } from './clock.js';

import { DOOR_EVENTS } from './read-call.js';

/** From so many people at the door on they are a crowd. */
export const CROWD_SIZE = 100;

/**
 * A crowd's news of the door are read in these milliseconds at most once. Nobody reads faster, and each reading costs as
 * much as the list is long.
 */
export const READ_INTERVAL_MS = 50;

/** When the door of a crowd is read: not with each event, but soon after it. */
export class CrowdReading {
  readonly #clock: Clock;
  readonly #read: () => void;
  readonly #next: Debounce;
  #readAt = -Infinity;

  /**
   * @param clock time
   * @param read reads the door
   */
  constructor(clock: Clock, read: () => void) {
    this.#clock = clock;
    this.#read = read;
    this.#next = new Debounce(clock, () => this.#readNow());
  }

  /**
   * Whether the reading that an event asks for can wait, because there is a crowd, and it has only just been read. What has
   * been left for later is read before any other event.
   *
   * @param event what has come
   * @param size how many are known to be at the door
   */
  putOff(event: DailyEvent, size: number): boolean {
    if (size < CROWD_SIZE || !DOOR_EVENTS.includes(event)) {
      this.catchUp();
      return false;
    }
    if (this.#next.due) return true;
    const now = this.#clock.now();
    const left = this.#readAt + READ_INTERVAL_MS - now;
    if (left > 0 && left <= READ_INTERVAL_MS) {
      this.#next.in(left);
      return true;
    }
    this.#readAt = now;
    return false;
  }

  /** Reads what has been left for later. */
  catchUp(): void {
    if (!this.#next.due) return;
    this.#next.cancel();
    this.#readNow();
  }

  /** What has been left for later is not to be read any more. */
  cancel(): void {
    this.#next.cancel();
  }

  #readNow(): void {
    this.#readAt = this.#clock.now();
    this.#read();
  }
}
