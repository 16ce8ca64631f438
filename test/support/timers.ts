import { ABSENCE_MS } from '../../src/context/on-gone.js';
import { nextTasks } from './until.js';

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
  fire(ms: number): number {
    const due = [...this.#live].filter(([, timer]) => timer.ms === ms && timer.run);
    for (const [id, { run }] of due) {
      globalThis.clearTimeout(id as number);
      run?.();
    }
    return due.length;
  }

  /** The clock goes on by so many milliseconds, and no timer runs. */
  advanceClock(ms: number): void {
    const now = Date.now;
    Date.now = () => now() + ms;
  }

  restore(): void {
    Date.now = this.#now;
    Object.assign(globalThis, this.#before);
  }
}

/**
 * Has the time pass in which an element that is taken out of its page could be put back.
 *
 * @param takeOut takes it out
 */
export async function removeForGood(takeOut: () => void): Promise<void> {
  const timers = new Timers();
  takeOut();
  timers.fire(ABSENCE_MS);
  timers.restore();
  await nextTasks();
}

/**
 * Has what is drawn meanwhile stood there for some seconds.
 *
 * @param draw draws it
 */
export async function renderSecondsAgo<Value>(draw: () => Promise<Value>): Promise<Value> {
  const now = performance.now.bind(performance);
  Object.defineProperty(performance, 'now', { configurable: true, value: () => now() - 5000 });
  try {
    return await draw();
  } finally {
    delete (performance as Partial<Performance>).now;
  }
}
