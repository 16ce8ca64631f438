import type { ReactiveControllerHost } from 'lit';
import { NO_CALL, type CallSnapshot } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import { onGone } from './on-gone.js';
import { shallowEqual } from './shallow-equal.js';

/** Gives an element one part of a store, and has it drawn again only when that part has changed. */
export class StoreController<Selected> {
  readonly #host: ReactiveControllerHost;
  readonly #select: (snapshot: CallSnapshot) => Selected;
  #store: CallStore | undefined;
  #selected: Selected;
  #unsubscribe = (): void => {};

  /**
   * @param host the element
   * @param select what it shows of a call; results are compared shallowly
   */
  constructor(host: ReactiveControllerHost, select: (snapshot: CallSnapshot) => Selected) {
    this.#host = host;
    this.#select = select;
    this.#selected = select(NO_CALL);
    onGone(host, () => this.use(undefined));
  }

  /** The selected part, now. */
  get value(): Selected {
    return this.#selected;
  }

  /** The store that is looked at. */
  get store(): CallStore | undefined {
    return this.#store;
  }

  /** @param store what to look at from now on */
  use(store: CallStore | undefined): void {
    if (store === this.#store) return;
    this.#unsubscribe();
    this.#store = store;
    this.#unsubscribe = store?.subscribe(this.refresh) ?? ((): void => {});
    this.refresh();
  }

  /** Selects again, also because something of the host's that the selection depends on has changed. */
  readonly refresh = (): void => {
    const selected = this.#select(this.#store?.snapshot ?? NO_CALL);
    if (shallowEqual(selected, this.#selected)) return;
    this.#selected = selected;
    this.#host.requestUpdate();
  };
}
