import { roots, type Root } from './roots.js';

/**
 * The root that a `for` attribute names: as for `<label for>`, the first element with that `id` in the same tree; else in the trees
 * around it, up to the document. Where none of them has an element of this `id`, it is the root in another document: the page has
 * moved one of the two into an iframe or a window.
 *
 * @param leaf the element with the attribute
 * @param id the attribute's value
 * @param last the root that it had before
 * @returns `undefined` while there is no such root, or it is not upgraded yet
 */
export function findRoot(leaf: Element, id: string, last: Root | undefined): Root | undefined {
  for (let node: Node = leaf; ;) {
    const tree = node.getRootNode() as Document | ShadowRoot;
    const named = 'getElementById' in tree ? tree.getElementById(id) : null;
    const found = named && [...roots].find((root) => root === named);
    if (found) return found;
    // A tree that has another element of this id stops the search, as a label is not for what is further out.
    if (named) return undefined;
    if (!('host' in tree)) break;
    node = tree.host;
  }
  const elsewhere = [...roots].find((root) => root.id === id && root.getRootNode() === documentApart(root, leaf));
  return elsewhere ?? (last?.id === id ? keptRoot(leaf, last) : undefined);
}

/**
 * The root that a leaf had, where the page has moved one of the two into another document: what is above the leaf there says nothing.
 *
 * @param leaf the element
 * @param last the root that it had before
 */
export function keptRoot(leaf: Element, last: Root | undefined): Root | undefined {
  return last?.isConnected && documentApart(last, leaf) ? last : undefined;
}

/** The document of a root, where that is another one than a leaf's. One that has been closed counts for none. */
function documentApart({ ownerDocument }: Root, leaf: Element): Document | undefined {
  return ownerDocument !== leaf.ownerDocument && ownerDocument.defaultView ? ownerDocument : undefined;
}
