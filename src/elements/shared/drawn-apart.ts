import { noChange, type CSSResult, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { DirectiveResult } from 'lit/async-directive.js';
import type { ChildPart } from 'lit';
import { ABSENCE_MS } from '../../context/on-gone.js';

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
  class ApartDirective extends AsyncDirective {
    #env: Env | undefined;
    #apart: Apart<Env> | undefined;
    #host: unknown;
    #timer: ReturnType<typeof setTimeout> | undefined;

    override render(_env: Env): unknown {
      return noChange;
    }

    override update(part: ChildPart, [env]: [Env]): unknown {
      this.#env = env;
      if (!this.#apart) {
        this.#host = part.options?.host;
        adopt(this.#host, styles);
        // What has ended does not begin again with being put back, but when the element asks for it anew.
        this.#apart = new Kind(() => this.#draw());
        this.#apart.start();
      }
      return this.#apart.render(env);
    }

    override disconnected(): void {
      // An element that is moved is back at once; one that is taken out of its page may be put back.
      const isTakenOut = this.#host instanceof Node && !this.#host.isConnected;
      if (isTakenOut) this.#timer = setTimeout(() => this.#end(), ABSENCE_MS);
      else queueMicrotask(() => this.#end());
    }

    override reconnected(): void {
      clearTimeout(this.#timer);
    }

    #end(): void {
      if (this.isConnected) return;
      this.#apart?.end();
      this.#apart = undefined;
    }

    #draw(): void {
      if (this.#apart && this.#env && this.isConnected) this.setValue(this.#apart.render(this.#env));
    }
  }
  return directive(ApartDirective);
}

function adopt(host: unknown, { styleSheet }: CSSResult): void {
  const root = host instanceof HTMLElement ? host.shadowRoot : null;
  if (!root || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
