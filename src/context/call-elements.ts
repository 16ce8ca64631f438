import type { CallStore } from '../core/call-store.js';

/** A call element as consumer elements know it. */
export interface CallHostElement extends HTMLElement {
  /** The store of its call, now. */
  readonly callStore: CallStore | undefined;
}

/** Those in the page, and in other documents that it has moved them to. */
export const callElements = new Set<CallHostElement>();
const listeners = new Set<() => void>();

/** Tells consumer elements that call elements have come, gone, or changed their `id` or their call. */
export function notifyCallElements(): void {
  for (const listener of [...listeners]) listener();
}

/**
 * The nearest call element above an element, across shadow roots.
 *
 * @param leaf the element
 */
export function callElementAbove(leaf: Node): CallHostElement | undefined {
  for (let node: Partial<ShadowRoot & Element> | null | undefined = leaf as Element; node;) {
    if ('callStore' in node) return node as CallHostElement;
    node = node.assignedSlot ?? (node.parentNode as Element | null) ?? node.host;
  }
  return undefined;
}

/**
 * A call element has come into the page.
 *
 * @param root the element
 */
export function addCallElement(root: CallHostElement): void {
  callElements.add(root);
  notifyCallElements();
}

/**
 * A call element has left the page.
 *
 * @param root the element
 */
export function removeCallElement(root: CallHostElement): void {
  if (callElements.delete(root)) notifyCallElements();
}

/**
 * Calls `listener` whenever looking for a call element again may give another one.
 *
 * @param listener called without arguments
 * @returns ends it
 */
export function onCallElementsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
