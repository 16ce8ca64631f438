import type { CallStore } from '../core/call-store.js';

/** A root as leaves know it. */
export interface Root extends HTMLElement {
  /** The store of its call, now. */
  readonly callStore: CallStore | undefined;
}

const roots = new Set<Root>();
const listeners = new Set<() => void>();

/** Whether there is a root in the page that may have a call. */
export function hasRoots(): boolean {
  return roots.size > 0;
}

/** Tells leaves that roots have come, gone, or changed their `id` or their call. */
export function notifyRoots(): void {
  for (const listener of [...listeners]) listener();
}

/**
 * A root has come into the page.
 *
 * @param root the element
 */
export function addRoot(root: Root): void {
  roots.add(root);
  notifyRoots();
}

/**
 * A root has left the page.
 *
 * @param root the element
 */
export function removeRoot(root: Root): void {
  if (roots.delete(root)) notifyRoots();
}

/**
 * The root that a `for` attribute names: as for `<label for>`, the first element with that `id` in the same tree; else in the trees
 * around it, up to the document.
 *
 * @param leaf the element with the attribute
 * @param id the attribute's value
 * @returns `undefined` while there is no such root, or it is not upgraded yet
 */
export function findRoot(leaf: Element, id: string): Root | undefined {
  for (let node: Node = leaf; ;) {
    const tree = node.getRootNode();
    const named = 'getElementById' in tree ? (tree as Document | ShadowRoot).getElementById(id) : null;
    const found = named && [...roots].find((root) => root === named);
    if (found) return found;
    // A tree that has another element of this id stops the search, as a label is not for what is further out.
    if (named || !('host' in tree)) return undefined;
    node = (tree as ShadowRoot).host;
  }
}

/**
 * Calls `listener` whenever looking for a root again may give another one.
 *
 * @param listener called without arguments
 * @returns ends it
 */
export function onRootsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
