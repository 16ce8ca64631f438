import '../load-call.js';
import type { LitElement } from 'lit';
import { until } from '../until.js';

/** What a person can see and do on an element, found by role, label and text. */
export class ElementHarness<Element extends LitElement> {
  readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  protected get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  /** Lets it draw what has changed. */
  async drawn(): Promise<this> {
    await this.element.updateComplete;
    return this;
  }

  /** The button of this name, if there is one. */
  findButton(name: string): HTMLButtonElement | undefined {
    return this.buttons.find((button) => nameOf(button) === name);
  }

  /** The names of all buttons. */
  get buttonNames(): string[] {
    return this.buttons.map(nameOf);
  }

  button(name: string): HTMLButtonElement {
    const button = this.findButton(name);
    if (!button) throw new Error(`No button "${name}", only: ${this.buttonNames.join(', ') || 'none'}`);
    return button;
  }

  /** Presses a button as the keyboard does: it has the focus. */
  async press(name: string): Promise<void> {
    await this.drawn();
    const button = this.button(name);
    button.focus();
    button.click();
    await this.drawn();
  }

  /** What is said above everything else. */
  get heading(): string {
    return text(this.root.querySelector('h2'));
  }

  /** The level of that, as a screen reader tells it. */
  get headingLevel(): number {
    return Number(this.root.querySelector('h2')?.getAttribute('aria-level'));
  }

  /** All that can be read. */
  get text(): string {
    return [...this.root.children]
      .filter((each) => !each.matches('[data-live]'))
      .map(text)
      .join(' ')
      .trim();
  }

  /** What the element's own voice has said last. */
  get announcement(): string {
    return [...(this.root.querySelector('[data-live]')?.children ?? [])].map(text).join(' ');
  }

  /** The languages in which that is, as screen readers are told: of each sentence. */
  announcementLanguages(): string[] {
    return [...(this.root.querySelector('[data-live]')?.children ?? [])].map((line) => (line as HTMLElement).lang);
  }

  /** Waits until that is so. */
  async announces(what: string): Promise<void> {
    await until(() => plain(this.announcement) === what, `"${what}" to be said; said was: ${this.announcement}`);
  }

  /** What is announced at once. */
  get alerts(): string[] {
    return [...this.root.querySelectorAll('[role="alert"]')].map(text);
  }

  /** Why something cannot work, as it is told calmly. */
  get notices(): string[] {
    return [...this.root.querySelectorAll('[part="notice"]')].map(text);
  }

  /** What has the focus in here: its name, its label or its text. */
  get focused(): string | undefined {
    const { activeElement } = this.root;
    if (!activeElement) return undefined;
    if (activeElement instanceof HTMLInputElement) return text(activeElement.labels?.[0]);
    return nameOf(activeElement);
  }

  /** Whether the drawing on a button is turned to the other side. */
  isIconMirrored(name: string): boolean {
    const { transform } = getComputedStyle(this.button(name).querySelector('svg')!);
    return transform !== 'none' && new DOMMatrixReadOnly(transform).a < 0;
  }

  /** The directions in which it writes: of each block in it one. */
  directions(): string[] {
    return [...new Set(this.blocks.map((block) => getComputedStyle(block).direction))];
  }

  /** How all that is in it looks: something of each kind of style. Announcements come in their own time. */
  get look(): string[] {
    for (const each of this.root.getAnimations()) if (each instanceof CSSTransition) each.finish();
    return [...this.root.querySelectorAll(':not([data-live], [data-live] *)')].map((each) => {
      const { display, padding, borderRadius, backgroundColor, fontSize, minBlockSize, position } =
        each.ownerDocument.defaultView!.getComputedStyle(each);
      return [each.localName, display, padding, borderRadius, backgroundColor, fontSize, minBlockSize, position].join();
    });
  }

  /** The languages which it says that it writes. */
  languages(): string[] {
    return [...new Set(this.blocks.map((block) => block.lang))];
  }

  /** The language in which a piece of text is, as browsers and screen readers are told. */
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

  /** Waits until it shows something. */
  async shows(what: string): Promise<void> {
    await until(() => this.text.includes(what), `"${what}" to be shown; shown is: ${this.text}`);
  }

  /** All that it is drawn with, the elements in it and what those are drawn with. */
  get drawing(): ReturnType<typeof below> {
    return below(this.root);
  }

  private get buttons(): HTMLButtonElement[] {
    return [...this.root.querySelectorAll('button')];
  }
}

function below(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? below(each.shadowRoot) : [])]);
}

/** The text of an element with blanks as they are seen. */
export function text(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? text(element);
}

/** Without the marks that isolate names. */
function plain(words: string): string {
  return words.replace(/[\u2066-\u2069]/g, '');
}
