import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onGone } from '../../context/on-gone.js';
import type { CallStore } from '../../core/call-store.js';
import { displayName } from '../../core/display-name.js';
import type { Localize } from '../../elements/base/localize.js';

/** The ways in which something can make itself noticed. */
export type Alert = 'sound' | 'title' | 'notification';

/** An element that makes itself noticed. */
export interface AlertsHost extends ReactiveControllerHost, HTMLElement {
  /** Words of {@link Alert}, separated by blanks, or `none`. */
  readonly alerts: string;
  readonly state: string;
  readonly callStore: CallStore | undefined;
}

/** What makes itself noticed. Made anew for each life of an element in the page. */
export interface Alerts {
  /**
   * Something that may concern it has changed.
   *
   * @param state the element's; those that it had while this was being fetched come first
   */
  update(state: string): void;
  /** Takes back whatever can still be seen or heard. */
  end(): void;
}

/** A kind of them. */
export type AlertsKind = new (gate: AlertsController) => Alerts;

/** States in which nothing goes on. */
const RESTING = ['idle', 'failed'];

/**
 * The part of alerts that a page has from the beginning: what a browser allows only within the click that joins or knocks. The
 * rest is fetched then.
 */
export class AlertsController implements ReactiveController {
  readonly host: AlertsHost;
  readonly words: Localize;
  /** Where sounds are played, once the browser may have allowed it. */
  sound: AudioContext | undefined;
  readonly #load: () => Promise<AlertsKind>;
  #loading = false;
  #alerts: Alerts | undefined;
  #state = '';
  /** What there was of this attempt while there were no alerts. */
  #missed: string[] = [];

  /**
   * @param host the element
   * @param words its language
   * @param load fetches what it is to do
   */
  constructor(host: AlertsHost, words: Localize, load: () => Promise<AlertsKind>) {
    this.host = host;
    this.words = words;
    this.#load = load;
    host.addController(this);
    onGone(host, () => {
      this.#alerts?.end();
      this.#alerts = undefined;
      void this.sound?.close().catch(() => {});
      this.sound = undefined;
    });
  }

  /**
   * Whether the page wishes to be made noticed something in this way.
   *
   * @param alert the way
   */
  wants(alert: Alert): boolean {
    const wanted = this.host.alerts.split(/\s+/);
    return !wanted.includes('none') && wanted.includes(alert);
  }

  /**
   * A stranger's name as it can be shown.
   *
   * @param name as Daily gives it
   */
  nameOf(name: string): string {
    return displayName(name) || this.words.term('noName');
  }

  /** Prepares the sound; browsers allow it only within a click, or after one. */
  unlock(): void {
    quietly(() => (this.sound ??= new AudioContext()).resume());
  }

  /** The element's state may have changed. Within the click that has changed it, if one has. */
  follow(): void {
    const { state, isConnected } = this.host;
    const moved = this.#state !== state;
    this.#state = state;
    if (!isConnected) return;
    if (moved && state === 'connecting') this.#begin();
    if (!RESTING.includes(state)) this.#fetch();
    if (moved && !this.#alerts) this.#missed.push(state);
    this.#alerts?.update(state);
  }

  /** `alerts` may have changed. */
  hostUpdated(): void {
    this.follow();
  }

  #begin(): void {
    this.#missed = [];
    // Without any click so far, as with an automatic start, Chrome would only complain about it.
    if (this.wants('sound') && navigator.userActivation?.hasBeenActive !== false) this.unlock();
    if (this.wants('notification') && typeof Notification === 'function' && Notification.permission === 'default') {
      quietly(() => Notification.requestPermission());
    }
  }

  #fetch(): void {
    const wanted = (['sound', 'title', 'notification'] as const).some((alert) => this.wants(alert));
    if (!wanted || this.#loading || this.#alerts) return;
    this.#loading = true;
    this.#load()
      .then((Kind) => {
        if (!this.host.isConnected) return;
        this.#alerts = new Kind(this);
        for (const state of [...this.#missed, this.#state]) this.#alerts.update(state);
      })
      .catch((reason: unknown) =>
        console.warn('daily-knock makes nothing noticed: a file could not be loaded.', reason),
      )
      .finally(() => (this.#loading = false));
  }
}

/**
 * Does what not every browser can do: a page may have too many sound devices, or none. It stays silent then, and all else goes on.
 *
 * @param act may throw, or promise what fails
 */
function quietly(act: () => unknown): void {
  void new Promise((done) => done(act())).catch(() => {});
}
