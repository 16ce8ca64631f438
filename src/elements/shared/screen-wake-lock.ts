import { isForbidden } from './notices/browser.js';

/** Keeps the screen on while somebody waits or is in a call: a phone that goes to sleep stops its page. */
export class ScreenWakeLock {
  #isWanted = false;
  #sentinel: WakeLockSentinel | undefined;
  #isAsking = false;

  /**
   * Follows what the screen is needed for.
   *
   * @param isWanted whether it must stay on
   */
  follow(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) document.addEventListener('visibilitychange', this.#ask);
    else document.removeEventListener('visibilitychange', this.#ask);
    void this.#ask();
  }

  /** Browsers give it to a page that is shown, and take it back when the page is hidden. */
  readonly #ask = async (): Promise<void> => {
    if (!this.#isWanted) {
      void this.#sentinel?.release().catch(() => {});
      this.#sentinel = undefined;
      return;
    }
    // Chromium writes an error to the console when something that is forbidden is asked for.
    const cannotAsk = document.hidden || !('wakeLock' in navigator) || isForbidden('screen-wake-lock');
    const isHeld = this.#sentinel !== undefined && !this.#sentinel.released;
    if (isHeld || this.#isAsking || cannotAsk) return;
    this.#isAsking = true;
    try {
      this.#sentinel = await navigator.wakeLock.request('screen');
    } catch {
      // A policy or an empty battery forbids it: all goes on without.
    }
    this.#isAsking = false;
    // The call may be over by now.
    if (!this.#isWanted) void this.#ask();
  };
}
