import { Listeners, type Unsubscribe } from './listeners.js';

/** Which of a call's pictures can be seen now. Who shows pictures tells it; who loads them may leave out the others. */
export class CallSight {
  readonly #viewers = new Map<object, { readonly id: string; readonly seen: boolean }>();
  readonly #listeners = new Listeners();
  #unseen: ReadonlySet<string> = new Set();

  /** The session ids of those who are shown, but nowhere where they can be seen. Replaced, never changed. */
  get unseen(): ReadonlySet<string> {
    return this.#unseen;
  }

  /**
   * Tells whether a picture can be seen.
   *
   * @param viewer who shows it
   * @param id whose it is; empty when nobody is shown any more
   * @param seen whether it can be seen
   */
  note(viewer: object, id: string, seen: boolean): void {
    const before = this.#viewers.get(viewer);
    if (id === (before?.id ?? '') && seen === (before?.seen ?? seen)) return;
    if (id) this.#viewers.set(viewer, { id, seen });
    else this.#viewers.delete(viewer);
    const all = [...this.#viewers.values()];
    const seenIds = new Set(all.filter((each) => each.seen).map((each) => each.id));
    const unseen = new Set(all.map((each) => each.id).filter((each) => !seenIds.has(each)));
    if (unseen.size === this.#unseen.size && [...unseen].every((each) => this.#unseen.has(each))) return;
    this.#unseen = unseen;
    this.#listeners.tell();
  }

  /**
   * Calls `listener` after each change of {@link unseen}.
   *
   * @param listener called without arguments
   * @returns ends it
   */
  subscribe(listener: () => void): Unsubscribe {
    return this.#listeners.add(listener);
  }
}
