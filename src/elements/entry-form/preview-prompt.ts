import type { TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

/** The offer to try camera and microphone. The browser asks for permission only after `accept`. */
export function renderPreviewPrompt(words: Localize, accept: () => void): TemplateResult {
  return html`<slot name="preview"
    ><section class="card offer" part="preview" lang=${words.lang()} dir=${words.dir()}>
      <p class="muted">${words.term('previewIntro')}</p>
      <button type="button" part="button try-devices" data-try @click=${accept}>${words.term('tryDevices')}</button>
    </section></slot
  >`;
}
