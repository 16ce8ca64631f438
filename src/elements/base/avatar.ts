import type { TemplateResult } from 'lit';
import { html } from './html.js';
import { hue, initials } from './initials.js';
import type { Localize } from './localize.js';

/** A person's initials, for elements with the styles of an avatar. */
export function renderAvatar(name: string, words: Localize): TemplateResult {
  return html`<span class="avatar" part="avatar" aria-hidden="true" translate="no" .style=${`--_hue: ${hue(name)}`}
    >${initials(name, words.lang())}</span
  >`;
}
