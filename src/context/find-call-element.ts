import { callElements, type CallHostElement } from './call-elements.js';
import { hostOf, windowOf } from './document.js';

/**
 * Finds the call element that `for` refers to. As with `<label for>`, it is the first element with that `id` in the same tree; otherwise in
 * the outer trees, up to the document. If none has this `id`, it is the call element in another document, because the page has moved one of
 * the two into an iframe or a window.
 */
export function findCallElement(
  consumer: Element,
  id: string,
  previous: CallHostElement | undefined,
): CallHostElement | undefined {
  for (let node: Element | undefined = consumer; node; node = hostOf(node)) {
    const tree = node.getRootNode() as Document | ShadowRoot;
    const { getElementById } = tree === node.ownerDocument ? Document.prototype : tree;
    const named = (getElementById as typeof getElementById | undefined)?.call(tree, id);
    const found = named && [...callElements].find((element) => element === named);
    if (found) return found;
    // Another element with this id stops the search.
    if (named) return undefined;
  }
  const elsewhere = [...callElements].find(
    (element) => element.id === id && element.getRootNode() === otherDocument(element, consumer),
  );
  return elsewhere ?? (previous?.id === id ? previousCallElement(consumer, previous) : undefined);
}

/** Keeps a consumer element's previous call element if the page has moved one of the two into another document. */
export function previousCallElement(
  consumer: Element,
  previous: CallHostElement | undefined,
): CallHostElement | undefined {
  return previous?.isConnected && otherDocument(previous, consumer) ? previous : undefined;
}

/** Returns the document of a call element if it is not the consumer element's, and not closed. */
function otherDocument({ ownerDocument }: CallHostElement, consumer: Element): Document | undefined {
  return ownerDocument !== consumer.ownerDocument && windowOf(ownerDocument) ? ownerDocument : undefined;
}
