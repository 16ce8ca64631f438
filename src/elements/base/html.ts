import { html as litHtml, type TemplateResult } from 'lit';
import { type ChildPart, Directive, directive } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/**
 * Keeps a text up to date. Lit would update the text node that it has made, which page translators replace: what stands in its place then
 * gives way to a new node.
 */
class Text extends Directive {
  #text: string | undefined;

  override render(text: string): string {
    return text;
  }

  override update(part: ChildPart, [text]: [string]): string {
    const before = this.#text;
    if (text !== before && !isUntouched(part, before)) {
      // A translator may have moved the marker into an element that is not in the page.
      if (part.startNode!.getRootNode().nodeType !== Node.DOCUMENT_FRAGMENT_NODE) throw new Error();
      setCommittedValue(part);
    }
    return (this.#text = text);
  }
}

/** Whether a part has only the text node that Lit has made. */
function isUntouched({ startNode, endNode }: ChildPart, text: string | undefined): boolean {
  const node = startNode!.nextSibling;
  return node instanceof CharacterData && node.data === text && node.nextSibling === endNode && node.isConnected;
}

const drawText = directive(Text);

/** Which of a template's values are in a tag, where a string belongs to an attribute. */
const inTags = new WeakMap<TemplateStringsArray, readonly boolean[]>();

function findInTags(strings: TemplateStringsArray): readonly boolean[] {
  let isInTag = false;
  const found = strings.map((text) => {
    const opened = text.lastIndexOf('<');
    const closed = text.lastIndexOf('>');
    if (opened !== closed) isInTag = opened > closed;
    return isInTag;
  });
  inTags.set(strings, found);
  return found;
}

/** Lit's `html`, with texts that stay up to date under a page translator. */
export const html = (strings: TemplateStringsArray, ...values: unknown[]): TemplateResult<1> => {
  const isInTag = inTags.get(strings) ?? findInTags(strings);
  return litHtml(
    strings,
    ...values.map((value, index) => (typeof value === 'string' && !isInTag[index] ? drawText(value) : value)),
  );
};
