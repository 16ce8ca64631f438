import { nothing, type TemplateResult } from 'lit';
import type { NoticeCode } from '../../../core/notices.js';
import { html } from '../html.js';
import { icons } from '../icons.js';
import type { Localize } from '../localize.js';

/**
 * Why something cannot work here, and what to do. Not an error: nothing has been tried yet, or all goes on.
 *
 * @param code what to say
 * @param words the language
 */
export function renderNotice(code: NoticeCode, words: Localize): TemplateResult {
  return html`<div
    class="alert notice"
    part="notice"
    role="status"
    lang=${words.lang()}
    dir=${words.dir()}
    data-code=${code}
  >
    ${icons.alert}
    <p><strong>${words.term(`notice: ${code}`)}</strong> ${words.term(`todo: ${code}`)} ${renderWayOut(code, words)}</p>
  </div>`;
}

/** Out of an iframe that forbids something. */
function renderWayOut(code: NoticeCode, words: Localize): TemplateResult | typeof nothing {
  const { protocol, href } = location;
  if (code !== 'devices-forbidden' || window === window.top || !protocol.startsWith('http')) return nothing;
  return html`<a href=${href} target="_blank" rel="noopener">${words.term('openApart')}</a>`;
}
