import type { DailyCall } from '@daily-co/daily-js';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { hasRoots, onRootsChange, rootAbove, type Root } from '../../context/roots.js';
import { LateElement, type Inside } from './late-element.js';

/** The inside of a leaf. */
export interface LeafInside extends Inside {
  /** Looks for the call again: `call` or `for` has changed. */
  resolve(): void;
}

/** What both leaves have in common: they show a root's call, or one that is handed to them, once there is one. */
export abstract class LeafElement<Part extends LeafInside> extends LateElement<Part> {
  /**
   * The `id` of the root whose call this element shows, as `<label for>` names its field. Where nothing around the element has
   * this `id`, the root may be in another document: the page has moved one of the two into a window or an iframe of its own.
   */
  @property({ reflect: true, useDefault: true }) for = '';
  /** A call of the page's own. */
  @property({ attribute: false }) call: DailyCall | undefined;

  /** @internal The root above it; in another document the one that was. */
  above: Root | undefined;

  #stopLooking = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopLooking = onRootsChange(this.#look);
    this.#look();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopLooking();
  }

  protected override onOpen(): void {
    this.#stopLooking();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isApart = this.above?.ownerDocument !== this.ownerDocument;
    this.above = rootAbove(this) ?? (isApart ? this.above : undefined);
    this.#look();
    this.dress();
    if (changed.has('call') || changed.has('for')) this.inside?.resolve();
  }

  /** Before there is a call in the page nobody is to be shown. */
  readonly #look = (): void => {
    if (this.inside || !this.isConnected || !(this.call || hasRoots())) return;
    this.open().catch((reason: unknown) => console.error(`<${this.localName}> could not be loaded.`, reason));
  };
}
