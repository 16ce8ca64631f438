import type { CallStore } from '../../core/call-store.js';
import type { Unsubscribe } from '../../core/listeners.js';
import { personName } from '../../elements/base/person-name.js';
import type { Alerts, AlertsController } from './alerts-controller.js';
import { setBadgeCount } from './app-badge.js';
import { Chime } from './chime.js';
import { setTitleCount } from './document-title.js';
import { Notifications } from './notifications.js';

/** Two falling notes, like a doorbell. */
const DOORBELL = [659.25, 523.25];

/** The shortest time between two sounds, and two notifications, when many guests knock. */
const MIN_INTERVAL_MS = 4000;

/** Alerts an owner to knocks. Title, badge and notification last while guests wait. */
export class KnockAlerts implements Alerts {
  readonly #controller: AlertsController;
  readonly #chime: Chime;
  readonly #notifications: Notifications;
  /** The guests of this call. A guest who is listed again under the same id is the same knock. */
  readonly #known = new Set<string>();
  #store: CallStore | undefined;
  #unsubscribe: Unsubscribe = () => {};
  #chimedAt = 0;
  #notifiedAt = 0;

  constructor(controller: AlertsController) {
    this.#controller = controller;
    this.#chime = new Chime(controller);
    this.#notifications = new Notifications(controller.host.words);
  }

  update(): void {
    const { callStore } = this.#controller.host;
    if (callStore !== this.#store) {
      this.#unsubscribe();
      this.#store = callStore;
      // The owner's element itself does not update for changes of the waiting list.
      this.#unsubscribe = callStore?.subscribe(this.#show) ?? ((): void => {});
    }
    this.#show();
  }

  end(): void {
    this.#unsubscribe();
    this.#chime.end();
    this.#notifications.close();
    this.#showCount(0);
  }

  #showCount(count: number): void {
    setTitleCount(this, count, this.#formatTitle);
    setBadgeCount(this, count);
  }

  readonly #formatTitle = (count: number, title: string): string => {
    const { words } = this.#controller.host;
    return words.term('knockTitle', words.number(count), title);
  };

  readonly #show = (): void => {
    const { host } = this.#controller;
    const isJoined = host.state === 'joined';
    const waiting = (isJoined && host.callStore?.snapshot.waiting) || [];
    const last = waiting.findLast(({ id }) => !this.#known.has(id));
    if (!isJoined) this.#known.clear();
    for (const { id } of waiting) this.#known.add(id);
    if (last) this.#onKnock(last.name, waiting.length);
    if (waiting.length === 0 || !this.#controller.wants('notification')) this.#notifications.close();
    this.#showCount(this.#controller.wants('title') ? waiting.length : 0);
  };

  #onKnock(name: string, count: number): void {
    const { host } = this.#controller;
    const { words } = host;
    const now = Date.now();
    if (now - this.#chimedAt >= MIN_INTERVAL_MS && this.#chime.play(DOORBELL)) this.#chimedAt = now;
    if (now - this.#notifiedAt < MIN_INTERVAL_MS || !this.#controller.wants('notification')) return;
    const title = words.term('notificationTitle', personName(words, name));
    const isShown = this.#notifications.show(title, words.count('people', count), () => findList(host)?.focus());
    if (isShown) this.#notifiedAt = now;
  }
}

/** Finds an owner's waiting list: the element's own, a slotted one, or one elsewhere in the page. */
function findList(host: HTMLElement): HTMLElement | undefined {
  const slots = [...host.shadowRoot!.querySelectorAll<HTMLSlotElement>('slot[name="waiting-list"]')];
  const shown = slots.flatMap((slot) => slot.assignedElements({ flatten: true }));
  const own = [
    ...shown.filter((each) => each.matches(LIST)),
    ...[...shown, host].map((each) => each.querySelector(LIST)),
  ];
  const page = host.getRootNode() as Document | ShadowRoot;
  const named = host.id ? page.querySelector(`${LIST}[for="${CSS.escape(host.id)}"]`) : null;
  return [...own, named].find((list): list is HTMLElement => list instanceof HTMLElement);
}

const LIST = 'daily-waiting-list';
