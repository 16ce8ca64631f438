import type { CSSResult } from 'lit';

/** Creates a style sheet for a window. A constructed style sheet works only in the document that it was made in. */
export function styleSheetFor(css: CSSResult, view: Window): CSSStyleSheet {
  if (view === window) return css.styleSheet!;
  const sheet = new (view as typeof globalThis & Window).CSSStyleSheet();
  sheet.replaceSync(css.cssText);
  return sheet;
}
