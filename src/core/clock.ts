/** Time, injected so that units can be driven without waiting. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Runs `task` once, later.
   *
   * @param ms milliseconds; `Infinity` is never
   * @returns a function that calls it off
   */
  after(ms: number, task: () => void): () => void;
}

/** The longest delay of a browser's timer; it takes a longer one for none at all. Milliseconds. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The browser's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (left: number): void => {
      if (left === Infinity) return;
      const delay = Math.min(left, LONGEST_DELAY_MS);
      timer = setTimeout(() => (left > delay ? wait(left - delay) : task()), delay);
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};
