import { MAX_TIMEOUT_MS } from '../room/types.js';

/** Timers that are cancelled together. */
export class Timers {
  readonly #running = new Set<ReturnType<typeof setTimeout>>();

  /** Without a delay it runs at once. */
  after(ms: number | undefined, act: () => void): void {
    if (!ms) return act();
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      act();
    }, ms);
    this.#running.add(timer);
  }

  /** A cancelled wait never resolves. */
  wait(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  clear(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}

/** After a short delay. At once in a hidden tab, where browsers throttle timers: Daily uses no timer here. */
export function soon(ms: number, act: () => void): void {
  if (document.visibilityState === 'hidden') act();
  else setTimeout(act, ms);
}

/** Calls back at a point in time, however far away. */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly onReached: () => void) {}

  /** `undefined`: never. */
  set(at: number | undefined): void {
    clearTimeout(this.#timer);
    if (at === undefined) return;
    const wait = Math.max(at - Date.now(), 0);
    // A timer may fire early, and a long delay needs several.
    const arrived = (): void => (Date.now() < at ? this.set(at) : this.onReached());
    this.#timer = setTimeout(arrived, Math.min(wait, MAX_TIMEOUT_MS));
  }
}
