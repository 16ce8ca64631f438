import { type CSSResult, LitElement, type PropertyValues, type RootPart } from 'lit';
import { windowOf } from '../../context/document.js';
import { dropForeignMessages } from '../../daily/foreign-messages.js';
import { adoptStyles } from './adopt-styles.js';
import { Localize } from './localize.js';

/**
 * Keeps what is typed in a field from the page. It sees the element as the target, so that a shortcut of one key takes the letter if it
 * leaves out fields by their tag only. Keys of slotted fields, and of elements within this one, have another target here.
 */
function keepTyping(event: Event): void {
  const { target, currentTarget, key, ctrlKey, metaKey, altKey } = event as KeyboardEvent & { target: Element };
  const isOurs = target.matches('input,select') && target.getRootNode() === currentTarget;
  if (isOurs && !(ctrlKey || metaKey || altKey) && /^(.$|Backspace|Delete|Home|Arrow|End)/u.test(key))
    event.stopPropagation();
}

/** The base of all elements: translations, and styles in any document that an element is moved to. */
export abstract class BaseElement extends LitElement {
  /** @internal */
  readonly words = new Localize(this);

  /** Styles besides those of the class. */
  protected get moreStyles(): readonly CSSResult[] {
    return [];
  }

  override connectedCallback(): void {
    dropForeignMessages();
    super.connectedCallback();
    this.adoptStyles();
    const view = windowOf(this.ownerDocument);
    if (view !== window) view?.addEventListener('pagehide', this.#onPageHide);
  }

  /** Leaves a window that closes, unless the page moves the element away just then. */
  readonly #onPageHide = ({ target }: Event): unknown =>
    setTimeout(() => {
      if (target === this.ownerDocument) this.remove();
    });

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    let root: HTMLElement | DocumentFragment;
    try {
      root = super.createRenderRoot();
    } catch {
      // Lit has no styles for other documents than the script's.
      root = this.shadowRoot!;
    }
    for (const type of ['keypress', 'keydown', 'keyup']) root.addEventListener(type, keepTyping);
    return root;
  }

  /** Waits for the translation. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const loading = this.words.prepare();
    return loading ? loading.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.adoptStyles();
  }

  /** Renders from scratch if a page translator has removed Lit's markers. */
  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch {
      // Not by rendering nothing: the markers for that may be gone as well.
      const root = this.renderRoot as ParentNode & { _$litPart$?: RootPart | undefined };
      root._$litPart$?.setConnected(false);
      root._$litPart$ = undefined;
      root.replaceChildren();
      super.update(changed);
    }
  }

  /** The number of styles that have been adopted. */
  #styles = 0;

  /** Browsers drop adopted style sheets when an element moves to another document. */
  protected adoptStyles(): void {
    const root = this.shadowRoot;
    const styles = [...((this.constructor as typeof LitElement).elementStyles as CSSResult[]), ...this.moreStyles];
    const view = root && windowOf(root.ownerDocument);
    if (view && (this.#styles !== styles.length || root.adoptedStyleSheets.length === 0))
      adoptStyles(root, styles, view);
    this.#styles = styles.length;
  }
}
