import { nothing, type TemplateResult } from 'lit';
import type { NoticeCode } from '../../core/errors.js';
import { html } from '../../elements/base/html.js';
import type { Localize } from '../../elements/base/localize.js';
import { icons } from '../../elements/styles/icons.js';

/** The link that opens the page in a tab, outside of a frame with restrictions. */
export interface TabLink {
  /** Whether the frame has blocked a new tab. */
  readonly isBlocked: boolean;
  onOpen(event: Event): void;
}

/** Renders why something cannot work here, and what to do. Not an error: nothing has failed yet. */
export function renderNotice(code: NoticeCode, words: Localize, tabLink: TabLink): TemplateResult {
  return html`<div class="alert notice" part="notice" role="status" data-code=${code}>
    ${icons.alert}
    <p>
      <strong>${words.term(`notice: ${code}`)}</strong> ${words.term(`todo: ${code}`)}
      ${FRAMED.includes(code) ? renderTabLink(tabLink, words) : nothing}
    </p>
  </div>`;
}

/** The notices that a frame may cause. */
const FRAMED: readonly NoticeCode[] = ['opaque-origin', 'devices-forbidden'];

function renderTabLink({ isBlocked, onOpen }: TabLink, words: Localize): TemplateResult | typeof nothing {
  const { protocol, href } = location;
  // A tab opened by a sandboxed frame may inherit the sandbox.
  const isTab = window === window.top;
  if (!protocol.startsWith('http') || (isTab && !window.opener)) return nothing;
  if (isBlocked || isTab) return html`${words.term('copyAddress')} <bdi dir="ltr">${href}</bdi>`;
  return html`<a href=${href} target="_blank" rel="noopener" @click=${onOpen}>${words.term('openApart')}</a>`;
}
