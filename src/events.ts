import type { Report, Reports } from './core/reports.js';

/** Every event that the elements fire. */
export type DailyKnockEventMap = { [Name in keyof Reports]: CustomEvent<Reports[Name]> };

declare global {
  interface HTMLElementEventMap extends DailyKnockEventMap {}
  // The events are composed and bubble up to the window.
  interface ShadowRootEventMap extends DailyKnockEventMap {}
  interface DocumentEventMap extends DailyKnockEventMap {}
  interface WindowEventMap extends DailyKnockEventMap {}
}

/** Returns a function that dispatches events on an element. They are composed and bubble, so that one listener on the document gets all. */
export function reportOn(target: EventTarget): Report {
  return (name, detail) =>
    target.dispatchEvent(
      // `preventDefault()` on such an event stops the action that follows it.
      new CustomEvent(name, { bubbles: true, composed: true, cancelable: name.startsWith('daily-before-'), detail }),
    );
}
