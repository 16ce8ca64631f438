import { nothing, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

interface Card {
  /** The level of the heading. */
  readonly level: number;
  /** The switch that lets everybody in. */
  readonly autoAdmit?: TemplateResult | typeof nothing;
  /** How many people wait, in words. */
  readonly count?: string;
  /** The buttons for all people. */
  readonly all?: TemplateResult | typeof nothing;
  /** The box to write to those who wait. */
  readonly messages?: TemplateResult | typeof nothing | undefined;
  readonly list?: TemplateResult | undefined;
  /** The text of the empty list. */
  readonly empty?: string | undefined;
}

/** The card with the list, or with the text of the empty list. */
export function renderCard(words: Localize, card: Card): TemplateResult {
  const { level, autoAdmit, count = '', all = nothing, messages, list, empty } = card;
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    <header>
      <h2 id="heading" part="heading" tabindex="-1" aria-level=${level}>
        <slot name="heading">${words.term('listHeading')}</slot>
      </h2>
      ${autoAdmit}
      <p class="count" part="count">${count}</p>
      ${all} ${messages}
    </header>
    ${list} ${empty && html`<p class="empty" part="empty"><slot name="empty">${empty}</slot></p>`}
  </section>`;
}

/** The switch that lets everybody in, with what it does. */
export function renderAutoAdmit(words: Localize, isOn: boolean, onClick: (event: MouseEvent) => void): TemplateResult {
  return html`<div class="auto-admit">
    <button
      type="button"
      role="switch"
      part="auto-admit"
      aria-checked=${isOn}
      aria-describedby="auto-admit-text"
      @click=${onClick}
    >
      <span class="track" aria-hidden="true"></span>${words.term('autoAdmit')}
    </button>
    <p id="auto-admit-text" part="auto-admit-text">${words.term(isOn ? 'autoAdmitOn' : 'autoAdmitOff')}</p>
  </div>`;
}

/** The search field of a long list. */
export function renderSearch(words: Localize, hasNoMatch: boolean, onInput: () => void): TemplateResult {
  return html`<div class="field" part="field">
    <label for="search" part="label">${words.term('findPerson')}</label>
    <input
      id="search"
      part="input search"
      type="search"
      autocomplete="off"
      spellcheck="false"
      dir="auto"
      @input=${onInput}
    />
    ${hasNoMatch ? html`<p class="empty" part="empty">${words.term('nobodyFound')}</p>` : nothing}
  </div>`;
}
