import { isForbidden } from './diagnostics/browser-checks.js';

/** Keeps the screen on while somebody waits or is in a call: a phone that goes to sleep stops its page. */
export class ScreenWakeLock {
  readonly #host: Element;
  /** The document that it is wanted for, while it is. */
  #document: Document | undefined;
  #sentinel: WakeLockSentinel | undefined;
  #isAsking = false;

  /** @param host the element, which the page may move into another window */
  constructor(host: Element) {
    this.#host = host;
  }

  /**
   * Follows what the screen is needed for.
   *
   * @param isWanted whether it must stay on
   */
  follow(isWanted: boolean): void {
    const document = isWanted ? this.#host.ownerDocument : undefined;
    if (document === this.#document) return;
    this.#document?.removeEventListener('visibilitychange', this.#ask);
    document?.addEventListener('visibilitychange', this.#ask);
    this.#document = document;
    void this.#sentinel?.release().catch(() => {});
    this.#sentinel = undefined;
    void this.#ask();
  }

  /** Browsers give it to a page that is shown, and take it back when the page is hidden. */
  readonly #ask = async (): Promise<void> => {
    const document = this.#document;
    const navigator = document?.defaultView?.navigator;
    // Chromium writes an error to the console when something that is forbidden is asked for.
    const cannotAsk = !navigator || document.hidden || !('wakeLock' in navigator) || isForbidden('screen-wake-lock');
    const isHeld = this.#sentinel !== undefined && !this.#sentinel.released;
    if (isHeld || this.#isAsking || cannotAsk) return;
    this.#isAsking = true;
    let sentinel: WakeLockSentinel | undefined;
    try {
      sentinel = await navigator.wakeLock.request('screen');
    } catch {
      // A policy or an empty battery forbids it: all goes on without.
    }
    this.#isAsking = false;
    if (this.#document === document) this.#sentinel = sentinel;
    else {
      // The call is over by now, or in another window.
      void sentinel?.release().catch(() => {});
      void this.#ask();
    }
  };
}
