import type { DailyWaitingList } from '../../../src/elements/waiting-list/waiting-list.js';
import { listRead, until } from '../until.js';
import { ElementHarness, nameOf, text, visibleText } from './element-harness.js';

export interface Row {
  readonly name: string;
  readonly busy: boolean;
  readonly text: string;
  readonly buttons: string[];
}

/** An owner who uses `<daily-waiting-list>`. */
export class WaitingListHarness extends ElementHarness<DailyWaitingList> {
  override async rendered(): Promise<this> {
    await listRead();
    return super.rendered();
  }

  get rows(): Row[] {
    return [...this.root.querySelectorAll('li:not([aria-hidden])')].map((row) => ({
      name: text(row.querySelector('[part="name"]')),
      busy: row.getAttribute('aria-busy') === 'true',
      text: text(row),
      buttons: [...row.querySelectorAll('button')].map(nameOf),
    }));
  }

  get names(): string[] {
    return this.rows.map(({ name }) => name);
  }

  /** The notes below the names. */
  get notes(): string[] {
    return [...this.root.querySelectorAll('li:not([aria-hidden])')].map((row) =>
      text(row.querySelector('[part="note"]')),
    );
  }

  /** Where the words of a part of the first row stand. */
  placeOf(part: 'name' | 'note' | 'since'): DOMRect {
    const range = document.createRange();
    range.selectNodeContents(this.root.querySelector(`[part="${part}"]`)!);
    return range.getBoundingClientRect();
  }

  /** The switch that lets everybody in, with the text that describes it; `undefined` if there is none. */
  get autoAdmit():
    { name: string; on: boolean; description: string; isDescriptionShown: boolean; height: number } | undefined {
    const button = this.autoAdmitSwitch;
    if (!button) return undefined;
    const description = this.root.getElementById(button.getAttribute('aria-describedby') ?? '');
    return {
      name: text(button),
      on: button.getAttribute('aria-checked') === 'true',
      description: text(description),
      isDescriptionShown: description!.clientHeight > 1,
      height: button.getBoundingClientRect().height,
    };
  }

  /** Presses the switch, as the keyboard does. */
  async toggleAutoAdmit(): Promise<void> {
    await this.rendered();
    this.autoAdmitSwitch!.focus();
    this.autoAdmitSwitch!.click();
    await this.rendered();
  }

  get autoAdmitSwitch(): HTMLButtonElement | null {
    return this.root.querySelector('[role="switch"]');
  }

  /** The displayed numbers of duplicate names. */
  get numbers(): string[] {
    return [...this.root.querySelectorAll('li:not([aria-hidden])')].map((row) => text(row.querySelector('.number')));
  }

  row(name: string): Row {
    const found = this.rows.find((row) => row.name === name);
    if (!found) throw new Error(`No row "${name}", only: ${this.names.join(', ') || 'none'}`);
    return found;
  }

  /** The message that the list is outdated; empty while the connection works. */
  get stale(): string {
    return text(this.root.querySelector('[part="stale"]'));
  }

  /** What a narrow room says of those who wait, in one line; `undefined` if it shows the list. */
  get bar(): string | undefined {
    const bar = this.root.querySelector('[part="bar"]');
    if (!bar) return undefined;
    const shown = [...bar.children].filter((child) => !child.matches('h2')) as HTMLElement[];
    return shown.map(visibleText).join(' ').trim();
  }

  /** The button of a narrow room that shows all. */
  get opener(): HTMLButtonElement | null {
    return this.root.querySelector('button[aria-haspopup="dialog"]');
  }

  /** The open sheet. */
  get sheet(): HTMLDialogElement | null {
    return this.root.querySelector('dialog:modal');
  }

  /** Opens the sheet of a narrow room. */
  async openSheet(): Promise<this> {
    const opener = await until(() => this.opener, 'the bar');
    opener.focus();
    opener.click();
    await until(() => this.sheet, 'the sheet');
    return this.rendered();
  }

  /** The displayed number of waiting guests. */
  get count(): string {
    return text(this.#count);
  }

  /** The place of the number in words: hardly any while only assistive technology reads them. */
  get wordsOfCount(): DOMRect {
    return this.#count!.getBoundingClientRect();
  }

  get #count(): Element | null {
    return this.root.querySelector('[part="count"] .visually-hidden');
  }

  /** The number of elements injected by names. */
  get injectedElements(): number {
    return this.root.querySelectorAll('bdi *, img, script').length;
  }

  allow(name: string): Promise<void> {
    return this.press(`Allow guest ${name}`);
  }

  deny(name: string): Promise<void> {
    return this.press(`Deny guest ${name}`);
  }

  /** Presses a button for all, or for the search results, and confirms. */
  async all(verb: 'Allow' | 'Deny', whom = 'all'): Promise<void> {
    await this.press(`${verb} ${whom}`);
    if (this.question) await this.press(verb);
  }

  /** The question before a decision about new arrivals; empty if there is none. */
  get question(): string {
    return text(this.root.querySelector('[part="question"]'));
  }

  /** The rows of guests who no longer wait. */
  get gone(): { text: string; place: number; top: number }[] {
    return [...this.root.querySelectorAll('li')].flatMap((row, place) =>
      row.dataset['status'] === 'gone' ? [{ text: visibleText(row), place, top: row.getBoundingClientRect().top }] : [],
    );
  }

  /** The top of a person's row in CSS pixels. */
  top(name: string): number {
    for (const animation of this.root.getAnimations()) animation.finish();
    return this.button(`Allow guest ${name}`).closest('li')!.getBoundingClientRect().top;
  }

  /** Puts what moves where it stands at first. */
  cancelMotion(): void {
    for (const animation of this.root.getAnimations()) animation.cancel();
  }

  get hasSearch(): boolean {
    return this.#search !== null;
  }

  focusSearch(): void {
    this.#search!.focus();
  }

  /** Types into the search field. */
  search(text: string): void {
    const input = this.#search!;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Sets the search field without an event. */
  setSearch(text: string): void {
    this.#search!.value = text;
  }

  get searchText(): string | undefined {
    return this.#search?.value;
  }

  /** The label of the field for a message, while the box is open. */
  get messageLabel(): string | undefined {
    const label = this.#message?.labels?.[0];
    return label ? text(label) : undefined;
  }

  /** The typed message. */
  get message(): string | undefined {
    return this.#message?.value;
  }

  /** Types a message into the open box. */
  typeMessage(message: string): void {
    const input = this.#message!;
    input.focus();
    input.value = message;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Presses Enter in the field for the message. */
  async enterMessage(): Promise<void> {
    this.#message!.form!.requestSubmit();
    await this.rendered();
  }

  /** Opens the box for all, types a message and sends it. */
  async sendToAll(message: string): Promise<void> {
    await until(() => this.findButton('Write to all'), 'the button to write to all');
    await this.press('Write to all');
    this.typeMessage(message);
    await this.press('Send');
  }

  /** What the box says of the message. */
  get delivery(): string {
    return text(this.root.querySelector('[part="delivery"]'));
  }

  async saysOfMessage(what: string): Promise<void> {
    await until(
      () => this.delivery === what,
      () => `"${what}" of the message; it is: ${this.delivery}`,
    );
  }

  get #message(): HTMLInputElement | null {
    return this.root.querySelector('#message');
  }

  scrollToEnd(): void {
    const list = this.root.querySelector('ul')!;
    list.scrollTop = list.scrollHeight;
  }

  get #search(): HTMLInputElement | null {
    return this.root.querySelector('input[type="search"]');
  }
}
