import type { CSSResult, LitElement } from 'lit';
import { dropForeignMessages } from '../../daily/foreign-messages.js';
import type { Late } from './lazy.js';
import { LocalizedElement } from './localized-element.js';
import { sheetFor } from './adopt-styles.js';

/** What an element is beyond its first view. */
export interface Inside {
  /** What its drawing needs beside the element's own styles. */
  readonly styles: readonly CSSResult[];
}

/** The module that has it. */
export interface InsideModule<Host, Part extends Inside> {
  /**
   * Makes the inside of an element.
   *
   * @param host the element
   */
  open(host: Host): Part;
}

/**
 * An element that is no more than its first view until there is something to do: a page pays only for what its visitors use.
 * The rest, its inside, is fetched then.
 */
export abstract class LateElement<Part extends Inside> extends LocalizedElement {
  /** @internal The inside, once it is there. */
  inside: Part | undefined;
  #opening: Promise<Part> | undefined;

  /** Where the inside comes from. */
  protected abstract get late(): Late<InsideModule<this, Part>>;

  /** The inside has come. */
  protected abstract onOpen(inside: Part): void;

  /**
   * Fetches the inside, once.
   *
   * @returns rejects when it cannot be had; the next call tries again
   */
  protected open(): Promise<Part> {
    if (this.inside) return Promise.resolve(this.inside);
    this.#opening = this.late.load().then((module) => this.#enter(module));
    return this.#opening;
  }

  override connectedCallback(): void {
    dropForeignMessages();
    const { now } = this.late;
    if (now) this.#enter(now);
    super.connectedCallback();
    this.dress();
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

  /** Whoever waits for the drawing waits for the inside as well, if it is on its way. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#opening?.catch(() => {});
    return super.getUpdateComplete();
  }

  /** To be called before the element is drawn. A browser takes the styles away when the page moves it into another document. */
  protected dress(): void {
    const { shadowRoot: root, inside } = this;
    const own = (this.constructor as typeof LitElement).elementStyles as CSSResult[];
    const styles = [...own, ...(inside?.styles ?? [])];
    const view = root?.ownerDocument.defaultView;
    if (view && root.adoptedStyleSheets.length < styles.length)
      root.adoptedStyleSheets = styles.map((css) => sheetFor(css, view));
  }

  #enter(module: InsideModule<this, Part>): Part {
    if (!this.inside) {
      this.inside = module.open(this);
      this.onOpen(this.inside);
      this.requestUpdate();
    }
    return this.inside;
  }
}
