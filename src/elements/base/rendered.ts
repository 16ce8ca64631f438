/**
 * Puts something off until an element is rendered, if it is not: below `display: none` or `content-visibility: hidden`, in a closed
 * `<details>`, in a frame that is not shown.
 *
 * @param element has drawn something by its next update
 * @param task what is done then
 * @returns what waits for that; nothing if the element is rendered
 */
export function afterRendering(
  element: HTMLElement & { readonly updateComplete: Promise<boolean> },
  task: () => unknown,
): ResizeObserver | undefined {
  if (isRendered(element)) return undefined;
  const observer = new ResizeObserver(() => isRendered(element) && task());
  // The element itself may be without a box, or keep its size.
  void element.updateComplete.then(() => observer.observe(element.shadowRoot!.firstElementChild!));
  return observer;
}

function isRendered(element: Element): boolean {
  const { display, contentVisibility } = getComputedStyle(element);
  if (contentVisibility === 'hidden') return false;
  const around = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
  if (display === 'contents' && around) return isRendered(around);
  return element.checkVisibility();
}
