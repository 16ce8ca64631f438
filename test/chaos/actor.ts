import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { Reports } from '../../src/core/reports.js';
import { EVENT_NAMES, type EventName } from '../support/event-log.js';
import type { GuestStory } from './guest-story.js';
import type { OwnerStory } from './owner-story.js';

/** An event as a story hears it. */
export type Heard = {
  [Name in EventName]: { readonly name: Name; readonly detail: Reports[Name]; readonly vetoed: boolean };
}[EventName];

/** Follows what one element tells, and says what is wrong with it. */
export interface Story {
  /** Whether somebody has wished for an end since it began. */
  wantsOut: boolean;
  hear(event: Heard): void;
}

/** Somebody with an element in the page. */
export class Actor<Root extends DailyOwnerRoom | DailyKnockForm, Its extends Story> {
  readonly name: string;
  readonly element: Root;
  readonly story: Its;
  /** Whether this page prevents what it is asked about. */
  vetoes = false;

  /**
   * @param name who
   * @param element their element
   * @param story what follows its events
   * @param log told each event in words
   */
  constructor(name: string, element: Root, story: Its, log: (line: string) => void) {
    this.name = name;
    this.element = element;
    this.story = story;
    const hear = (event: Event): void => {
      // Not on the document: what an element tells after its removal counts as well.
      if (event.target !== element) return;
      if (this.vetoes && event.cancelable) event.preventDefault();
      const { type, detail, defaultPrevented: vetoed } = event as CustomEvent<unknown>;
      log(`${name}: ${type} ${brief(detail)}${vetoed ? ' (vetoed)' : ''}`);
      story.hear({ name: type, detail, vetoed } as Heard);
    };
    for (const event of EVENT_NAMES) element.addEventListener(event, hear);
  }
}

export type Owner = Actor<DailyOwnerRoom, OwnerStory>;
export type Guest = Actor<DailyKnockForm, GuestStory>;
export type Anybody = Owner | Guest;

function brief(detail: unknown): string {
  return JSON.stringify(detail, (key, value: unknown) => {
    if (key === 'since' || key === 'roomUrl') return undefined;
    return value instanceof Error ? (value as Error & { code?: string }).code : value;
  });
}
