import { nothing, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

/** What is on the card beside the heading. */
export interface Card {
  /** The heading's level. */
  readonly level: number;
  /** How many wait, in words. */
  readonly count?: string;
  /** The buttons for all. */
  readonly all?: TemplateResult | typeof nothing;
  /** Those who wait. */
  readonly list?: TemplateResult | undefined;
  /** What is said while nobody does. */
  readonly empty?: string | undefined;
}

/**
 * The card with the list, or with what is said while it is empty.
 *
 * @param words the language
 * @param card what is on it
 */
export function renderCard(words: Localize, { level, count = '', all = nothing, list, empty }: Card): TemplateResult {
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    <header>
      <h2 id="heading" part="heading" tabindex="-1" aria-level=${level}>
        <slot name="heading">${words.term('listHeading')}</slot>
      </h2>
      <p class="count" part="count">${count}</p>
      ${all}
    </header>
    ${list} ${empty && html`<p class="empty" part="empty"><slot name="empty">${empty}</slot></p>`}
  </section>`;
}
