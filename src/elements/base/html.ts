import { html as litHtml, type TemplateResult } from 'lit';
import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/**
 * Renders a changed text as a new node and removes what stands in its place. Lit would update the text node that it has made, which
 * page translators replace.
 */
class Text extends Directive {
  #text: string | undefined;

  override render(text: string): string {
    return text;
  }

  override update(part: ChildPart, [text]: [string]): string {
    if (text !== this.#text) {
      // A translator may have moved the marker into an element that is not in the page.
      if (part.startNode!.getRootNode().nodeType !== Node.DOCUMENT_FRAGMENT_NODE) throw new Error();
      setCommittedValue(part);
    }
    return (this.#text = text);
  }
}

const drawText = directive(Text);

/** Lit's `html`, with texts that stay up to date under a page translator. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> => {
  // A string within a tag belongs to an attribute.
  let isInTag = false;
  const texts = values.map((value, index) => {
    const opened = strings[index]!.lastIndexOf('<');
    const closed = strings[index]!.lastIndexOf('>');
    if (opened !== closed) isInTag = opened > closed;
    return typeof value === 'string' && !isInTag ? drawText(value) : value;
  });
  return litHtml(strings, ...texts);
};
