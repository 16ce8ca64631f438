interface Shown {
  readonly title: string;
  readonly body: string | undefined;
  onclick: (() => void) | null;
  readonly lang: string | undefined;
  readonly dir: string | undefined;
}

/** In place of the browser's notifications. */
export class FakeNotifications {
  /** Those that are on the screen. */
  open: Shown[] = [];
  permission: NotificationPermission = 'granted';
  /** How often the page has asked for permission. */
  requests = 0;
  /** Whether a click has brought the page's window to the front. */
  broughtToFront = false;
  readonly #focus = window.focus.bind(window);
  readonly #before = Object.getOwnPropertyDescriptor(globalThis, 'Notification');

  /** Takes the browser's place until {@link restore}. */
  constructor() {
    const shown = (notification: Shown) => this.open.push(notification);
    const closed = (notification: Shown) => (this.open = this.open.filter((other) => other !== notification));
    const permission = () => this.permission;
    const request = () => {
      this.requests += 1;
      return Promise.resolve(this.permission);
    };
    class Notification implements Shown {
      static get permission(): NotificationPermission {
        return permission();
      }

      static requestPermission(): Promise<NotificationPermission> {
        return request();
      }

      readonly title: string;
      readonly body: string | undefined;
      onclick: (() => void) | null = null;
      readonly lang: string | undefined;
      readonly dir: string | undefined;

      constructor(title: string, options?: NotificationOptions) {
        this.title = title;
        this.body = options?.body;
        this.lang = options?.lang;
        this.dir = options?.dir;
        shown(this);
      }

      close(): void {
        closed(this);
      }
    }
    Object.defineProperty(globalThis, 'Notification', { configurable: true, writable: true, value: Notification });
    window.focus = () => (this.broughtToFront = true);
  }

  /** The visitor clicks on the notification. */
  click(): void {
    this.open[0]!.onclick?.();
  }

  restore(): void {
    window.focus = this.#focus;
    if (this.#before) Object.defineProperty(globalThis, 'Notification', this.#before);
    else Reflect.deleteProperty(globalThis, 'Notification');
  }
}
