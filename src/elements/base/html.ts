import { html as litHtml, type TemplateResult } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/**
 * Lit writes a text that changes into the node that it has made, and a page translator has put another in its place. So a text
 * that changes is a new node, and what stands in its place goes.
 */
class Text extends Directive {
  #text: string | undefined;

  override render(text: string): string {
    return text;
  }

  override update(part: ChildPart, [text]: [string]): string {
    if (text !== this.#text) {
      // In an element that a translator has replaced nobody would read it.
      if (part.startNode!.getRootNode().nodeType !== Node.DOCUMENT_FRAGMENT_NODE) throw new Error();
      setCommittedValue(part);
    }
    return (this.#text = text);
  }
}

const drawText = directive(Text);

/** Lit's `html`, with texts that follow their state whatever a page translator has done to them. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> =>
  litHtml(
    strings,
    ...values.map((value, index) =>
      // A string within a tag is an attribute's.
      typeof value !== 'string' || /<[^>]*$/.test(strings.slice(0, index + 1).join()) ? value : drawText(value),
    ),
  );
