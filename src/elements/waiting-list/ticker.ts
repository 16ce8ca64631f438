import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How often waiting times are updated. */
const TICK_MS = 10_000;

/** Renders an element again every ten seconds while it shows waiting times. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #isNeeded: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & Element, isNeeded: () => boolean) {
    this.#host = host;
    this.#isNeeded = isNeeded;
    host.addController(this);
  }

  /** Starts or stops as needed. To be called on each update of the host. */
  check(): void {
    // An update may come after the element has left the page.
    if (!this.#host.isConnected || !this.#isNeeded()) this.#stop();
    else this.#timer ??= setInterval(() => this.#host.requestUpdate(), TICK_MS);
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
