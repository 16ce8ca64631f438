import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Decision, WaitingEntry } from '../../core/call-state.js';
import { elapsed } from './elapsed.js';
import { html } from '../base/html.js';
import { initials } from '../base/initials.js';
import type { Localize } from '../base/localize.js';
import type { Called } from './roster.js';

/** So long somebody counts as having just come, which is to be seen. Milliseconds. */
const JUST = 1000;

/** One person at the door. */
export interface Row {
  readonly entry: WaitingEntry;
  readonly called: Called;
  /** Their place, counted from 1, in a list of which only a part is drawn. */
  readonly place: number | undefined;
  /** Whether there are buttons. */
  readonly canAdmin: boolean;
  /** Whether the connection is lost, so that nobody can be answered. */
  readonly isStale: boolean;
  /** One of them has been pressed. */
  readonly decide: (decision: Decision, id: string, event: MouseEvent) => void;
}

/**
 * The row of one person.
 *
 * @param words the language
 * @param row who it is
 */
export function renderRow(words: Localize, row: Row): TemplateResult {
  const { entry, called, place, canAdmin, isStale } = row;
  const isInPart = place !== undefined;
  const duration = elapsed(entry.since, Date.now(), words.lang());
  // Most rows are as they were, or have only moved up: what is in them is not even compared.
  const content = guard(
    [entry, canAdmin, isStale, called.name, called.number, called.label, duration, words.lang(), words.tag],
    () => renderPerson(words, row, duration),
  );
  // Whoever moves up into the part that is drawn has not just come.
  const isNew = !isInPart && Date.now() - entry.since.getTime() < JUST;
  return html`<li
    class=${isNew ? 'new' : ''}
    part="row"
    aria-busy=${isDeciding(entry)}
    aria-setsize=${isInPart ? -1 : nothing}
    aria-posinset=${place ?? nothing}
    data-status=${entry.status}
  >
    ${content}
  </li>`;
}

function renderPerson(words: Localize, row: Row, duration: string | undefined): TemplateResult {
  const { entry, canAdmin } = row;
  const { name, number } = row.called;
  return html`<span class="avatar" part="avatar" aria-hidden="true" translate="no"
      >${initials(name, words.lang())}</span
    >
    <span class="who">
      <span class="name">
        <bdi
          part="name"
          lang=${name === words.term('noName') ? nothing : words.tag}
          translate=${name === words.term('noName') ? nothing : 'no'}
          >${name}</bdi
        >
        ${number === undefined ? nothing : html`<span class="number" part="number">${words.term('namesake', words.number(number))}</span>`}
      </span>
      <span class="since" part="since"
        >${progress(words, entry) ?? (duration ? words.term('waitingFor', duration) : words.term('justKnocked'))}</span
      >
    </span>
    ${canAdmin ? renderAnswers(words, row) : nothing}
    ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${words.term('decisionFailed')}</p>` : nothing}`;
}

function renderAnswers(words: Localize, { entry, called: { label }, isStale, decide }: Row): TemplateResult {
  const busy = isDeciding(entry) || isStale;
  const press =
    (decision: Decision) =>
    (event: MouseEvent): void => {
      if (!busy) decide(decision, entry.id, event);
    };
  return html`<span class="answers">
    <button
      type="button"
      class="allow primary"
      part="button allow"
      aria-label=${words.term('allowName', label)}
      aria-disabled=${busy}
      @click=${press('admit')}
    >
      ${words.term('allow')}
    </button>
    <button
      type="button"
      class="deny"
      part="button deny"
      aria-label=${words.term('denyName', label)}
      aria-disabled=${busy}
      @click=${press('reject')}
    >
      ${words.term('deny')}
    </button>
  </span>`;
}

function progress(words: Localize, entry: WaitingEntry): string | undefined {
  if (!isDeciding(entry)) return undefined;
  return entry.decision === 'admit' ? words.term('admitting') : words.term('rejecting');
}

function isDeciding({ status }: WaitingEntry): boolean {
  return status === 'deciding';
}
