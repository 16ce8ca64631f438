import type { CallStore } from '../../src/core/call-store.js';

type Add = EventTarget['addEventListener'];
type Remove = EventTarget['removeEventListener'];

/** Counts the listeners on window and document until {@link restore}. */
export class Listeners {
  readonly #targets: readonly EventTarget[] = [window, document];
  readonly #live = new Map<EventTarget, Map<string, Set<unknown>>>();

  constructor() {
    for (const target of this.#targets) {
      const live = new Map<string, Set<unknown>>();
      this.#live.set(target, live);
      const add: Add = (type, listener, options) => {
        const listeners = live.get(type) ?? new Set<unknown>();
        live.set(type, listeners.add(listener));
        EventTarget.prototype.addEventListener.call(target, type, listener, options);
      };
      const remove: Remove = (type, listener, options) => {
        live.get(type)?.delete(listener);
        EventTarget.prototype.removeEventListener.call(target, type, listener, options);
      };
      Object.assign(target, { addEventListener: add, removeEventListener: remove });
    }
  }

  /** The event types, once per listener. */
  get types(): string[] {
    return [...this.#live.values()].flatMap((live) =>
      [...live].flatMap(([type, listeners]) => [...listeners].map(() => type)),
    );
  }

  restore(): void {
    for (const target of this.#targets) {
      Reflect.deleteProperty(target, 'addEventListener');
      Reflect.deleteProperty(target, 'removeEventListener');
    }
  }
}

/** Counts the subscribers of a store from now on. */
export function countSubscribers(store: CallStore): { readonly count: number } {
  const live = new Set<object>();
  const subscribe = store.subscribe.bind(store);
  store.subscribe = (listener) => {
    const unsubscribe = subscribe(listener);
    live.add(unsubscribe);
    return () => {
      live.delete(unsubscribe);
      unsubscribe();
    };
  };
  return {
    get count() {
      return live.size;
    },
  };
}
