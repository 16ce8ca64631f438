import type { Report } from './reports.js';

/** Removes what was added. May be called more than once. */
export type Unsubscribe = () => void;

/** For a listener that has nothing to do, and where there is nothing to undo yet. */
export function noop(): void {}

/** A set of listeners. */
export class Listeners<Arguments extends unknown[] = []> {
  readonly #all = new Set<(...args: Arguments) => void>();

  add(listener: (...args: Arguments) => void): Unsubscribe {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  /** Calls all current listeners, even if one of them removes others. */
  notify(...args: Arguments): void {
    for (const listener of [...this.#all]) listener(...args);
  }
}

/** An element that can fire a call's events. */
export interface EventReporter {
  /** The highest rank is active; among equals, the earliest. */
  readonly rank: number;
  /** Whether it is in a document, where the page hears it. */
  isPresent(): boolean;
  readonly report: Report;
}

/** The reporters of one call. Only one is active, so that each event fires once. */
export class EventReporters {
  #all: readonly EventReporter[] = [];

  add(reporter: EventReporter): Unsubscribe {
    this.#all = [...this.#all, reporter].sort((a, b) => b.rank - a.rank);
    return () => {
      this.#all = this.#all.filter((other) => other !== reporter);
    };
  }

  get active(): EventReporter | undefined {
    return this.#all.find((reporter) => reporter.isPresent()) ?? this.#all[0];
  }
}
