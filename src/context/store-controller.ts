import type { ReactiveControllerHost } from 'lit';
import { type CallSnapshot, NO_CALL } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import { noop } from '../core/listeners.js';
import { onGone } from './on-gone.js';

type Host = ReactiveControllerHost & Pick<Node, 'isConnected'>;

/** Selects a part of a store, and updates its element when that part changes. Results are compared shallowly. */
export class StoreController<Selected> {
  readonly #host: Host;
  readonly #select: (snapshot: CallSnapshot) => Selected;
  #store: CallStore | undefined;
  #selected: Selected;
  #unsubscribe = noop;

  constructor(host: Host, select: (snapshot: CallSnapshot) => Selected) {
    this.#host = host;
    this.#select = select;
    this.#selected = select(NO_CALL);
    onGone(host, () => this.use(undefined));
  }

  get value(): Selected {
    return this.#selected;
  }

  get store(): CallStore | undefined {
    return this.#store;
  }

  /** Follows a store, as long as the host is in a document. To be called again when the host is put back after a while. */
  use(store: CallStore | undefined): void {
    if (store === this.#store) return;
    this.#unsubscribe();
    // Lit updates a removed element as well, which would subscribe it again, for good.
    this.#store = this.#host.isConnected ? store : undefined;
    this.#unsubscribe = this.#store?.subscribe(this.refresh) ?? noop;
    this.refresh();
  }

  /** Selects again, also after a change of the host that the selection depends on. */
  readonly refresh = (): void => {
    const selected = this.#select(this.#store?.snapshot ?? NO_CALL);
    if (shallowEqual(selected, this.#selected)) return;
    this.#selected = selected;
    this.#host.requestUpdate();
  };
}

/** Whether two values are the same, or objects with the same property values. */
function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
