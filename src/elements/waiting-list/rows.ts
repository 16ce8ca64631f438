import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSnapshot, Decision } from '../../core/call-state.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import type { ListRow } from './departed-rows.js';
import { outcomeOf, renderRow } from './row.js';

/** How long a row is marked as new. */
const NEW_ROW_MS = 1000;

/** More rows come and go without motion: most of them are out of view, and each motion takes frames of its own. */
const MAX_MOVING_ROWS = 9;

interface Rows {
  readonly rows: readonly ListRow[];
  readonly inCall: CallSnapshot['participants'];
  /** Whether only a part of a long list is rendered. */
  readonly isLong: boolean;
  /** Whether rows come and go without motion. */
  readonly isStill: boolean;
  /** Whether more rows follow when the list is scrolled. */
  readonly hasMore: boolean;
  /** Whether it is in the bar of a narrow room: one row, with Allow only. */
  readonly isBar: boolean;
  readonly canAdmin: boolean;
  readonly isStale: boolean;
  readonly decide: (decision: Decision, id: string, event: MouseEvent) => void;
  readonly write: ((id: string, event: MouseEvent) => void) | undefined;
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
  const { rows, inCall, isLong, isStill, hasMore, isBar, canAdmin, isStale, decide, write } = list;
  return html`<ul part="list" role="list" class=${isLong ? 'long still' : isStill ? 'still' : ''}>
    ${repeat(
      rows,
      ({ entry }) => entry.id,
      (row) => {
        const { entry, label, departed } = row;
        return renderRow(words, {
          entry,
          label,
          outcome: departed && outcomeOf(words, departed.decision, entry.id in inCall),
          isPartial: isLong,
          isNew: !isStill && isNew(row),
          canAdmin,
          isStale,
          decide,
          write,
          isBar,
        });
      },
    )}
    ${hasMore ? html`<li class="end" aria-hidden="true"></li>` : nothing}
  </ul>`;
}
