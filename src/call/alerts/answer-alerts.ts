import type { Alerts, AlertsController } from './alerts-controller.js';
import { Chime, type Note } from './chime.js';
import { documentsOf, Notifications } from './notifications.js';
import { announceInTitle } from './document-title.js';

/** How an answer sounds: upwards for a yes, one low note for a no. */
const SOUNDS: Readonly<Record<string, readonly Note[]>> = {
  admitted: [
    { frequency: 523.25, start: 0 },
    { frequency: 783.99, start: 0.16 },
  ],
  rejected: [{ frequency: 392, start: 0 }],
};

/** What brings a guest back to the page. */
const SIGHT = ['visibilitychange', 'focus'] as const;

/** Makes the answer to a knock noticed by a guest who looks elsewhere, until they look here again. */
export class AnswerAlerts implements Alerts {
  readonly #gate: AlertsController;
  readonly #chime: Chime;
  readonly #notifier: Notifications;
  /** Where the guest was last. */
  #state = '';
  /** The state that is the answer, as long as the guest has not seen it. */
  #unseen = '';

  /** @param gate the element's */
  constructor(gate: AlertsController) {
    this.#gate = gate;
    this.#chime = new Chime(gate);
    this.#notifier = new Notifications(gate.words);
    for (const event of SIGHT) addEventListener(event, this.#look);
  }

  update(state: string): void {
    const from = this.#state;
    this.#state = state;
    if (from === 'waiting' && state in SOUNDS) this.#onAnswer(state);
    else if (state !== from) this.#unseen = '';
    this.#show();
  }

  end(): void {
    this.#chime.end();
    for (const event of SIGHT) removeEventListener(event, this.#look);
    this.#unseen = '';
    this.#show();
  }

  #onAnswer(state: string): void {
    this.#chime.play(SOUNDS[state]!);
    if (!this.#isLookedAt) this.#unseen = state;
    if (this.#gate.wants('notification')) this.#notifier.show(this.#text(state), document.title);
  }

  #text(state: string): string {
    return this.#gate.words.term(state === 'admitted' ? 'letIn' : 'rejectedHeading');
  }

  #show(): void {
    const unseen = this.#unseen;
    if (!unseen || !this.#gate.wants('notification')) this.#notifier.close();
    announceInTitle(this, unseen && this.#gate.wants('title') ? this.#text(unseen) : '');
  }

  readonly #look = (): void => {
    if (!this.#unseen || !this.#isLookedAt) return;
    this.#unseen = '';
    this.#show();
  };

  /** Whether the page is in sight and in use. */
  get #isLookedAt(): boolean {
    return documentsOf(this.#gate.host).some((each) => !each.hidden && each.hasFocus());
  }
}
