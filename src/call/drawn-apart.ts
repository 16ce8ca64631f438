import { noChange, type CSSResult, type LitElement, type TemplateResult, type ChildPart } from 'lit';
import { AsyncDirective, directive, type DirectiveResult } from 'lit/async-directive.js';

import { ABSENCE_MS } from '../context/on-gone.js';
import { styleSheetFor } from '../elements/base/adopt-styles.js';

/** Something within an element that lives and is drawn by itself: its changes do not draw the element again. */
export interface Apart<Env> {
  /** It has come into the page. */
  start(): void;
  /** It has gone from the page: all that it holds is to be given back. */
  end(): void;
  /** @param env what the element says to it, each time that the element is drawn */
  render(env: Env): TemplateResult;
}

/**
 * Makes a directive of it. Its styles are added to those of the element that it is drawn in.
 *
 * @param Kind its class; is told how to be drawn again
 * @param styles its styles
 */
export function drawnApart<Env>(
  Kind: new (redraw: () => void) => Apart<Env>,
  styles: CSSResult,
): (env: Env) => DirectiveResult {
  /** What each element has of it, and where it is drawn: elsewhere, when the element has drawn all anew. */
  const lives = new WeakMap<LitElement, { readonly apart: Apart<Env>; env: Env; place: ApartDirective }>();
  const sheets = new WeakMap<Window, CSSStyleSheet>();

  class ApartDirective extends AsyncDirective {
    #host: LitElement | undefined;
    #timer: ReturnType<typeof setTimeout> | undefined;

    override render(_env: Env): unknown {
      return noChange;
    }

    override update(part: ChildPart, [env]: [Env]): unknown {
      const host = (this.#host = part.options!.host as LitElement);
      dress(host.shadowRoot!);
      let life = lives.get(host);
      if (!life) {
        // What has ended does not begin again with being put back, but when the element asks for it anew.
        life = { apart: new Kind(() => lives.get(host)?.place.draw()), env, place: this };
        lives.set(host, life);
        life.apart.start();
      }
      life.env = env;
      life.place = this;
      return life.apart.render(env);
    }

    override disconnected(): void {
      // An element that is moved is back at once; one that is taken out of its page may be put back.
      if (this.#host!.isConnected) queueMicrotask(() => this.#end());
      else this.#timer = setTimeout(() => this.#end(), ABSENCE_MS);
    }

    override reconnected(): void {
      clearTimeout(this.#timer);
    }

    #end(): void {
      const life = lives.get(this.#host!);
      if (this.isConnected || life?.place !== this) return;
      lives.delete(this.#host!);
      life.apart.end();
    }

    draw(): void {
      const life = lives.get(this.#host!);
      if (!life || !this.isConnected) return;
      try {
        this.setValue(life.apart.render(life.env));
      } catch {
        // A page translator has torn it: the element draws all anew.
        this.#host!.requestUpdate();
      }
    }
  }

  /** In another document the element is dressed anew. */
  function dress(root: ShadowRoot): void {
    const view = root.ownerDocument.defaultView;
    if (!view) return;
    const sheet = sheets.get(view) ?? styleSheetFor(styles, view);
    sheets.set(view, sheet);
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  }

  return directive(ApartDirective);
}
