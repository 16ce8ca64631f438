import type { Unsubscribe } from './listeners.js';
import type { Report } from './reports.js';

/** Whoever holds a call, and so may tell the page about it. */
export interface Holder {
  /** Of several holders the one of the highest rank speaks, the earliest among equals. */
  readonly rank: number;
  readonly report: Report;
}

/** All who hold one call: only one of them tells the page, so that it hears of everything once. */
export class Holders {
  #all: readonly Holder[] = [];

  /** @param holder who may be chosen to tell the page */
  add(holder: Holder): Unsubscribe {
    this.#all = [...this.#all, holder].sort((a, b) => b.rank - a.rank);
    return () => {
      this.#all = this.#all.filter((other) => other !== holder);
    };
  }

  /** Who speaks for the call now. */
  get speaker(): Holder | undefined {
    return this.#all[0];
  }
}
