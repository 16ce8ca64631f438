import { nothing, type TemplateResult } from 'lit';
import type { NoticeCode } from '../../core/errors.js';
import { html } from '../../elements/base/html.js';
import { icons } from '../../elements/styles/icons.js';
import type { Localize } from '../../elements/base/localize.js';

/** The way out of a frame that forbids something. */
export interface WayOut {
  /** Whether the frame forbids tabs as well; found out by trying. */
  readonly isBlocked: boolean;
  /** Opens the page in a tab. */
  onOpen(event: Event): void;
}

/**
 * Why something cannot work here, and what to do. Not an error: nothing has been tried yet, or all goes on.
 *
 * @param code what to say
 * @param words the language
 * @param wayOut out of a frame
 */
export function renderNotice(code: NoticeCode, words: Localize, wayOut: WayOut): TemplateResult {
  return html`<div
    class="alert notice"
    part="notice"
    role="status"
    lang=${words.lang()}
    dir=${words.dir()}
    data-code=${code}
  >
    ${icons.alert}
    <p>
      <strong>${words.term(`notice: ${code}`)}</strong> ${words.term(`todo: ${code}`)}
      ${FRAMED.includes(code) ? renderWayOut(wayOut, words) : nothing}
    </p>
  </div>`;
}

/** What a frame may be the reason of. */
const FRAMED: readonly NoticeCode[] = ['opaque-origin', 'devices-forbidden'];

function renderWayOut({ isBlocked, onOpen }: WayOut, words: Localize): TemplateResult | typeof nothing {
  const { protocol, href } = location;
  // A tab that a sandboxed frame has opened may be sandboxed itself.
  const isTab = window === window.top;
  if (!protocol.startsWith('http') || (isTab && !window.opener)) return nothing;
  if (isBlocked || isTab) return html`${words.term('copyAddress')} <bdi dir="ltr">${href}</bdi>`;
  return html`<a href=${href} target="_blank" rel="noopener" @click=${onOpen}>${words.term('openApart')}</a>`;
}
