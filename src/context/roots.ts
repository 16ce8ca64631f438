import type { CallStore } from '../core/call-store.js';

/** A root as leaves know it. */
export interface Root extends HTMLElement {
  /** The store of its call, now. */
  readonly callStore: CallStore | undefined;
}

/** Those in the page, and in other documents that it has moved them to. */
export const roots = new Set<Root>();
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
 * The nearest root above an element, across shadow roots.
 *
 * @param leaf the element
 */
export function rootAbove(leaf: Node): Root | undefined {
  for (let node: Partial<ShadowRoot & Element> | null | undefined = leaf as Element; node;) {
    if ('callStore' in node) return node as Root;
    node = node.assignedSlot ?? (node.parentNode as Element | null) ?? node.host;
  }
  return undefined;
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
 * Calls `listener` whenever looking for a root again may give another one.
 *
 * @param listener called without arguments
 * @returns ends it
 */
export function onRootsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
