import { nothing, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { icons } from '../styles/icons.js';

/** A card on the way into a call. */
export interface StatusCard {
  readonly heading: unknown;
  /** The heading's level. */
  readonly level: number;
  readonly text?: unknown;
  /** One's own picture. */
  readonly self?: unknown;
  readonly actions: TemplateResult;
  /** Whether something goes on by itself. */
  readonly isPending?: boolean;
  /** What stands below. */
  readonly more?: unknown;
}

/**
 * A card that says where the visitor is on the way in. What it says is announced as well, so that what happens by itself is heard.
 *
 * @param words the language
 * @param card what it says, and what can be done
 */
export function renderStatusCard(
  words: Localize,
  { heading, level, text = nothing, self = nothing, actions, isPending = false, more = nothing }: StatusCard,
): TemplateResult {
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    ${isPending && self === nothing ? html`<div class="pulse" part="waiting" aria-hidden="true">${icons.door}</div>` : nothing}
    ${self}
    <div data-said>
      <h2 id="heading" part="heading" tabindex="-1" aria-level=${level} data-focus>${heading}</h2>
      <p class="muted" part="text">${text}</p>
    </div>
    <div class="actions">${actions}</div>
    ${more}
  </section>`;
}

/**
 * The card while the call is being entered.
 *
 * @param words the language
 * @param card its heading and level, and what cancels
 */
export function renderConnecting(
  words: Localize,
  { heading, cancel, ...card }: Omit<StatusCard, 'actions' | 'isPending'> & { cancel(): void },
): TemplateResult {
  return renderStatusCard(words, {
    ...card,
    heading: typeof heading === 'string' ? html`<slot name="connecting">${heading}</slot>` : heading,
    actions: html`<button type="button" part="button" @click=${cancel}>${words.term('cancel')}</button>`,
    isPending: true,
  });
}
