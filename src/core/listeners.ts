import type { Report } from './reports.js';
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
  notify(...args: Arguments): void {
    for (const listener of [...this.#all]) listener(...args);
  }
}

/** Whoever holds a call, and so may tell the page about it. */
export interface EventReporter {
  /** Of several holders the one of the highest rank speaks, the earliest among equals. */
  readonly rank: number;
  readonly report: Report;
}

/** All who hold one call: only one of them tells the page, so that it hears of everything once. */
export class EventReporters {
  #all: readonly EventReporter[] = [];

  /** @param holder who may be chosen to tell the page */
  add(holder: EventReporter): Unsubscribe {
    this.#all = [...this.#all, holder].sort((a, b) => b.rank - a.rank);
    return () => {
      this.#all = this.#all.filter((other) => other !== holder);
    };
  }

  /** Who speaks for the call now. */
  get active(): EventReporter | undefined {
    return this.#all[0];
  }
}
