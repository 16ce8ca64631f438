type Listener = (seen: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
/** By window: each tells of its own document only. */
const observers = new WeakMap<Window, IntersectionObserver>();

/**
 * One observer for all tiles of a page. What is less than half a screen away counts as seen: it shall be there when it is scrolled
 * to. `scrollMargin` says the same of boxes that scroll within the page, and adds as much to the page's own; browsers that do not
 * know it notice a little later.
 */
function observerOf(view: typeof globalThis & Window): IntersectionObserver {
  let observer = observers.get(view);
  if (!observer) {
    observer = new view.IntersectionObserver(
      (entries) => {
        // Of several about one element the last is how it is now.
        for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
      },
      { rootMargin: '50%', scrollMargin: '50%' },
    );
    observers.set(view, observer);
  }
  return observer;
}

/**
 * Calls `listener` with whether an element can be seen, or nearly so: soon after the beginning, and whenever it changes.
 *
 * @param element which; in the page
 * @param listener told
 * @returns ends it
 */
export function watchSight(element: Element, listener: Listener): () => void {
  const observer = observerOf(element.ownerDocument.defaultView ?? window);
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer.unobserve(element);
  };
}
