/** Timers that are called off together. */
export class Timers {
  readonly #running = new Set<ReturnType<typeof setTimeout>>();

  /** Without a wait it happens at once. */
  after(ms: number | undefined, act: () => void): void {
    if (!ms) return act();
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      act();
    }, ms);
    this.#running.add(timer);
  }

  /** A wait that is called off never ends. */
  wait(ms: number | undefined): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  clear(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}

/** After a short while. A hidden tab, whose timers the browser delays, does it at once: Daily does not wait for a timer here. */
export function soon(ms: number, act: () => void): void {
  if (document.visibilityState === 'hidden') act();
  else setTimeout(act, ms);
}

/** The longest that a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls once a point in time has come, however far away it is. */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly onReached: () => void) {}

  /** `undefined`: never. */
  set(at: number | undefined): void {
    clearTimeout(this.#timer);
    if (at === undefined) return;
    const wait = Math.max(at - Date.now(), 0);
    // A timer may go off a little early, and a far one is set in stages.
    const arrived = (): void => (Date.now() < at ? this.set(at) : this.onReached());
    this.#timer = setTimeout(arrived, Math.min(wait, LONGEST_MS));
  }
}
