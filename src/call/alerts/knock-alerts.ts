import type { CallStore } from '../../core/call-store.js';
import type { Unsubscribe } from '../../core/listeners.js';
import type { Alerts, AlertsController } from './alerts-controller.js';
import { Chime, type Note } from './chime.js';
import { Notifications } from './notifications.js';
import { countInTitle } from './document-title.js';

/** Two soft notes downwards, like a doorbell. */
const DOORBELL: readonly Note[] = [
  { frequency: 659.25, start: 0 },
  { frequency: 523.25, start: 0.18 },
];

/** A crowd at the door is told of once in a while, not once a person. Milliseconds. */
const PAUSE = 4000;

/** Makes knocks noticed by an owner who looks elsewhere. All of it ends with its cause. */
export class KnockAlerts implements Alerts {
  readonly #gate: AlertsController;
  readonly #chime: Chime;
  readonly #notifier: Notifications;
  /** Those who have rung, as long as the owner is in the call: whoever is listed anew under the same id is the same knock. */
  readonly #known = new Set<string>();
  #store: CallStore | undefined;
  #unsubscribe: Unsubscribe = () => {};
  #rungAt = 0;
  #notifiedAt = 0;

  /** @param gate the element's */
  constructor(gate: AlertsController) {
    this.#gate = gate;
    this.#chime = new Chime(gate);
    this.#notifier = new Notifications(gate.words);
  }

  update(): void {
    const { callStore } = this.#gate.host;
    if (callStore !== this.#store) {
      this.#unsubscribe();
      this.#store = callStore;
      // Who waits concerns the title, but not what the owner's element itself draws.
      this.#unsubscribe = callStore?.subscribe(this.#show) ?? ((): void => {});
    }
    this.#show();
  }

  end(): void {
    this.#unsubscribe();
    this.#chime.end();
    this.#notifier.close();
    countInTitle(this, 0, this.#inTitle);
  }

  readonly #inTitle = (count: number, title: string): string =>
    this.#gate.words.term('knockTitle', this.#gate.words.number(count), title);

  readonly #show = (): void => {
    const { host } = this.#gate;
    const isJoined = host.state === 'joined';
    const waiting = (isJoined && host.callStore?.snapshot.waiting) || [];
    const last = waiting.findLast(({ id }) => !this.#known.has(id));
    if (!isJoined) this.#known.clear();
    for (const { id } of waiting) this.#known.add(id);
    if (last) this.#onKnock(last.name, waiting.length);
    if (waiting.length === 0 || !this.#gate.wants('notification')) this.#notifier.close();
    countInTitle(this, this.#gate.wants('title') ? waiting.length : 0, this.#inTitle);
  };

  #onKnock(name: string, count: number): void {
    const { words, host } = this.#gate;
    const now = Date.now();
    if (now - this.#rungAt >= PAUSE && this.#chime.play(DOORBELL)) this.#rungAt = now;
    if (now - this.#notifiedAt < PAUSE || !this.#gate.wants('notification')) return;
    const title = words.term('notificationTitle', this.#gate.nameOf(name));
    const isShown = this.#notifier.show(title, words.count('people', count), () => findList(host)?.focus());
    if (isShown) this.#notifiedAt = now;
  }
}

/** The waiting list of an owner's element: its own, what the page has put in its place, or one elsewhere in the page. */
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
