import type { DailyWaitingList } from '../../../src/elements/waiting-list/waiting-list.js';
import { listRead } from '../until.js';
import { ElementHarness, text } from './element-harness.js';

export interface Row {
  readonly name: string;
  readonly busy: boolean;
  readonly text: string;
  readonly buttons: string[];
}

/** An owner in front of `<daily-waiting-list>`. */
export class WaitingListHarness extends ElementHarness<DailyWaitingList> {
  override async drawn(): Promise<this> {
    await listRead();
    return super.drawn();
  }

  get rows(): Row[] {
    return [...this.root.querySelectorAll('li:not([aria-hidden])')].map((row) => ({
      name: text(row.querySelector('bdi')),
      busy: row.getAttribute('aria-busy') === 'true',
      text: text(row),
      buttons: [...row.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? ''),
    }));
  }

  get names(): string[] {
    return this.rows.map(({ name }) => name);
  }

  /** Which of their namesakes each is, as it is shown. */
  get numbers(): string[] {
    return [...this.root.querySelectorAll('li:not([aria-hidden])')].map((row) => text(row.querySelector('.number')));
  }

  row(name: string): Row {
    const found = this.rows.find((row) => row.name === name);
    if (!found) throw new Error(`No row "${name}", only: ${this.names.join(', ') || 'none'}`);
    return found;
  }

  /** That the list is as it was when the connection was lost; empty while it is true. */
  get stale(): string {
    return text(this.root.querySelector('[part="stale"]'));
  }

  /** How many wait, as it is shown. */
  get count(): string {
    return text(this.root.querySelector('header .count'));
  }

  /** How many elements names have smuggled in. */
  get injectedElements(): number {
    return this.root.querySelectorAll('bdi *, img, script').length;
  }

  allow(name: string): Promise<void> {
    return this.press(`Allow guest ${name}`);
  }

  deny(name: string): Promise<void> {
    return this.press(`Deny guest ${name}`);
  }

  /** Presses a button for all, or for those who are found, and says yes where it asks. */
  async all(verb: 'Allow' | 'Deny', whom = 'all'): Promise<void> {
    await this.press(`${verb} ${whom}`);
    if (this.question) await this.press(verb);
  }

  /** What is asked before somebody is decided about who has hardly been seen; empty while nothing is. */
  get question(): string {
    return text(this.root.querySelector('[part="question"]'));
  }

  /** The rows of those who wait no longer, as they are seen. */
  get gone(): { text: string; place: number; top: number }[] {
    return [...this.root.querySelectorAll('li')].flatMap((row, place) =>
      row.dataset['status'] === 'gone' ? [{ text: text(row), place, top: row.getBoundingClientRect().top }] : [],
    );
  }

  /** Where somebody's row begins. CSS pixels. */
  top(name: string): number {
    for (const animation of this.root.getAnimations()) animation.finish();
    return this.button(`Allow guest ${name}`).closest('li')!.getBoundingClientRect().top;
  }

  /** Whether people can be searched. */
  get hasSearch(): boolean {
    return this.#search !== null;
  }

  focusSearch(): void {
    this.#search!.focus();
  }

  /** Types a part of a name into the search. */
  search(text: string): void {
    const input = this.#search!;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Fills in the search without any event. */
  setSearch(text: string): void {
    this.#search!.value = text;
  }

  /** What stands in the search. */
  get searchText(): string | undefined {
    return this.#search?.value;
  }

  scrollToEnd(): void {
    const list = this.root.querySelector('ul')!;
    list.scrollTop = list.scrollHeight;
  }

  get #search(): HTMLInputElement | null {
    return this.root.querySelector('input[type="search"]');
  }
}
