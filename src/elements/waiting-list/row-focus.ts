/** Keeps the focus in the list while rows come and go. Never moves it to a button: the next key press would decide about a person. */
export class RowFocus {
  readonly #host: HTMLElement;
  /** The row with the focus; -1 if the focus is elsewhere in the host, `undefined` if it is outside. */
  #index: number | undefined;
  /** Whether the heading has the focus until the row of a person who left has gone. */
  #isHeld = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Moves the focus to the first row, or to the heading if there is none. */
  enter(options?: FocusOptions): void {
    this.#focus(this.#rows.find(isFocusable), options);
  }

  /** To be called before the host is rendered. */
  save(): void {
    const active = this.#host.shadowRoot?.activeElement;
    const row = active?.closest('li');
    this.#index = active ? (row ? this.#rows.indexOf(row) : -1) : undefined;
  }

  /** To be called after the host is rendered. Moves the focus on if its element is gone, or is in the row of a person who left. */
  restore(): void {
    const active = this.#host.shadowRoot?.activeElement;
    const wasHeld = this.#isHeld && active?.localName === 'h2';
    this.#isHeld = false;
    const row = active?.closest('li');
    if (this.#index === undefined || (active && !wasHeld && (!row || isFocusable(row)))) return;
    const rows = this.#index < 0 && !wasHeld ? [] : this.#rows;
    const next = rows.slice(Math.max(this.#index, 0)).find(isFocusable) ?? rows.findLast(isFocusable);
    this.#isHeld = !next && rows.length > 0;
    this.#focus(next);
  }

  get #rows(): HTMLElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('li') ?? [])];
  }

  #focus(row: HTMLElement | undefined, options?: FocusOptions): void {
    (row ?? this.#host.shadowRoot?.querySelector<HTMLElement>('h2'))?.focus(options);
  }
}

function isFocusable(row: HTMLElement): boolean {
  return row.hasAttribute('tabindex');
}
