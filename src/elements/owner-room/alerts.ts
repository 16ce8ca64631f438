import type { ReactiveController } from 'lit';
import type { CallStore } from '../../core/call-store.js';
import { displayName } from '../../core/display-name.js';
import type { Localize } from '../shared/localize.js';
import { Chime } from './chime.js';
import type { DailyOwnerRoom } from './owner-room.js';
import { countInTitle } from './title-count.js';

/** The ways in which a knock can make itself noticed. */
type Alert = 'sound' | 'title' | 'notification';

/** A crowd at the door rings once in a while, not once a person. Milliseconds. */
const RING_PAUSE = 4000;

/** Makes knocks noticed by an owner who looks elsewhere. All of it ends with its cause. */
export class KnockAlerts implements ReactiveController {
  readonly #host: DailyOwnerRoom;
  readonly #words: Localize;
  readonly #chime = new Chime();
  #notification: Notification | undefined;
  #rungAt = 0;
  #store: CallStore | undefined;
  #unsubscribe = (): void => {};

  /**
   * @param host the element
   * @param words its language
   */
  constructor(host: DailyOwnerRoom, words: Localize) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
    host.addEventListener('daily-knock', (event) => this.#onKnock(event.detail.name));
  }

  /** To be called within the click that joins: only then may a page prepare a sound, or ask for a permission. */
  unlock(): void {
    if (this.#wants('sound')) this.#chime.unlock();
    if (this.#wants('notification') && typeof Notification === 'function' && Notification.permission === 'default') {
      void Notification.requestPermission();
    }
  }

  /** @internal */
  hostUpdated(): void {
    // An element may still draw what was due when it was taken out of the page.
    if (!this.#host.isConnected) return;
    const { callStore } = this.#host;
    if (callStore !== this.#store) {
      this.#unsubscribe();
      this.#store = callStore;
      // The number of those who wait concerns the title, but not what the owner's element itself draws.
      this.#unsubscribe = callStore.subscribe(this.#show);
    }
    this.#show();
  }

  /** @internal The chime stays unlocked while the element is only moved. */
  hostDisconnected(): void {
    this.#unsubscribe();
    this.#store = undefined;
    countInTitle(this, 0, this.#inTitle);
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#notification?.close();
      this.#chime.close();
    });
  }

  #wants(alert: Alert): boolean {
    const wanted = this.#host.alerts.split(/\s+/);
    return !wanted.includes('none') && wanted.includes(alert);
  }

  #onKnock(name: string): void {
    const now = Date.now();
    if (now - this.#rungAt < RING_PAUSE) return;
    this.#rungAt = now;
    if (this.#wants('sound')) this.#chime.ring();
    if (this.#wants('notification') && document.hidden) this.#notify(displayName(name) || this.#words.term('noName'));
  }

  #notify(name: string): void {
    if (typeof Notification !== 'function' || Notification.permission !== 'granted') return;
    this.#notification?.close();
    const count = this.#host.callStore.snapshot.waiting.length;
    try {
      const notification = new Notification(this.#words.term('notificationTitle', name), {
        body: this.#words.count('people', count),
        tag: 'daily-knock',
      });
      notification.onclick = () => {
        window.focus();
        notification.close();
      };
      this.#notification = notification;
    } catch {
      // Chrome on Android knows the constructor and refuses it: there only a service worker may notify.
    }
  }

  readonly #inTitle = (count: number, title: string): string =>
    this.#words.term('knockTitle', this.#words.number(count), title);

  readonly #show = (): void => {
    const { waiting } = this.#host.callStore.snapshot;
    if (waiting.length === 0) this.#notification?.close();
    countInTitle(this, this.#host.state === 'joined' && this.#wants('title') ? waiting.length : 0, this.#inTitle);
  };
}
