import type { Reports } from '../../src/core/reports.js';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { EVENT_NAMES, type EventName } from '../support/event-log.js';
import type { GuestChecker } from './guest-checker.js';
import type { OwnerChecker } from './owner-checker.js';

/** An event of the public contract, and whether the page prevented it. */
export type ActorEvent = {
  [Name in EventName]: { readonly name: Name; readonly detail: Reports[Name]; readonly vetoed: boolean };
}[EventName];

/** Checks the events of one element. */
export interface Checker {
  /** Whether the visitor or the page has ended the attempt or call. */
  wantsToLeave: boolean;
  onEvent(event: ActorEvent): void;
}

/** An owner or guest with an element in the page. */
export class Actor<CallElement extends DailyOwnerRoom | DailyKnockForm, Its extends Checker> {
  readonly name: string;
  readonly element: CallElement;
  readonly checker: Its;
  /** Whether the page prevents `daily-before-…` events. */
  vetoes = false;

  constructor(name: string, element: CallElement, checker: Its, log: (line: string) => void) {
    this.name = name;
    this.element = element;
    this.checker = checker;
    const listener = (event: Event): void => {
      // On the element, not the document, to receive events after its removal.
      if (event.target !== element) return;
      if (this.vetoes && event.cancelable) event.preventDefault();
      const { type, detail, defaultPrevented: vetoed } = event as CustomEvent<unknown>;
      log(`${name}: ${type} ${brief(detail)}${vetoed ? ' (vetoed)' : ''}`);
      checker.onEvent({ name: type, detail, vetoed } as ActorEvent);
    };
    for (const event of EVENT_NAMES) element.addEventListener(event, listener);
  }
}

export type Owner = Actor<DailyOwnerRoom, OwnerChecker>;
export type Guest = Actor<DailyKnockForm, GuestChecker>;
export type AnyActor = Owner | Guest;

function brief(detail: unknown): string {
  return JSON.stringify(detail, (key, value: unknown) => {
    if (key === 'since' || key === 'roomUrl') return undefined;
    return value instanceof Error ? (value as Error & { code?: string }).code : value;
  });
}
