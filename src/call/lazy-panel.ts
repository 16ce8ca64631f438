import type { ReactiveControllerHost } from 'lit';
import { onGone } from '../context/on-gone.js';

/** A panel of an element, loaded when the visitor opens it. */
export class LazyPanel {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<unknown>;
  #isOpen = false;
  #isLoaded = false;

  constructor(host: ReactiveControllerHost, load: () => Promise<unknown>) {
    this.#host = host;
    this.#load = load;
    onGone(host, this.close);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it is open and loaded. */
  get isShown(): boolean {
    return this.#isOpen && this.#isLoaded;
  }

  readonly open = async (): Promise<void> => {
    this.#set(true);
    // Nothing opens by itself when the visitor comes back from the back/forward cache.
    addEventListener('pagehide', this.close);
    try {
      await this.#load();
      this.#isLoaded = true;
    } catch {
      // The visitor can press the button again.
      this.#isOpen = false;
    } finally {
      removeEventListener('pagehide', this.close);
    }
    this.#host.requestUpdate();
  };

  readonly close = (): void => this.#set(false);

  readonly toggle = (): void => {
    if (this.#isOpen) this.close();
    else void this.open();
  };

  #set(open: boolean): void {
    if (open === this.#isOpen) return;
    this.#isOpen = open;
    this.#host.requestUpdate();
  }
}
