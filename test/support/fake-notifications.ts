interface Shown {
  readonly title: string;
  readonly body: string | undefined;
  onclick: (() => void) | null;
  readonly lang: string | undefined;
  readonly dir: string | undefined;
}

/** Replaces the browser's notifications until {@link restore}. */
export class FakeNotifications {
  /** The visible notifications. */
  open: Shown[] = [];
  permission: NotificationPermission = 'granted';
  /** The number of permission requests. */
  requests = 0;
  /** Whether the page has called `window.focus()`. */
  broughtToFront = false;
  readonly #focus = window.focus.bind(window);
  readonly #before = Object.getOwnPropertyDescriptor(globalThis, 'Notification');

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

  /** Clicks on the notification. */
  click(): void {
    this.open[0]!.onclick?.();
  }

  restore(): void {
    window.focus = this.#focus;
    if (this.#before) Object.defineProperty(globalThis, 'Notification', this.#before);
    else Reflect.deleteProperty(globalThis, 'Notification');
  }
}
