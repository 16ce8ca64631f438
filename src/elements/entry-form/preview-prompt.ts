import type { TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

/**
 * The word about why, before the browser asks for anything, and the button after which it does.
 *
 * @param words the language
 * @param accept the visitor wants it
 */
export function renderPreviewPrompt(words: Localize, accept: () => void): TemplateResult {
  return html`<slot name="preview"
    ><section class="card offer" part="preview" lang=${words.lang()} dir=${words.dir()}>
      <p class="muted">${words.term('mirrorWhy')}</p>
      <button type="button" part="button try-devices" data-try @click=${accept}>${words.term('tryDevices')}</button>
    </section></slot
  >`;
}
