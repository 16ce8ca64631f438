import type { CSSResult } from 'lit';

/**
 * A style sheet for a document: a constructed one works in the document that it was made in, and in no other.
 *
 * @param css what is in it
 * @param view the document's window
 */
export function styleSheetFor(css: CSSResult, view: Window): CSSStyleSheet {
  if (view === window) return css.styleSheet!;
  const sheet = new (view as typeof globalThis & Window).CSSStyleSheet();
  sheet.replaceSync(css.cssText);
  return sheet;
}
