import type { ReactiveControllerHost } from 'lit';
import { onGone } from '../context/on-gone.js';

/** A part of an element that a visitor opens, and that is fetched only then. */
export class LazyPart<View> {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<View>;
  #view: View | undefined;
  #isOpen = false;

  /**
   * @param host the element
   * @param load fetches what draws it
   */
  constructor(host: ReactiveControllerHost, load: () => Promise<View>) {
    this.#host = host;
    this.#load = load;
    onGone(host, this.close);
  }

  /** Whether the visitor wants to see it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What draws it, while it is open and there. */
  get view(): View | undefined {
    return this.#isOpen ? this.#view : undefined;
  }

  readonly open = async (): Promise<void> => {
    this.#set(true);
    try {
      this.#view ??= await this.#load();
    } catch {
      // The visitor sees the button again, and may try again.
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
