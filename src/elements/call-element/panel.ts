import type { TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

/**
 * The panel in all states before the call: the picture, and beside or below it `main`. Rendered from one place, so that the picture stays
 * where it is when the state changes.
 */
export function renderPanel(words: Localize, picture: unknown, main: TemplateResult): TemplateResult {
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    ${picture}
    <div class="main">${main}</div>
  </section>`;
}
