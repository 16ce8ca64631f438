interface Timer {
  readonly ms: number;
  /** Runs it now; `undefined` for one that repeats. */
  readonly run: (() => void) | undefined;
}

/** Sees which of the browser's timers are waiting, and can have one of them go off at once. */
export class Timers {
  readonly #live = new Map<unknown, Timer>();
  readonly #now = Date.now;
  readonly #before = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };

  /** Listens in until {@link restore}. */
  constructor() {
    const live = this.#live;
    const before = this.#before;
    const clear = (id: number | undefined) => {
      live.delete(id);
      before.clearTimeout.call(globalThis, id);
    };
    Object.assign(globalThis, {
      setTimeout(task: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown {
        const run = () => {
          live.delete(id);
          task(...args);
        };
        const id: unknown = before.setTimeout.call(globalThis, run, ms);
        live.set(id, { ms, run });
        return id;
      },
      setInterval(task: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown {
        const id: unknown = before.setInterval.call(globalThis, task, ms, ...args);
        live.set(id, { ms, run: undefined });
        return id;
      },
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  /** How long each timer that waits was set for, in milliseconds, the shortest first. */
  get waiting(): number[] {
    return [...this.#live.values()].map(({ ms }) => ms).sort((a, b) => a - b);
  }

  /**
   * Has the time of all timers come that were set for so long.
   *
   * @param ms how long, exactly
   * @returns how many there were
   */
  goOff(ms: number): number {
    const due = [...this.#live].filter(([, timer]) => timer.ms === ms && timer.run);
    for (const [id, { run }] of due) {
      globalThis.clearTimeout(id as number);
      run?.();
    }
    return due.length;
  }

  /** The clock goes on by so many milliseconds, and no timer runs. */
  clockGoesOn(ms: number): void {
    const now = Date.now;
    Date.now = () => now() + ms;
  }

  restore(): void {
    Date.now = this.#now;
    Object.assign(globalThis, this.#before);
  }
}
