import type { Clock } from './clock.js';
import { Later } from './later.js';

/**
 * Daily does not say why somebody left the list. Whether another owner admitted them shows when they appear in the
 * call; that comes by another way and may come later, so a departure is explained only after this time. Milliseconds.
 */
export const DEPARTURE_GRACE = 1000;

/**
 * Those who have gone without our doing, not explained yet. While the connection is lost nothing can arrive that would
 * explain them, so that the grace begins anew when it is back.
 */
export class Departures {
  readonly #clock: Clock;
  readonly #isCutOff: () => boolean;
  readonly #open = new Map<string, Later>();
  #wasCutOff = false;

  /**
   * @param clock time
   * @param isCutOff whether nothing can arrive now
   */
  constructor(clock: Clock, isCutOff: () => boolean) {
    this.#clock = clock;
    this.#isCutOff = isCutOff;
  }

  /** Ids of those who are not explained yet. */
  get ids(): readonly string[] {
    return [...this.#open.keys()];
  }

  /**
   * Somebody has gone.
   *
   * @param id their session id
   * @param explain called when the grace is over and nobody has ended it
   */
  begin(id: string, explain: () => void): void {
    const explanation = new Later(this.#clock, () => {
      if (!this.#isCutOff()) explain();
    });
    explanation.in(DEPARTURE_GRACE);
    this.#open.set(id, explanation);
  }

  /**
   * Somebody is explained, or is there again.
   *
   * @param id their session id
   * @returns whether they had gone
   */
  end(id: string): boolean {
    this.#open.get(id)?.cancel();
    return this.#open.delete(id);
  }

  /** Something has arrived, or the connection has changed. */
  check(): void {
    const isCutOff = this.#isCutOff();
    if (this.#wasCutOff && !isCutOff) {
      for (const explanation of this.#open.values()) {
        explanation.cancel();
        explanation.in(DEPARTURE_GRACE);
      }
    }
    this.#wasCutOff = isCutOff;
  }

  /** Nobody is to be explained any more. */
  clear(): void {
    for (const id of this.ids) this.end(id);
    this.#wasCutOff = false;
  }
}
