import { ABSENCE_MS } from '../../src/context/on-gone.js';
import { nextTasks } from './until.js';

interface Timer {
  readonly ms: number;
  /** `undefined` for an interval. */
  readonly run: (() => void) | undefined;
}

/** Tracks the page's timers until {@link restore}, and can fire them early. */
export class Timers {
  readonly #live = new Map<unknown, Timer>();
  readonly #now = Date.now;
  readonly #before = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };

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

  /** The durations of the pending timers in milliseconds, the shortest first. */
  get waiting(): number[] {
    return [...this.#live.values()].map(({ ms }) => ms).sort((a, b) => a - b);
  }

  /** Fires all timers with exactly this duration. Returns their number. */
  fire(ms: number): number {
    const due = [...this.#live].filter(([, timer]) => timer.ms === ms && timer.run);
    for (const [id, { run }] of due) {
      globalThis.clearTimeout(id as number);
      run?.();
    }
    return due.length;
  }

  /** Advances `Date.now()` without running timers. */
  advanceClock(ms: number): void {
    const now = Date.now;
    Date.now = () => now() + ms;
  }

  restore(): void {
    Date.now = this.#now;
    Object.assign(globalThis, this.#before);
  }
}

/** Removes an element, and fires the timer after which it ends its call. */
export async function removeForGood(remove: () => unknown): Promise<void> {
  const timers = new Timers();
  await remove();
  timers.fire(ABSENCE_MS);
  timers.restore();
  await nextTasks();
}

/** Has the clock of events in another time, by `ms` milliseconds. Returns a function that ends that. */
export function shiftEventTime(ms: number): () => void {
  const timeStamp = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
  const get = function (this: Event): number {
    return (timeStamp.get!.call(this) as number) + ms;
  };
  Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get });
  return () => Object.defineProperty(Event.prototype, 'timeStamp', timeStamp);
}

/** Renders with the clock of events set back by 5 seconds, as if it were seen for that long. */
export async function renderSecondsAgo<Value>(render: () => Promise<Value>): Promise<Value> {
  const restore = shiftEventTime(-5000);
  try {
    return await render();
  } finally {
    restore();
  }
}
