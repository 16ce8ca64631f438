import type { Report, Reports } from './core/reports.js';

/** The events whose default action a page can prevent. */
const CANCELABLE: ReadonlySet<keyof Reports> = new Set<keyof Reports>([
  'daily-before-admit',
  'daily-before-reject',
  'daily-before-knock',
]);

/** Every event that the elements fire. */
export type DailyKnockEventMap = { [Name in keyof Reports]: CustomEvent<Reports[Name]> };

declare global {
  interface HTMLElementEventMap extends DailyKnockEventMap {}
  // They cross shadow roots and bubble up to the window.
  interface ShadowRootEventMap extends DailyKnockEventMap {}
  interface DocumentEventMap extends DailyKnockEventMap {}
  interface WindowEventMap extends DailyKnockEventMap {}
}

/**
 * Makes reports DOM events of an element: they bubble and cross shadow roots, so that one listener on the document
 * hears everything.
 *
 * @param target the element that holds the call
 */
export function reportOn(target: EventTarget): Report {
  return (name, detail) =>
    target.dispatchEvent(
      new CustomEvent(name, { bubbles: true, composed: true, cancelable: CANCELABLE.has(name), detail }),
    );
}
