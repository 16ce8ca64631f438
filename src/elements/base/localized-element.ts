import { LitElement, type PropertyValues, type RootPart } from 'lit';
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
      // Not by an empty drawing: the marks for that may have gone as well.
      const root = this.renderRoot as ParentNode & { _$litPart$?: RootPart | undefined };
      root._$litPart$?.setConnected(false);
      root._$litPart$ = undefined;
      root.replaceChildren();
      super.update(changed);
    }
  }
}
