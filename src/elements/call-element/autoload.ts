import { callModule } from './call-module.js';

const TAGS = 'daily-waiting-list, daily-video-tile';

/**
 * Loads the consumer elements as soon as the page has one of them. After a failure it tries again when the network is back, or the page has
 * another one.
 */
export function autoload(): void {
  const load = (node: Node | null): boolean => {
    if (!(node instanceof Element) || !(node.matches(TAGS) || node.querySelector(TAGS))) return false;
    observer.disconnect();
    loadElements().catch((reason: unknown) => {
      console.error('daily-knock could not be loaded.', reason);
      observe();
    });
    return true;
  };
  const observer = new MutationObserver((records) => {
    records.some(({ addedNodes }) => [...addedNodes].some(load));
  });
  const observe = (): void => observer.observe(document, { childList: true, subtree: true });
  // From the prototype, since content of the page can shadow the properties of `document` ("DOM clobbering").
  const loadAny = (): boolean => load(Document.prototype.querySelector.call(document, ':root'));
  addEventListener('online', loadAny);
  observe();
  loadAny();
}

/**
 * Loads and defines `<daily-waiting-list>` and `<daily-video-tile>`. They are loaded by themselves unless they are in a shadow root.
 *
 * @returns Resolves when they are defined. Rejects if they cannot be loaded; the next call tries again.
 */
export async function loadElements(): Promise<void> {
  await callModule.load();
}
