interface Timer {
  readonly id: number;
  at: number;
  readonly every: number | undefined;
  readonly task: () => void;
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Runs pending microtasks and `unhandledrejection` events, without a timer. */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    waiting.push(done);
    channel.port2.postMessage(undefined);
  });
}

/** Replaces the page's timers and clock until {@link restore}. A run advances the time. */
export class FakeTime {
  readonly #before = { ...pick(globalThis), now: Date.now };
  #now = Date.UTC(2026, 0, 1);
  #timers: Timer[] = [];
  #ids = 1_000_000;

  constructor() {
    const cancel = (id: number) => (this.#timers = this.#timers.filter((timer) => timer.id !== id));
    Object.assign(globalThis, {
      setTimeout: (task: () => void, ms = 0) => this.#add(task, ms),
      setInterval: (task: () => void, ms = 0) => this.#add(task, ms, ms),
      clearTimeout: cancel,
      clearInterval: cancel,
    });
    Date.now = () => this.#now;
  }

  now(): number {
    return this.#now;
  }

  /** The number of pending timers. */
  get pending(): number {
    return this.#timers.length;
  }

  after(ms: number, task: () => void): void {
    this.#add(task, ms);
  }

  /** Advances the time. Pending microtasks run between two timers. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await nextTask();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.id - b.id)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.at);
      if (next.every === undefined) this.#timers = this.#timers.filter((timer) => timer !== next);
      else next.at += Math.max(1, next.every);
      next.task();
      await nextTask();
    }
    this.#now = end;
  }

  restore(): void {
    const { now, ...timers } = this.#before;
    Object.assign(globalThis, timers);
    Date.now = now;
  }

  #add(task: () => void, ms: number, every?: number): number {
    const id = (this.#ids += 1);
    this.#timers.push({ id, at: this.#now + Math.max(0, ms), every, task });
    return id;
  }
}

function pick({ setTimeout, setInterval, clearTimeout, clearInterval }: typeof globalThis) {
  return { setTimeout, setInterval, clearTimeout, clearInterval };
}
