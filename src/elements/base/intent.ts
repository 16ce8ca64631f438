/**
 * Calls `prepare` when a visitor is about to use an element: it has got the focus, or a pointer has come to it.
 *
 * @param host the element
 * @param prepare may be called often
 */
export function onIntent(host: HTMLElement, prepare: () => void): void {
  for (const event of ['focusin', 'pointerenter']) host.addEventListener(event, prepare, { passive: true });
}
