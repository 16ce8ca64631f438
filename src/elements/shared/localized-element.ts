import { LitElement, nothing, render, type PropertyValues } from 'lit';
import { Localize } from './localize.js';

/** An element that speaks the language of its place in the page. It is drawn when the words are there. */
export abstract class LocalizedElement extends LitElement {
  /** @internal Its words. */
  readonly words = new Localize(this);

  protected override scheduleUpdate(): void | Promise<unknown> {
    const loading = this.words.prepare();
    return loading ? loading.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** Where a page translator has torn out what Lit draws with, all is drawn anew. */
  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed);
    } catch {
      render(nothing, this.renderRoot, this.renderOptions);
      super.update(changed);
    }
  }
}
