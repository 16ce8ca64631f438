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

/** Which values of a template are in its content, and not within a tag. */
const inContent = new WeakMap<TemplateStringsArray, readonly boolean[]>();

/** Lit's `html`, with texts that stay up to date under a page translator. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> => {
  let isContent = inContent.get(strings);
  if (!isContent) {
    isContent = strings.map((_, index) => !/<[^>]*$/.test(strings.slice(0, index + 1).join()));
    inContent.set(strings, isContent);
  }
  const texts = values.map((value, index) => (typeof value === 'string' && isContent[index] ? drawText(value) : value));
  return litHtml(strings, ...texts);
};
