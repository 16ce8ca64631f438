import { documentProperty, windowOf } from '../../context/document.js';
import type { Localize } from '../../elements/base/localize.js';

/** Shows one system notification at a time, while the page is hidden. */
export class Notifications {
  readonly #words: Localize;
  #shown: Notification | undefined;

  constructor(words: Localize) {
    this.#words = words;
  }

  /** Replaces the notification, if the page is hidden and permission is granted. Returns whether it is shown. */
  show(title: string, body: string, onClick: () => void = () => {}): boolean {
    const isVisible = documentsOf(this.#words.host).some((each) => !documentProperty(each, 'hidden'));
    if (isVisible || typeof Notification !== 'function' || Notification.permission !== 'granted') return false;
    this.close();
    try {
      const notification = new Notification(title, {
        body,
        tag: 'daily-knock',
        lang: this.#words.lang(),
        dir: this.#words.dir(),
      });
      notification.onclick = () => {
        (windowOf(this.#words.host.ownerDocument) ?? window).focus();
        this.close();
        onClick();
      };
      this.#shown = notification;
      return true;
    } catch {
      // In Chrome on Android the constructor throws: only a service worker may notify.
      return false;
    }
  }

  close(): void {
    this.#shown?.close();
    this.#shown = undefined;
  }
}

/** The documents in which an element may be visible: the page, and the window that the page has moved it into. */
export function documentsOf({ ownerDocument }: Element): Document[] {
  return [document, ownerDocument];
}
