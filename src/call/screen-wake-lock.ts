import { documentProperty, windowOf } from '../context/document.js';
import { isForbidden } from './diagnostics/browser-checks.js';

/** Keeps the screen on while the visitor waits or is in a call: a phone that goes to sleep suspends the page. */
export class ScreenWakeLock {
  readonly #host: Element;
  /** The document that needs the lock. The page may move the element into another window. */
  #document: Document | undefined;
  #sentinel: WakeLockSentinel | undefined;
  #isRequesting = false;

  constructor(host: Element) {
    this.#host = host;
  }

  /** Requests or releases the lock. */
  follow(isWanted: boolean): void {
    const document = isWanted ? this.#host.ownerDocument : undefined;
    if (document === this.#document) return;
    this.#document?.removeEventListener('visibilitychange', this.#request);
    document?.addEventListener('visibilitychange', this.#request);
    this.#document = document;
    void this.#sentinel?.release().catch(() => {});
    this.#sentinel = undefined;
    void this.#request();
  }

  /** Browsers grant the lock to a visible page, and release it when the page is hidden. */
  readonly #request = async (): Promise<void> => {
    const document = this.#document;
    const navigator = document && windowOf(document)?.navigator;
    // Chromium logs an error when a policy forbids the request.
    const isImpossible =
      !navigator ||
      documentProperty(document, 'hidden') ||
      !('wakeLock' in navigator) ||
      isForbidden('screen-wake-lock');
    const isHeld = this.#sentinel !== undefined && !this.#sentinel.released;
    if (isHeld || this.#isRequesting || isImpossible) return;
    this.#isRequesting = true;
    let sentinel: WakeLockSentinel | undefined;
    try {
      sentinel = await navigator.wakeLock.request('screen');
    } catch {
      // Denied by a policy or a low battery. The call works without the lock.
    }
    this.#isRequesting = false;
    if (this.#document === document) this.#sentinel = sentinel;
    else {
      // The call is over, or the element is in another window.
      void sentinel?.release().catch(() => {});
      void this.#request();
    }
  };
}
