import { adoptStyles, type CSSResult, type CSSResultOrNative, type LitElement } from 'lit';
import { dropForeignMessages } from '../../daily/foreign-messages.js';
import type { Late } from './late.js';
import { LocalizedElement } from './localized-element.js';

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
  #isDressed = false;

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
  }

  /** Whoever waits for the drawing waits for the inside as well, if it is on its way. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#opening?.catch(() => {});
    return super.getUpdateComplete();
  }

  /** To be called before the element is drawn. */
  protected dress(): void {
    if (this.#isDressed || !this.inside || !(this.renderRoot instanceof ShadowRoot)) return;
    this.#isDressed = true;
    const own: CSSResultOrNative[] = (this.constructor as typeof LitElement).elementStyles;
    adoptStyles(this.renderRoot, [...own, ...this.inside.styles]);
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
