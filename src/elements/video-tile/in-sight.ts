type Listener = (seen: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
/**
 * One observer for all tiles of a document: each tells of its own only. What is less than half a screen away counts as seen: it shall be
 * there when it is scrolled to. `scrollMargin` says the same of boxes that scroll within the page, and adds as much to the page's own;
 * browsers that do not know it notice a little later.
 */
class Observers {
  readonly #byWindow = new WeakMap<Window, IntersectionObserver>();

  // A method, as the minifier would put a function into the one that calls it: then the first element would be kept for good.
  of(view: typeof globalThis & Window): IntersectionObserver {
    let observer = this.#byWindow.get(view);
    if (!observer) {
      observer = new view.IntersectionObserver(
        (entries) => {
          // Of several about one element the last is how it is now.
          for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
        },
        { rootMargin: '50%', scrollMargin: '50%' },
      );
      this.#byWindow.set(view, observer);
    }
    return observer;
  }
}

const observers = new Observers();

/**
 * Calls `listener` with whether an element can be seen, or nearly so: soon after the beginning, and whenever it changes.
 *
 * @param element which; in the page
 * @param listener told
 * @returns ends it
 */
export function watchSight(element: Element, listener: Listener): () => void {
  const observer = observers.of(element.ownerDocument.defaultView ?? window);
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer.unobserve(element);
  };
}
