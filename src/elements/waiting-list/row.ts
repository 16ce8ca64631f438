import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Decision, WaitingEntry } from '../../core/call-state.js';
import { elapsed } from './elapsed.js';
import { html } from '../base/html.js';
import { initials } from '../base/initials.js';
import type { Localize } from '../base/localize.js';
import type { RowLabel } from './row-labels.js';

/** Whose row it is. */
interface Person {
  readonly entry: WaitingEntry;
  readonly called: RowLabel;
}

/** One person at the door. */
export interface Row extends Person {
  /** Their place, counted from 1, in a list of which only a part is drawn. */
  readonly place: number | undefined;
  /** Whether they have just come, which is to be seen. */
  readonly isNew: boolean;
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
  const { entry, called, place, isNew, canAdmin, isStale } = row;
  const isInPart = place !== undefined;
  const duration = elapsed(entry.since, Date.now(), words.lang());
  // Most rows are as they were, or have only moved up: what is in them is not even compared.
  const content = guard(
    [entry, canAdmin, isStale, called.name, called.number, called.label, duration, words.lang(), words.tag],
    () => renderPerson(words, row, duration),
  );
  return html`<li
    class=${isNew ? 'new' : ''}
    part="row"
    tabindex="-1"
    aria-label=${called.label}
    aria-busy=${isDeciding(entry)}
    aria-setsize=${isInPart ? -1 : nothing}
    aria-posinset=${place ?? nothing}
    data-status=${entry.status}
  >
    ${content}
  </li>`;
}

/**
 * The row of somebody who waits no longer: it keeps the place for a moment. What it says is announced elsewhere.
 *
 * @param words the language
 * @param person who it was
 * @param isInCall whether they are in the call now
 */
export function renderGone(words: Localize, { entry, called }: Person, isInCall: boolean): TemplateResult {
  const { status, decision } = entry;
  const outcome = status !== 'deciding' ? 'hasGone' : decision === 'reject' ? 'wasDenied' : 'admitting';
  return html`<li class="gone" part="row" aria-hidden="true" data-status="gone">
    ${renderWho(words, called, words.term(isInCall ? 'wasLetIn' : outcome))}
  </li>`;
}

function renderPerson(words: Localize, row: Row, duration: string | undefined): TemplateResult {
  const { entry, canAdmin, called } = row;
  const since = progress(words, entry) ?? (duration ? words.term('waitingFor', duration) : words.term('justKnocked'));
  return html`${renderWho(words, called, since)} ${canAdmin ? renderAnswers(words, row) : nothing}
  ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${words.term('decisionFailed')}</p>` : nothing}`;
}

function renderWho(words: Localize, { name, number }: RowLabel, since: string): TemplateResult {
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
      <span class="since" part="since">${since}</span>
    </span>`;
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
