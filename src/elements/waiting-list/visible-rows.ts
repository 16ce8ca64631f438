import { windowOf } from '../../context/document.js';
import type { RowLabels } from './row-labels.js';

/** How many rows are rendered at first, and added whenever the last of them comes near the visible part. */
const ROWS = 50;

/** How near that is. CSS pixels. */
const NEAR = 800;

/** `rootMargin` works in the page, `scrollMargin` in an iframe. */
const MARGINS = { rootMargin: `${NEAR}px 0px`, scrollMargin: `${NEAR}px 0px` };

/** Limits a long list to the rows down to a little below the visible part, and to the matches of a search. */
export class VisibleRows {
  #rows = ROWS;
  #search = '';
  readonly #changed: () => void;
  #observer: IntersectionObserver | undefined;
  #end: Element | undefined;
  /** How many rows were rendered when the observer began. */
  #watchedRows = 0;

  /** `changed` is called when more rows are to be rendered. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The text in the search field. */
  get search(): string {
    return this.#search;
  }

  get isSearch(): boolean {
    return comparable(this.#search) !== '';
  }

  /** Returns whether the text has changed. */
  setSearch(text: string): boolean {
    if (text === this.#search) return false;
    this.#search = text;
    this.#rows = ROWS;
    return true;
  }

  reset(): void {
    this.#rows = ROWS;
    this.#search = '';
  }

  /** Whether a list of `count` people needs a search field. It keeps the field while there is text in it. */
  isLong(count: number): boolean {
    return count > ROWS || this.#search !== '';
  }

  /** How many rows are rendered at most. */
  get rows(): number {
    return this.#rows;
  }

  /** The indices of the matches, in order; `undefined` without a search. */
  find(people: Pick<RowLabels, 'length' | 'text'>): readonly number[] | undefined {
    if (!this.isSearch) return undefined;
    const search = comparable(this.#search);
    return [...Array(people.length).keys()].filter((index) => comparable(people.text(index)).includes(search));
  }

  /** Measured, since WebKit's observer does not take the scrolling of the list into account. */
  #isNear(): boolean {
    const list = this.#end?.parentElement;
    const view = list && windowOf(list.ownerDocument);
    if (!this.#end || !view) return false;
    const bottom = Math.min(list.getBoundingClientRect().bottom, view.innerHeight);
    return this.#end.getBoundingClientRect().top <= bottom + NEAR;
  }

  /** Watches the element at the end of the rendered rows; `undefined` when all rows are rendered. */
  watch(end: Element | undefined): void {
    if (end === this.#end && this.#rows === this.#watchedRows) return;
    // Observed anew after each growth: the observer reports an end that is still near once more.
    this.#observer?.disconnect();
    this.#end = end;
    this.#watchedRows = this.#rows;
    // An observer only sees the document of its own window.
    const view = end && windowOf(end.ownerDocument);
    this.#observer = view ? new view.IntersectionObserver(this.#onIntersect, MARGINS) : undefined;
    if (end) this.#observer?.observe(end);
  }

  readonly #onIntersect = (entries: readonly IntersectionObserverEntry[]): void => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    if (!this.#isNear()) {
      // Observed anew at the next rendering.
      this.watch(undefined);
      return;
    }
    this.#rows += ROWS;
    this.#changed();
  };
}

/** A text without accents, capitals and invisible characters. */
function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{DI}]+/gu, '')
    .toLocaleLowerCase()
    .trim();
}
