import { LitElement, type CSSResult, type PropertyValues, type RootPart } from 'lit';
import { dropForeignMessages } from '../../daily/foreign-messages.js';
import { styleSheetFor } from './adopt-styles.js';
import { Localize } from './localize.js';

/** What all elements have in common: the language of their place in the page, and a life in whatever document they are put into. */
export abstract class BaseElement extends LitElement {
  /** @internal Its translations. */
  readonly words = new Localize(this);

  /** What it needs beside its own styles. */
  protected get moreStyles(): readonly CSSResult[] {
    return [];
  }

  override connectedCallback(): void {
    dropForeignMessages();
    super.connectedCallback();
    this.adoptStyles();
    const { defaultView: view } = this.ownerDocument;
    if (view !== window) view?.addEventListener('pagehide', this.#onPageHide);
  }

  /** A window that closes takes out what the page has put into it, unless the page takes it back just then. */
  readonly #onPageHide = ({ target }: Event): unknown =>
    setTimeout(() => {
      if (target === this.ownerDocument) this.remove();
    });

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    try {
      return super.createRenderRoot();
    } catch {
      // In another document than this script's Lit has no styles for it.
      return this.shadowRoot!;
    }
  }

  /** Drawn when the words are there. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const loading = this.words.prepare();
    return loading ? loading.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.adoptStyles();
  }

  /** Where a page translator has torn out what Lit draws with, all is drawn anew. */
  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch {
      // Not by an empty drawing: the marks for that may have gone as well.
      const root = this.renderRoot as ParentNode & { _$litPart$?: RootPart | undefined };
      root._$litPart$?.setConnected(false);
      root._$litPart$ = undefined;
      root.replaceChildren();
      super.update(changed);
    }
  }

  /** A browser takes the styles away when the page moves an element into another document. */
  protected adoptStyles(): void {
    const root = this.shadowRoot;
    const styles = [...((this.constructor as typeof LitElement).elementStyles as CSSResult[]), ...this.moreStyles];
    const view = root?.ownerDocument.defaultView;
    if (view && root.adoptedStyleSheets.length < styles.length)
      root.adoptedStyleSheets = styles.map((css) => styleSheetFor(css, view));
  }
}
