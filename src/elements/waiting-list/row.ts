import { nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Decision, WaitingEntry } from '../../core/call-state.js';
import { renderAvatar } from '../base/avatar.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { numbered } from '../base/person-name.js';
import { callIcons } from '../styles/call-icons.js';
import { elapsed } from './elapsed.js';
import type { RowLabel } from './row-labels.js';

/** What is the same for all rows of a list. */
export interface RowList {
  /** Whether only a part of the list is rendered. */
  readonly isLong: boolean;
  /** Whether it is in the bar of a narrow room: one row, with Allow only. */
  readonly isBar: boolean;
  /** Whether the owner may decide. */
  readonly canAdmin: boolean;
  /** Whether the connection is lost, so that no decision can be sent. */
  readonly isStale: boolean;
  readonly decide: (decision: Decision, id: string, event: MouseEvent) => void;
  /** Opens the box to write to a person. Only with a channel. */
  readonly write: ((id: string, event: MouseEvent) => void) | undefined;
}

interface Row {
  readonly entry: WaitingEntry;
  readonly label: RowLabel;
  /** For a person who left: where they went. */
  readonly outcome: string | undefined;
  /** Whether the person has just come. */
  readonly isNew: boolean;
}

/** A person's row. Once they have left it only says so: assistive technology has heard it from the live region. */
export function renderRow(words: Localize, list: RowList, row: Row): unknown {
  const { entry, label, outcome, isNew } = row;
  const { isLong, isBar, canAdmin, isStale, write } = list;
  const duration = elapsed(entry.since, Date.now(), words.lang());
  // Most rows have not changed, or have only moved up.
  return guard(
    [entry, label, outcome, isNew, isLong, isBar, canAdmin, isStale, write, duration, words.translation, words.tag],
    () => renderPerson(words, list, row, duration),
  );
}

/** Where a person went who left. */
export function outcomeOf(words: Localize, decision: Decision | undefined, isInCall: boolean): string {
  if (isInCall) return words.term('wasLetIn');
  if (!decision) return words.term('hasGone');
  return words.term(decision === 'reject' ? 'wasDenied' : 'admitting');
}

function renderPerson(words: Localize, list: RowList, row: Row, duration: string | undefined): TemplateResult {
  const { entry, label, outcome, isNew } = row;
  const since = duration ? words.term('waitingFor', duration) : words.term('justKnocked');
  const { name, note, isNamed, number } = label;
  const hasLeft = outcome !== undefined;
  const status = outcome ?? progress(words, entry);
  // The rows of a long list are its first ones, so browsers can tell their positions.
  // A status replaces the time, which stays invisibly, so that the row keeps its height.
  return html`<li
    class=${hasLeft ? 'departed' : isNew ? 'new' : ''}
    part="row"
    tabindex=${hasLeft ? nothing : -1}
    aria-label=${hasLeft ? nothing : label.label}
    aria-hidden=${hasLeft || nothing}
    aria-busy=${hasLeft ? nothing : isDeciding(entry)}
    aria-setsize=${list.isLong ? -1 : nothing}
    data-status=${hasLeft ? 'gone' : entry.status}
  >
    ${renderAvatar(name, words)}
    <span class="who">
      <span class="name">
        <bdi part="name" lang=${isNamed ? words.tag : nothing} translate=${isNamed ? 'no' : nothing}>${name}</bdi>
        ${number === undefined ? nothing : html`<span class="number" part="number">${words.term('duplicateNumber', words.number(number))}</span>`}
      </span>
      ${note ? html`<bdi class="note" part="note" lang=${words.tag}>${note}</bdi>` : nothing}
      <span class="since" part="since">${since}</span>
      ${status && html`<span class="since status" part="since">${status}</span>`}
    </span>
    ${list.canAdmin ? renderAnswers(words, list, entry, label) : nothing}
    ${entry.status === 'failed' ? html`<p class="failed" part="row-error" role="alert">${words.term('decisionFailed')}</p>` : nothing}
  </li>`;
}

function renderAnswers(words: Localize, list: RowList, entry: WaitingEntry, label: RowLabel): TemplateResult {
  const { isBar, isStale, decide, write } = list;
  const isBusy = isDeciding(entry) || isStale;
  const button = (isAllow: boolean): TemplateResult => {
    const answer = isAllow ? 'allow' : 'deny';
    return html`<button
      type="button"
      class=${isAllow ? 'allow primary' : 'deny'}
      part=${isAllow ? 'button allow primary' : 'button deny'}
      aria-label=${buttonLabel(words, label, answer)}
      aria-disabled=${isBusy}
      @click=${(event: MouseEvent) => {
        if (!isBusy) decide(isAllow ? 'admit' : 'reject', entry.id, event);
      }}
    >
      ${words.term(answer)}
    </button>`;
  };
  return html`<span class="answers">
    ${button(true)} ${isBar ? nothing : button(false)}
    ${write && renderWrite(buttonLabel(words, label, 'write'), (event) => write(entry.id, event))}
  </span>`;
}

/** Named by hidden text: beside `aria-label`, browsers read the tooltip as well. */
function renderWrite(label: string, open: (event: MouseEvent) => void): TemplateResult {
  return html`<button type="button" class="write" part="button write" title=${label} @click=${open}>
    ${callIcons.write}<span class="visually-hidden">${label}</span>
  </button>`;
}

/** The accessible name of a person's button. */
export function buttonLabel(
  words: Localize,
  { isNamed, number, label }: RowLabel,
  answer: 'allow' | 'deny' | 'write',
): string {
  return isNamed ? words.term(`${answer}Name`, label) : numbered(words, words.term(`${answer}NoName`), number);
}

function progress(words: Localize, entry: WaitingEntry): string | undefined {
  if (!isDeciding(entry)) return undefined;
  return entry.decision === 'admit' ? words.term('admitting') : words.term('rejecting');
}

function isDeciding({ status }: WaitingEntry): boolean {
  return status === 'deciding';
}
