/** Ends what the call that gave it has begun. May be called more than once. */
export type Unsubscribe = () => void;

/** Those who want to be told of one thing. */
export class Listeners<Arguments extends unknown[] = []> {
  readonly #all = new Set<(...args: Arguments) => void>();

  /** @param listener told from now on */
  add(listener: (...args: Arguments) => void): Unsubscribe {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  /** Tells all who listen now, also if one of them ends it for others. */
  tell(...args: Arguments): void {
    for (const listener of [...this.#all]) listener(...args);
  }
}
