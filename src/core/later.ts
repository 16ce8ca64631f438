import type { Clock } from './clock.js';

/** A task that can be put off: however often it is asked for, it is done once. */
export class Later {
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
