import type { ReactiveController } from 'lit';
import { onGone } from '../../context/on-gone.js';
import type { CallHost } from '../host.js';

export type Alert = 'sound' | 'title' | 'notification';

/** The alerts of one side, owner or guest. Created each time the element is added to the page. */
export interface Alerts {
  /** Called after a change, and first with the states that were missed while loading. */
  update(state: string): void;
  /** Removes all alerts. */
  end(): void;
}

export type AlertsClass = new (controller: AlertsController) => Alerts;

/** The states without a call, in which nothing alerts. */
const QUIET_STATES = ['idle', 'failed'];

/** Does what browsers allow only within the click that joins or knocks, and then loads the alerts. */
export class AlertsController implements ReactiveController {
  readonly host: CallHost;
  /** Created within a click, as browsers require. */
  sound: AudioContext | undefined;
  readonly #load: () => Promise<AlertsClass>;
  #loading = false;
  #alerts: Alerts | undefined;
  #state = '';
  /** The states of this attempt before the alerts were loaded. */
  #missed: string[] = [];

  constructor(host: CallHost, load: () => Promise<AlertsClass>) {
    this.host = host;
    this.#load = load;
    host.addController(this);
    onGone(host, () => {
      this.#alerts?.end();
      this.#alerts = undefined;
      void this.sound?.close().catch(() => {});
      this.sound = undefined;
    });
  }

  /** Whether `alerts` includes an alert. A page may set `undefined`. */
  wants(alert: Alert): boolean {
    const wanted = String(this.host.alerts).split(/\s+/);
    return !wanted.includes('none') && wanted.includes(alert);
  }

  /** Resumes the audio context. Browsers allow that only within or after a click. */
  unlock(): void {
    ignoreErrors(() => (this.sound ??= new AudioContext()).resume());
  }

  /** Updates after a change of state, within the click that caused it. */
  follow(): void {
    const { state, isConnected } = this.host;
    const moved = this.#state !== state;
    this.#state = state;
    if (!isConnected) return;
    if (moved && state === 'connecting') this.#begin();
    if (!QUIET_STATES.includes(state)) this.#fetch();
    if (moved && !this.#alerts) this.#missed.push(state);
    this.#alerts?.update(state);
  }

  /** @internal */
  hostUpdated(): void {
    this.follow();
  }

  #begin(): void {
    this.#missed = [];
    // Without a click, as after an automatic start, Chrome would only log a warning.
    if (this.wants('sound') && navigator.userActivation?.hasBeenActive !== false) this.unlock();
    if (this.wants('notification') && typeof Notification === 'function' && Notification.permission === 'default') {
      ignoreErrors(() => Notification.requestPermission());
    }
  }

  #fetch(): void {
    const wanted = (['sound', 'title', 'notification'] as const).some((alert) => this.wants(alert));
    if (!wanted || this.#loading || this.#alerts) return;
    this.#loading = true;
    this.#load()
      .then((AlertsClass) => {
        if (!this.host.isConnected) return;
        this.#alerts = new AlertsClass(this);
        for (const state of [...this.#missed, this.#state]) this.#alerts.update(state);
      })
      .catch((reason: unknown) => console.warn('daily-knock: alerts could not be loaded.', reason))
      .finally(() => (this.#loading = false));
  }
}

/** Ignores errors and rejections: a browser may lack the feature, the audio device, or a free audio context. */
function ignoreErrors(act: () => unknown): void {
  void new Promise((done) => done(act())).catch(() => {});
}
