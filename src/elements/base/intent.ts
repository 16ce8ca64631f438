/** Calls `prepare`, possibly often, when a visitor is about to use an element: on focus, or when a pointer enters. */
export function onIntent(host: HTMLElement, prepare: () => void): void {
  for (const event of ['focusin', 'pointerenter']) host.addEventListener(event, prepare, { passive: true });
}
