declare global {
  interface Document {
    /** Whether the page is loaded ahead of its visit. Not in TypeScript's library yet. */
    readonly prerendering?: boolean;
  }
}

/**
 * Puts something off until the page is shown, where a browser loads it ahead of a visit that may never come.
 *
 * @param task what is done then
 * @returns whether it was put off
 */
export function afterPrerendering(task: () => void): boolean {
  // An image of this name may stand in its place.
  if (document.prerendering !== true) return false;
  document.addEventListener('prerenderingchange', task, { once: true });
  return true;
}
