import { nothing, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { icons } from '../styles/icons.js';
import { renderPanel } from './panel.js';

export interface StatusCard {
  readonly heading: unknown;
  /** The level of the heading. */
  readonly level: number;
  readonly text?: unknown;
  /** The picture; `nothing` for none. Default: a frame without a picture. */
  readonly picture?: unknown;
  readonly actions: TemplateResult;
  /** Whether to show the animation of a wait. */
  readonly isPending?: boolean;
  /** Below the text. */
  readonly more?: unknown;
}

/** A card for a state between form and call. The live region announces its text. */
export function renderStatusCard(
  words: Localize,
  { heading, level, text = nothing, picture, actions, isPending = false, more = nothing }: StatusCard,
): TemplateResult {
  const pulse = isPending ? html`<div class="pulse" part="waiting" aria-hidden="true">${icons.door}</div>` : nothing;
  return renderPanel(
    words,
    picture ?? html`<div class="picture" part="preview"><div class="frame">${pulse}</div></div>`,
    html`${picture === nothing ? pulse : nothing}
      <div data-announce>
        <h2 id="heading" part="heading" tabindex="-1" aria-level=${level} data-focus>${heading}</h2>
        <p class="muted" part="text">${text}</p>
      </div>
      <div class="actions">${actions}</div>
      ${more}`,
  );
}

/** No picture where the page has put something of its own in its place, for example nothing. */
export function noPicture(host: Element): typeof nothing | undefined {
  return host.querySelector(':scope > [slot="preview"]') ? nothing : undefined;
}

/** The card while connecting. */
export function renderConnecting(
  words: Localize,
  { heading, cancel, ...card }: Omit<StatusCard, 'actions' | 'isPending'> & { cancel(): void },
): TemplateResult {
  return renderStatusCard(words, {
    ...card,
    heading: typeof heading === 'string' ? html`<slot name="connecting">${heading}</slot>` : heading,
    actions: html`<button type="button" class="quiet" part="button" @click=${cancel}>${words.term('cancel')}</button>`,
    isPending: true,
  });
}
