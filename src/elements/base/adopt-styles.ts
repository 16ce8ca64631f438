import type { CSSResult } from 'lit';

/** A constructed style sheet works only in the document that it was made in. */
const sheets = new WeakMap<Window, Map<CSSResult, CSSStyleSheet>>();

/** Adds styles to those of a root. Others may have added theirs: an element and the panels in its root do. */
export function adoptStyles(root: DocumentOrShadowRoot, styles: readonly CSSResult[], view: Window): void {
  const made = sheets.get(view) ?? sheets.set(view, new Map()).get(view)!;
  for (const css of styles) {
    let sheet = view === window ? css.styleSheet! : made.get(css);
    if (!sheet) {
      sheet = new (view as typeof globalThis & Window).CSSStyleSheet();
      sheet.replaceSync(css.cssText);
      made.set(css, sheet);
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }
}
