import { callElements, type CallHostElement } from './call-elements.js';

/**
 * The call element that a `for` attribute names: as for `<label for>`, the first element with that `id` in the same tree; else in the trees
 * around it, up to the document. Where none of them has an element of this `id`, it is the call element in another document: the page has
 * moved one of the two into an iframe or a window.
 *
 * @param leaf the element with the attribute
 * @param id the attribute's value
 * @param last the call element that it had before
 * @returns `undefined` while there is no such call element, or it is not upgraded yet
 */
export function findCallElement(
  leaf: Element,
  id: string,
  last: CallHostElement | undefined,
): CallHostElement | undefined {
  for (let node: Node = leaf; ;) {
    const tree = node.getRootNode() as Document | ShadowRoot;
    const named = 'getElementById' in tree ? tree.getElementById(id) : null;
    const found = named && [...callElements].find((root) => root === named);
    if (found) return found;
    // A tree that has another element of this id stops the search, as a label is not for what is further out.
    if (named) return undefined;
    if (!('host' in tree)) break;
    node = tree.host;
  }
  const elsewhere = [...callElements].find(
    (root) => root.id === id && root.getRootNode() === documentApart(root, leaf),
  );
  return elsewhere ?? (last?.id === id ? keptCallElement(leaf, last) : undefined);
}

/**
 * The call element that a consumer element had, where the page has moved one of the two into another document: what is above the consumer element there says nothing.
 *
 * @param leaf the element
 * @param last the call element that it had before
 */
export function keptCallElement(leaf: Element, last: CallHostElement | undefined): CallHostElement | undefined {
  return last?.isConnected && documentApart(last, leaf) ? last : undefined;
}

/** The document of a call element, where that is another one than a consumer element's. One that has been closed counts for none. */
function documentApart({ ownerDocument }: CallHostElement, leaf: Element): Document | undefined {
  return ownerDocument !== leaf.ownerDocument && ownerDocument.defaultView ? ownerDocument : undefined;
}
