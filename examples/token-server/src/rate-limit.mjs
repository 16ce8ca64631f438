import { LRUCache } from 'lru-cache';

/**
 * So many times in so many seconds, for each key by itself. In the memory of one process: with several of them, keep the counts
 * in something that they share.
 */
export class RateLimit {
  #limit;
  /** @type {LRUCache<string, { count: number }>} */
  #counts;

  /** @param {{ limit: number, seconds: number, now?: () => number }} options */
  constructor({ limit, seconds, now = Date.now }) {
    this.#limit = limit;
    // However many addresses ask: beyond so many keys, those that have been silent longest are forgotten.
    this.#counts = new LRUCache({ max: 5000, ttl: seconds * 1000, ttlResolution: 0, perf: { now } });
  }

  /**
   * Counts one more.
   * @param {string} key
   * @returns {number} 0 if it is within the limit; else the seconds until it is again
   */
  take(key) {
    const entry = this.#counts.get(key);
    if (!entry) this.#counts.set(key, { count: 1 });
    else if (entry.count >= this.#limit) return Math.max(1, Math.ceil(this.#counts.getRemainingTTL(key) / 1000));
    else entry.count += 1;
    return 0;
  }

  /** Takes one back: what was counted did not have to be. */
  giveBack(key) {
    const entry = this.#counts.get(key);
    if (entry) entry.count -= 1;
  }
}
