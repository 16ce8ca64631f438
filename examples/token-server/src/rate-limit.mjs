/**
 * So many times in so many seconds, for each key by itself. In the memory of one process: with several of them, keep the counts
 * in something that they share.
 */
export class RateLimit {
  #limit;
  #ms;
  #now;
  /** @type {Map<string, { count: number, until: number }>} by key, oldest first */
  #counts = new Map();

  /** @param {{ limit: number, seconds: number, now?: () => number }} options */
  constructor({ limit, seconds, now = Date.now }) {
    this.#limit = limit;
    this.#ms = seconds * 1000;
    this.#now = now;
  }

  /**
   * Counts one more.
   * @param {string} key
   * @returns {number} 0 if it is within the limit; else the seconds until it is again
   */
  take(key) {
    const now = this.#now();
    // All last equally long, so the first ones are the first to end; and the map does not grow for ever.
    for (const [old, { until }] of this.#counts) {
      if (until > now) break;
      this.#counts.delete(old);
    }
    const entry = this.#counts.get(key) ?? { count: 0, until: now + this.#ms };
    if (entry.count >= this.#limit) return Math.ceil((entry.until - now) / 1000);
    entry.count += 1;
    this.#counts.set(key, entry);
    return 0;
  }
}
