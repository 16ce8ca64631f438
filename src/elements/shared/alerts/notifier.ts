/** One notification of the system's at a time, for somebody who looks elsewhere. */
export class Notifier {
  #shown: Notification | undefined;

  /**
   * Shows a notification in place of the one before, if the page may and nobody looks at it.
   *
   * @param title what it is about
   * @param body further words
   * @param onClick what a click on it leads to, once the page is in sight
   * @returns whether it is shown
   */
  show(title: string, body: string, onClick: () => void = () => {}): boolean {
    if (!document.hidden || globalThis.Notification?.permission !== 'granted') return false;
    this.close();
    try {
      const notification = new Notification(title, { body, tag: 'daily-knock' });
      notification.onclick = () => {
        window.focus();
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
