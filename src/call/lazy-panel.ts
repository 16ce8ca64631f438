import type { ReactiveControllerHost } from 'lit';
import { ifPageHides } from '../context/if-page-hides.js';
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
    try {
      await ifPageHides(this.#load(), this.close);
      this.#isLoaded = true;
    } catch {
      // The visitor can press the button again.
      this.#isOpen = false;
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
