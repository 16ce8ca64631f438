import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot } from '../../core/call-state.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import type { ListRow } from './departed-rows.js';
import { outcomeOf, renderRow, type RowList } from './row.js';

/** How long a row is marked as new. */
const NEW_ROW_MS = 1000;

/** More rows come and go without motion: most of them are out of view, and each motion takes frames of its own. */
const MAX_MOVING_ROWS = 9;

interface Rows extends RowList {
  readonly rows: readonly ListRow[];
  readonly inCall: CallSnapshot['participants'];
  /** Whether rows come and go without motion. */
  readonly isStill: boolean;
  /** Whether more rows follow when the list is scrolled. */
  readonly hasMore: boolean;
}

/** Whether rows come and go without motion, given whether they did: a row that stood still does not begin to move later. */
export function staysStill(rows: readonly ListRow[], wasStill: boolean): boolean {
  return rows.length > MAX_MOVING_ROWS || (wasStill && rows.some((row) => row.departed !== undefined || isNew(row)));
}

function isNew({ entry }: ListRow): boolean {
  return Date.now() - entry.since.getTime() < NEW_ROW_MS;
}

/** The list itself. */
export function renderRows(words: Localize, list: Rows): TemplateResult {
  const { rows, inCall, isLong, isStill, hasMore } = list;
  return html`<ul part="list" role="list" class=${isLong ? 'long still' : isStill ? 'still' : ''}>
    ${repeat(
      rows,
      ({ entry }) => entry.id,
      (row) => {
        const { entry, label, departed } = row;
        const outcome = departed && outcomeOf(words, departed.decision, entry.id in inCall);
        return renderRow(words, list, { entry, label, outcome, isNew: !isStill && isNew(row) });
      },
    )}
    ${hasMore ? html`<li class="end" aria-hidden="true"></li>` : nothing}
  </ul>`;
}
