import type { Localize } from '../../elements/base/localize.js';

/** One notification of the system's at a time, for somebody who looks elsewhere. */
export class Notifications {
  readonly #words: Localize;
  #shown: Notification | undefined;

  /** @param words in whose language and direction it is written */
  constructor(words: Localize) {
    this.#words = words;
  }

  /**
   * Shows a notification in place of the one before, if the page may and nobody looks at it.
   *
   * @param title what it is about
   * @param body further words
   * @param onClick what a click on it leads to, once the page is in sight
   * @returns whether it is shown
   */
  show(title: string, body: string, onClick: () => void = () => {}): boolean {
    const isInSight = documentsOf(this.#words.host).some(({ hidden }) => !hidden);
    if (isInSight || typeof Notification !== 'function' || Notification.permission !== 'granted') return false;
    this.close();
    try {
      const notification = new Notification(title, {
        body,
        tag: 'daily-knock',
        lang: this.#words.lang(),
        dir: this.#words.dir(),
      });
      notification.onclick = () => {
        (this.#words.host.ownerDocument.defaultView ?? window).focus();
        this.close();
        onClick();
      };
      this.#shown = notification;
      return true;
    } catch {
      // Chrome on Android knows the constructor and refuses it: there only a service worker may notify.
      return false;
    }
  }

  /** Takes the notification away. */
  close(): void {
    this.#shown?.close();
    this.#shown = undefined;
  }
}

/**
 * Where somebody may look at an element: the page, and the window that the page has moved it into.
 *
 * @param element the element
 */
export function documentsOf({ ownerDocument }: Element): Document[] {
  return [document, ownerDocument];
}
