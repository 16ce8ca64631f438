import '../load-call.js';
import type { LitElement } from 'lit';
import { until } from '../until.js';

/** What a visitor can see and do in an element, found by role, label and text. */
export class ElementHarness<Element extends LitElement> {
  readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  protected get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** Waits until changes are rendered. */
  async rendered(): Promise<this> {
    await this.element.updateComplete;
    return this;
  }

  /** The classes of the live regions that assistive technology does not have before they get a text. */
  get missingLiveRegions(): string[] {
    const regions = [...this.root.querySelectorAll('[role="status"]')];
    return regions.filter((region) => !region.checkVisibility()).map(({ className }) => className);
  }

  findButton(name: string): HTMLButtonElement | undefined {
    return this.buttons.find((button) => nameOf(button) === name);
  }

  get buttonNames(): string[] {
    return this.buttons.map(nameOf);
  }

  button(name: string): HTMLButtonElement {
    const button = this.findButton(name);
    if (!button) throw new Error(`No button "${name}", only: ${this.buttonNames.join(', ') || 'none'}`);
    return button;
  }

  /** Focuses and presses a button, as the keyboard does. */
  async press(name: string): Promise<void> {
    await this.rendered();
    const button = this.button(name);
    button.focus();
    button.click();
    await this.rendered();
  }

  get heading(): string {
    return text(this.root.querySelector('h2'));
  }

  get headingLevel(): number {
    return Number(this.root.querySelector('h2')?.getAttribute('aria-level'));
  }

  /** The visible text. */
  get text(): string {
    return [...this.root.children]
      .filter((each) => !each.matches('[data-live]'))
      .map(text)
      .join(' ')
      .trim();
  }

  /** The text of the live region. */
  get announcement(): string {
    return [...(this.root.querySelector('[data-live]')?.children ?? [])].map(text).join(' ');
  }

  /** The language of each sentence in the live region. */
  announcementLanguages(): string[] {
    return [...(this.root.querySelector('[data-live]')?.children ?? [])].map((line) => (line as HTMLElement).lang);
  }

  /** Waits for an announcement. */
  async announces(what: string): Promise<void> {
    await until(() => plain(this.announcement) === what, `the announcement "${what}"; it is: ${this.announcement}`);
  }

  /** The texts with `role="alert"`. */
  get alerts(): string[] {
    return [...this.root.querySelectorAll('[role="alert"]')].map(text);
  }

  /** The texts of notices. */
  get notices(): string[] {
    return [...this.root.querySelectorAll('[part="notice"]')].map(text);
  }

  /** The name, label or text of the focused element. */
  get focused(): string | undefined {
    const { activeElement } = this.root;
    if (!activeElement) return undefined;
    if (activeElement instanceof HTMLInputElement) return text(activeElement.labels?.[0]);
    return nameOf(activeElement);
  }

  /** Whether a button's icon is mirrored. */
  isIconMirrored(name: string): boolean {
    const { transform } = getComputedStyle(this.button(name).querySelector('svg')!);
    return transform !== 'none' && new DOMMatrixReadOnly(transform).a < 0;
  }

  /** The text directions of its blocks. */
  directions(): string[] {
    return [...new Set(this.blocks.map((block) => getComputedStyle(block).direction))];
  }

  /** Some computed styles of each element, without the live region, whose content depends on time. */
  get look(): string[] {
    for (const each of this.root.getAnimations()) if (each instanceof CSSTransition) each.finish();
    return [...this.root.querySelectorAll(':not([data-live], [data-live] *)')].map((each) => {
      const { display, padding, borderRadius, backgroundColor, fontSize, minBlockSize, position } =
        each.ownerDocument.defaultView!.getComputedStyle(each);
      return [each.localName, display, padding, borderRadius, backgroundColor, fontSize, minBlockSize, position].join();
    });
  }

  /** The `lang` attributes of its blocks. */
  languages(): string[] {
    return [...new Set(this.blocks.map((block) => block.lang))];
  }

  /** The `lang` that applies to a piece of text. */
  languageOf(piece: string): string | null | undefined {
    const found = [...this.root.querySelectorAll('*')].findLast((each) => text(each).includes(piece));
    if (!found) throw new Error(`No "${piece}" in "${this.text}"`);
    return found.closest('[lang]')?.getAttribute('lang');
  }

  private get blocks(): HTMLElement[] {
    return [...this.root.children].filter(
      (child): child is HTMLElement => child instanceof HTMLElement && !(child instanceof HTMLSlotElement),
    );
  }

  /** Waits for a visible text. */
  async shows(what: string): Promise<void> {
    await until(() => this.text.includes(what), `the text "${what}"; it is: ${this.text}`);
  }

  /** All elements in its shadow root and those within. */
  get allElements(): ReturnType<typeof below> {
    return below(this.root);
  }

  private get buttons(): HTMLButtonElement[] {
    const all = [...this.root.querySelectorAll<HTMLButtonElement>('button:not([role="switch"])')];
    // The buttons in the row of a person who left are invisible.
    return all.filter((button) => !button.closest('[aria-hidden="true"]'));
  }
}

function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? below(each.shadowRoot) : [])]);
}

/** The text of an element with collapsed white space. */
export function text(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The text of an element without what is invisible. */
export function visibleText(element: HTMLElement): string {
  return element.innerText.replace(/\s+/g, ' ').trim();
}

/** The accessible name of a button. */
export function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? text(element);
}

/** Removes the isolate characters around names. */
function plain(words: string): string {
  return words.replace(/[\u2066-\u2069]/g, '');
}
