import type { Reports } from '../../src/core/reports.js';
import type { DailyKnockEventMap } from '../../src/events.js';

/** Every event of the public contract. */
export const EVENT_NAMES = [
  'daily-joined',
  'daily-knock',
  'daily-before-admit',
  'daily-before-reject',
  'daily-admitted',
  'daily-rejected',
  'daily-withdrawn',
  'daily-before-eject',
  'daily-ejected',
  'daily-before-knock',
  'daily-waiting',
  'daily-unanswered',
  'daily-message',
  'daily-left',
  'daily-error',
  'daily-state-change',
] as const satisfies readonly (keyof Reports)[];

export type EventName = keyof DailyKnockEventMap;

export interface RecordedEvent<Name extends EventName = EventName> {
  readonly name: Name;
  readonly target: EventTarget | null;
  readonly detail: Reports[Name];
}

/** Records all events of the contract on a target, in order, until {@link restore}. */
export class EventLog {
  readonly entries: RecordedEvent[] = [];
  readonly #target: EventTarget;

  /** An element that is removed from the page needs to be the target itself. */
  constructor(target: EventTarget = document) {
    this.#target = target;
    for (const name of EVENT_NAMES) target.addEventListener(name, this.#record);
  }

  /** The event names without `daily-state-change`. */
  get events(): string[] {
    return this.entries.filter(({ name }) => name !== 'daily-state-change').map(({ name }) => name);
  }

  /** The event names, with state changes as `from → to`. */
  get eventsAndStates(): string[] {
    return this.entries.map(({ name, detail }) => {
      if (name !== 'daily-state-change') return name;
      const { from, to } = detail as Reports['daily-state-change'];
      return `${from} → ${to}`;
    });
  }

  details<Name extends EventName>(name: Name): Reports[Name][] {
    return this.entries
      .filter((entry): entry is RecordedEvent<Name> => entry.name === name)
      .map(({ detail }) => detail);
  }

  /** The codes of all `daily-error` events. */
  get errorCodes(): string[] {
    return this.details('daily-error').map(({ error }) => error.code);
  }

  /** Whether there are events, all fired by this element. A failed comparison of elements would print the whole page. */
  isAllBy(element: EventTarget): boolean {
    return this.entries.length > 0 && this.entries.every(({ target }) => target === element);
  }

  clear(): void {
    this.entries.length = 0;
  }

  restore(): void {
    for (const name of EVENT_NAMES) this.#target.removeEventListener(name, this.#record);
  }

  readonly #record = (event: Event): void => {
    const { type, detail, target } = event as CustomEvent<Reports[EventName]>;
    this.entries.push({ name: type as EventName, target, detail });
  };
}
