import type { RowLabels } from './row-labels.js';

/** So many rows are drawn at first, and again whenever the last of them comes near the visible part. */
const ROWS = 50;

/** How near that is. CSS pixels. */
const NEAR = 800;

/** The first counts for the page, the second for an iframe in it. */
const MARGINS = { rootMargin: `${NEAR}px 0px`, scrollMargin: `${NEAR}px 0px` };

/**
 * The part of a long list that is drawn: the rows from the top to a little below what is seen, and, where something has been
 * typed, only the people whose name has it. Who is not drawn costs nothing.
 */
export class VisibleRows {
  #rows = ROWS;
  #sought = '';
  readonly #changed: () => void;
  #observer: IntersectionObserver | undefined;
  #end: Element | undefined;

  /** @param changed told when other rows are to be drawn */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What has been typed. */
  get search(): string {
    return this.#sought;
  }

  /**
   * @param text a part of a name
   * @returns whether it is another than before
   */
  setSearch(text: string): boolean {
    if (text === this.#sought) return false;
    this.#sought = text;
    this.#rows = ROWS;
    return true;
  }

  /** Begins anew, as everybody has gone. */
  reset(): void {
    this.#rows = ROWS;
    this.#sought = '';
  }

  /**
   * Whether a list is so long that it needs this. It stays so while something is typed, however few are left: nobody's field goes
   * away under their hands.
   *
   * @param count how many wait
   */
  isCrowd(count: number): boolean {
    return count > ROWS || this.#sought !== '';
  }

  /** So many rows are drawn at most. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Whom the search finds.
   *
   * @param roster everybody
   * @returns indices in order; `undefined` for everybody, as nothing is sought
   */
  find(roster: Pick<RowLabels, 'length' | 'name'>): readonly number[] | undefined {
    const sought = plain(this.#sought);
    if (sought === '') return undefined;
    return Array.from({ length: roster.length }, (_, index) => index).filter((index) =>
      plain(roster.name(index)).includes(sought),
    );
  }

  /** The end as it lies in the list, which may scroll by itself: WebKit reckons with the window alone. */
  #isNear(): boolean {
    const list = this.#end?.parentElement;
    const view = list?.ownerDocument.defaultView;
    if (!this.#end || !view) return false;
    const bottom = Math.min(list.getBoundingClientRect().bottom, view.innerHeight);
    return this.#end.getBoundingClientRect().top <= bottom + NEAR;
  }

  /**
   * Watches the end of what is drawn.
   *
   * @param end the element there; none when all is drawn, or the list has gone
   */
  watch(end: Element | undefined): void {
    // Observed anew after each growth: an end that is still near is told of again.
    this.#observer?.disconnect();
    this.#end = end;
    // Each window tells of its own document only.
    const view = end?.ownerDocument.defaultView as typeof globalThis | null | undefined;
    this.#observer = view ? new view.IntersectionObserver(this.#onSeen, MARGINS) : undefined;
    if (end) this.#observer?.observe(end);
  }

  readonly #onSeen = (entries: readonly IntersectionObserverEntry[]): void => {
    if (!entries.some((entry) => entry.isIntersecting) || !this.#isNear()) return;
    this.#rows += ROWS;
    this.#changed();
  };
}

/** A text as people compare it: without accents, capitals, and what is not drawn. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}\p{DI}]+/gu, '')
    .toLocaleLowerCase()
    .trim();
}
