import type { Alerts, AlertsController } from './alerts-controller.js';
import { Chime, type Note } from './chime.js';
import { documentsOf, Notifications } from './notifications.js';
import { setTitleMessage } from './document-title.js';

/** Two rising notes, or one low note. */
const SOUNDS: Readonly<Record<string, readonly Note[]>> = {
  admitted: [
    { frequency: 523.25, start: 0 },
    { frequency: 783.99, start: 0.16 },
  ],
  rejected: [{ frequency: 392, start: 0 }],
};

/** The events that fire when a guest returns to the page. */
const RETURN_EVENTS = ['visibilitychange', 'focus'] as const;

/** Alerts a guest to the answer. Title and notification last until the guest returns to the page. */
export class AnswerAlerts implements Alerts {
  readonly #controller: AlertsController;
  readonly #chime: Chime;
  readonly #notifications: Notifications;
  #state = '';
  /** The answer's state, until the guest has seen it. */
  #unseen = '';

  constructor(controller: AlertsController) {
    this.#controller = controller;
    this.#chime = new Chime(controller);
    this.#notifications = new Notifications(controller.host.words);
    for (const event of RETURN_EVENTS) addEventListener(event, this.#onReturn);
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
    for (const event of RETURN_EVENTS) removeEventListener(event, this.#onReturn);
    this.#unseen = '';
    this.#show();
  }

  #onAnswer(state: string): void {
    this.#chime.play(SOUNDS[state]!);
    if (!this.#isPageInUse) this.#unseen = state;
    if (this.#controller.wants('notification')) this.#notifications.show(this.#text(state), document.title);
  }

  #text(state: string): string {
    return this.#controller.host.words.term(state === 'admitted' ? 'letIn' : 'rejectedHeading');
  }

  #show(): void {
    const unseen = this.#unseen;
    if (!unseen || !this.#controller.wants('notification')) this.#notifications.close();
    setTitleMessage(this, unseen && this.#controller.wants('title') ? this.#text(unseen) : '');
  }

  readonly #onReturn = (): void => {
    if (!this.#unseen || !this.#isPageInUse) return;
    this.#unseen = '';
    this.#show();
  };

  /** Whether the page is visible and has the focus. */
  get #isPageInUse(): boolean {
    return documentsOf(this.#controller.host).some((each) => !each.hidden && each.hasFocus());
  }
}
