import type { WaitingEntry } from '../../core/call-state.js';
import type { RowLabel } from './row-labels.js';

/** How long the row of a person who left keeps its place. */
const DEPARTED_ROW_MS = 1000;

/** A row of the list. */
export interface ListRow {
  readonly entry: WaitingEntry;
  readonly label: RowLabel;
  /** The person's index in the list. */
  readonly index: number;
  /** For a person who left: when the row goes, and the height that it had. */
  readonly departed?: { readonly until: number; readonly height: string };
}

/** Keeps the rows of people who left for a moment, so that no other row moves under the pointer. */
export class DepartedRows {
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when a row is due to go. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Puts the rows of people who left between the rows to render, at most `limit` of them, each where it was. */
  merge(
    rows: readonly ListRow[],
    rendered: { readonly rows: readonly ListRow[]; readonly elements: readonly HTMLElement[] },
    waiting: readonly WaitingEntry[],
    limit: number,
  ): readonly ListRow[] {
    const ids = new Set(rows.map(({ entry }) => entry.id));
    const now = performance.now();
    const departed: [place: number, row: ListRow][] = [];
    rendered.rows.forEach((row, place) => {
      const { id } = row.entry;
      if (departed.length === limit || ids.has(id) || waiting.some((entry) => entry.id === id)) return;
      const state = row.departed ?? { until: now + DEPARTED_ROW_MS, height: heightOf(rendered.elements[place]) };
      if (state.until > now) departed.push([place, { ...row, departed: state }]);
    });
    const merged = [...rows];
    for (const [place, row] of departed) merged.splice(place, 0, row);
    return merged;
  }

  /** To be called when rows have been rendered. Sets heights by script, since a page's CSP may forbid `style` attributes. */
  update(rows: readonly ListRow[], elements: readonly HTMLElement[]): void {
    this.stop();
    let next = Infinity;
    rows.forEach(({ departed }, place) => {
      if (!departed) return;
      elements[place]?.style.setProperty('min-block-size', departed.height);
      next = Math.min(next, departed.until);
    });
    if (next < Infinity) this.#timer = setTimeout(this.#changed, next - performance.now());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function heightOf(row: HTMLElement | undefined): string {
  return (row && row.ownerDocument.defaultView?.getComputedStyle(row).blockSize) ?? '';
}
