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

/** A task that can be put off: however often it is asked for, it is done once. */
export class DeferredTask {
  readonly #clock: Clock;
  readonly #task: () => void;
  #cancel: (() => void) | undefined;

  /**
   * @param clock time
   * @param task what is done
   */
  constructor(clock: Clock, task: () => void) {
    this.#clock = clock;
    this.#task = task;
  }

  /** Whether it is still to be done. */
  get due(): boolean {
    return this.#cancel !== undefined;
  }

  /**
   * Does it later, unless that has been said already.
   *
   * @param ms milliseconds from now
   */
  in(ms: number): void {
    this.#cancel ??= this.#clock.after(ms, () => {
      this.#cancel = undefined;
      this.#task();
    });
  }

  /** It is not to be done, or has just been done otherwise. */
  cancel(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

/** A task that is done at once, and then at most once in an interval. */
export class Throttle {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #task: () => void;
  readonly #next: DeferredTask;
  #doneAt = -Infinity;

  /**
   * @param clock time
   * @param ms the interval in milliseconds
   * @param task what is done
   */
  constructor(clock: Clock, ms: number, task: () => void) {
    this.#clock = clock;
    this.#ms = ms;
    this.#task = task;
    this.#next = new DeferredTask(clock, () => this.#run());
  }

  /** Whether it is still to be done. */
  get due(): boolean {
    return this.#next.due;
  }

  /** Does it now, or as soon as the interval is over: in a task of its own, however long this one takes. */
  request(): void {
    if (this.due) return;
    const left = this.#doneAt + this.#ms - this.#clock.now();
    // Clocks are set back as well.
    if (left > 0 && left <= this.#ms) this.#next.in(left);
    else this.#run();
  }

  /** Does now what is due. */
  flush(): void {
    if (this.due) this.#run();
  }

  /** What is due is not to be done, or has just been done otherwise. */
  cancel(): void {
    this.#next.cancel();
  }

  #run(): void {
    this.#next.cancel();
    this.#doneAt = this.#clock.now();
    this.#task();
  }
}
