import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often a time span on the screen is brought up to date. Milliseconds. */
const TICK = 10_000;

/** Has an element drawn again now and then while something on it grows older. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param host the element
   * @param isNeeded whether anything on it grows older now
   */
  constructor(host: ReactiveControllerHost & Element, isNeeded: () => boolean) {
    this.#host = host;
    this.#isNeeded = isNeeded;
    host.addController(this);
  }

  /** Starts or stops as needed; to be called on each update of the host. */
  check(): void {
    // An element may be drawn once more after it has left the page.
    if (!this.#host.isConnected || !this.#isNeeded()) this.#stop();
    else this.#timer ??= setInterval(() => this.#host.requestUpdate(), TICK);
  }

  /** @internal */
  hostDisconnected(): void {
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
