/** Time, injected so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` once after `ms` milliseconds (`Infinity` is never). Returns a function that cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** Whole seconds between two times in milliseconds. Not negative, although the system clock may have been set back. */
export function secondsBetween(start: number, end: number): number {
  return Math.max(0, Math.floor((end - start) / 1000));
}

/** The longest delay of a browser's timer, in milliseconds; browsers treat a longer one as 0. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** The browser's clock and timers. */
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

/** A task scheduled at most once at a time. */
export class DeferredTask {
  readonly #clock: Clock;
  readonly #task: () => void;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, task: () => void) {
    this.#clock = clock;
    this.#task = task;
  }

  get due(): boolean {
    return this.#cancel !== undefined;
  }

  /** Schedules the task in `ms` milliseconds, unless it is scheduled. */
  in(ms: number): void {
    this.#cancel ??= this.#clock.after(ms, () => {
      this.#cancel = undefined;
      this.#task();
    });
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

/** A task that runs at once, and then at most once per interval. */
export class Throttle {
  readonly #clock: Clock;
  readonly #interval: () => number;
  readonly #task: () => void;
  readonly #next: DeferredTask;
  #doneAt = -Infinity;

  /** `interval` returns milliseconds. */
  constructor(clock: Clock, interval: () => number, task: () => void) {
    this.#clock = clock;
    this.#interval = interval;
    this.#task = task;
    this.#next = new DeferredTask(clock, () => this.#run());
  }

  get due(): boolean {
    return this.#next.due;
  }

  /** Runs the task now, or in a timer once the interval is over. */
  request(): void {
    if (this.due) return;
    const interval = this.#interval();
    const left = this.#doneAt + interval - this.#clock.now();
    // The system clock may have been set back.
    if (left > 0 && left <= interval) this.#next.in(left);
    else this.#run();
  }

  /** Runs the task now if it is due. */
  flush(): void {
    if (this.due) this.#run();
  }

  /** Counts the interval from now, as if the task had just run. */
  restart(): void {
    this.#doneAt = this.#clock.now();
  }

  cancel(): void {
    this.#next.cancel();
  }

  #run(): void {
    this.#next.cancel();
    this.#doneAt = this.#clock.now();
    this.#task();
  }
}
