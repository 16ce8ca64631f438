import type { TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { icons } from '../styles/icons.js';

/** The offer to try camera and microphone, in place of the picture. The browser asks for permission only after `accept`. */
export function renderPreviewPrompt(words: Localize, accept: () => void): TemplateResult {
  return html`<slot name="preview"
    ><div class="picture" part="preview">
      <div class="frame offer">
        <p class="muted">${words.term('previewIntro')}</p>
        <button type="button" part="button try-devices" data-try @click=${accept}>
          ${icons.camera}${words.term('tryDevices')}
        </button>
      </div>
    </div></slot
  >`;
}
