import type { CallStore } from '../core/call-store.js';
import { Listeners, type Unsubscribe } from '../core/listeners.js';

/** A call element as seen by consumer elements. */
export interface CallHostElement extends HTMLElement {
  readonly callStore: CallStore | undefined;
}

/** The call elements in the page, and in other documents that the page has moved them to. */
export const callElements = new Set<CallHostElement>();
const listeners = new Listeners();

/** Notifies consumer elements that a call element was added, removed, or changed its `id` or call. */
export function notifyCallElements(): void {
  listeners.notify();
}

/** Finds the nearest call element above a node, across shadow roots. */
export function callElementAbove(consumer: Node): CallHostElement | undefined {
  const page: unknown = consumer.ownerDocument;
  // Not the document, which has none of these properties unless content of the page has such a name.
  for (let node: Partial<ShadowRoot & Element> | null | undefined = consumer as Element; node && node !== page;) {
    if ('callStore' in node) return node as CallHostElement;
    node = node.assignedSlot ?? (node.parentNode as Element | null) ?? node.host;
  }
  return undefined;
}

export function addCallElement(element: CallHostElement): void {
  callElements.add(element);
  notifyCallElements();
}

export function removeCallElement(element: CallHostElement): void {
  if (callElements.delete(element)) notifyCallElements();
}

/** Calls `listener` when a consumer element may find another call element. */
export function onCallElementsChange(listener: () => void): Unsubscribe {
  return listeners.add(listener);
}
