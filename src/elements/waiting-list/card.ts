import { nothing, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';

interface Card {
  /** The level of the heading. */
  readonly level: number;
  /** The number of people who wait. */
  readonly count: number;
  /** In a sheet: the button that closes it. */
  readonly close?: TemplateResult | undefined;
  /** The buttons for all people. */
  readonly all?: TemplateResult | typeof nothing;
  readonly list?: TemplateResult | undefined;
  /** The text of the empty list. */
  readonly empty?: string | undefined;
  /** The box to write to those who wait. */
  readonly messages?: TemplateResult | typeof nothing | undefined;
  /** The switch that lets everybody in. */
  readonly autoAdmit?: TemplateResult | typeof nothing;
}

/** The card with the list, or with the text of the empty list: people first, other actions below. */
export function renderCard(words: Localize, card: Card): TemplateResult {
  const { level, count, close, all = nothing, list, empty, messages, autoAdmit = nothing } = card;
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    <header>
      <div class="title">
        <h2 id="heading" part="heading" tabindex="-1" aria-level=${level}>
          <slot name="heading">${words.term('listHeading')}</slot>
        </h2>
        ${count === 0 ? nothing : renderCount(words, count)}
      </div>
      ${close} ${all}
    </header>
    ${list} ${empty && html`<p class="empty" part="empty"><slot name="empty">${empty}</slot></p>`}
    <footer>${messages}<slot name="foot"></slot>${autoAdmit}</footer>
  </section>`;
}

function renderCount(words: Localize, count: number): TemplateResult {
  return html`<p class="count" part="count">
    <span aria-hidden="true">${words.number(count)}</span
    ><span class="visually-hidden">${words.count('people', count)}</span>
  </p>`;
}

/** The switch that lets everybody in, with what it does: only for assistive technology if the empty list says the same. */
export function renderAutoAdmit(
  words: Localize,
  isOn: boolean,
  isTextHidden: boolean,
  onClick: (event: MouseEvent) => void,
): TemplateResult {
  return html`<div class="auto-admit">
    <button
      type="button"
      role="switch"
      class="quiet"
      part="auto-admit"
      aria-checked=${isOn}
      aria-describedby="auto-admit-text"
      @click=${onClick}
    >
      <span class="track" aria-hidden="true"></span>${words.term('autoAdmit')}
    </button>
    <p id="auto-admit-text" class=${isTextHidden ? 'visually-hidden' : ''} part="auto-admit-text">
      ${words.term(isOn ? 'autoAdmitOn' : 'autoAdmitOff')}
    </p>
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
