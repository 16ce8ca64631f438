import { callModule } from './call-module.js';

const TAGS = 'daily-waiting-list, daily-video-tile';

/**
 * Loads the consumer elements as soon as the page has one of them. After a failure it tries again when the network is back, or the page has
 * another one.
 */
export function autoload(): void {
  const load = (node: ParentNode): boolean => {
    // From the prototype, since content of the page can shadow the properties of `document` ("DOM clobbering").
    const { querySelector } = node === document ? Document.prototype : (node as Partial<ParentNode>);
    if (!(node instanceof Element && node.matches(TAGS)) && !querySelector?.call(node, TAGS)) return false;
    observer.disconnect();
    loadElements().catch((reason: unknown) => {
      console.error('daily-knock could not be loaded.', reason);
      observe();
    });
    return true;
  };
  const observer = new MutationObserver((records) => {
    records.some(({ addedNodes }) => [...addedNodes].some((node) => load(node as Element)));
  });
  const observe = (): void => observer.observe(document, { childList: true, subtree: true });
  addEventListener('online', () => load(document));
  observe();
  load(document);
}

/**
 * Loads and defines `<daily-waiting-list>` and `<daily-video-tile>`. They are loaded by themselves unless they are in a shadow root.
 *
 * @returns Resolves when they are defined. Rejects if they cannot be loaded; the next call tries again.
 */
export async function loadElements(): Promise<void> {
  await callModule.load();
}
