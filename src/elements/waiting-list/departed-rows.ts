import type { Decision, WaitingEntry } from '../../core/call-state.js';
import { eventTime } from './event-clock.js';
import type { RowLabel } from './row-labels.js';

/** How long the row of a person who left keeps its place. */
const DEPARTED_ROW_MS = 1000;

/** Rows that leave within this time go together. */
const TOGETHER_MS = 100;

/** A row of the list. */
export interface ListRow {
  readonly entry: WaitingEntry;
  readonly label: RowLabel;
  /** For a person who left: when the row goes, by {@link eventTime}, and the decision that had no outcome yet. */
  readonly departed?: { readonly until: number; readonly decision: Decision | undefined };
}

/** Keeps the rows of people who left for a moment, so that no other row moves under the pointer. */
export class DepartedRows {
  readonly #decisionOf: (id: string) => Decision | undefined;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when a row is due to go. */
  constructor(decisionOf: (id: string) => Decision | undefined, changed: () => void) {
    this.#decisionOf = decisionOf;
    this.#changed = changed;
  }

  /** Puts the rows of people who left between the rows to render, each where it was. */
  merge(rows: readonly ListRow[], rendered: readonly ListRow[], waiting: readonly WaitingEntry[]): readonly ListRow[] {
    const shown = new Set(rows.map(({ entry }) => entry.id));
    if (rendered.every(({ entry }) => shown.has(entry.id))) return rows;
    const listed = new Set(waiting.map(({ id }) => id));
    const now = eventTime();
    const until = Math.ceil((now + DEPARTED_ROW_MS) / TOGETHER_MS) * TOGETHER_MS;
    const merged = [...rows];
    let place = 0;
    for (const row of rendered) {
      const { id, status, decision } = row.entry;
      if (!shown.has(id)) {
        if (listed.has(id)) continue;
        const departed = row.departed ?? { until, decision: status === 'deciding' ? decision : this.#decisionOf(id) };
        if (departed.until <= now) continue;
        merged.splice(place, 0, { ...row, departed });
      }
      place += 1;
    }
    return merged;
  }

  /** To be called when rows have been rendered. */
  update(rows: readonly ListRow[]): void {
    this.stop();
    const next = Math.min(...rows.map(({ departed }) => departed?.until ?? Infinity));
    if (next < Infinity) this.#timer = setTimeout(this.#changed, next - eventTime());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
