import { documentProperty } from '../../context/document.js';
import { messageText } from '../../core/lobby-channel.js';
import type { GuestHost } from '../host.js';
import type { Alerts, AlertsController } from './alerts-controller.js';
import { Chime } from './chime.js';
import { setTitleMessage } from './document-title.js';
import { documentsOf, Notifications } from './notifications.js';

/** What alerts, by its term: two rising notes, one low note, one high note. */
const SOUNDS = {
  letIn: [523.25, 783.99],
  rejectedHeading: [392],
  hostMessage: [659.25],
};

type Cause = keyof typeof SOUNDS;

const ANSWERS: Readonly<Record<string, Cause>> = { admitted: 'letIn', rejected: 'rejectedHeading' };

/** The events that fire when a guest returns to the page. */
const RETURN_EVENTS = ['visibilitychange', 'focus'] as const;

/** Alerts a guest to the answer, and to the host's messages. Title and notification last until the guest returns to the page. */
export class AnswerAlerts implements Alerts {
  readonly #controller: AlertsController;
  readonly #chime: Chime;
  readonly #notifications: Notifications;
  #state = '';
  #message = '';
  /** The cause, until the guest has seen it. */
  #unseen: Cause | undefined;

  constructor(controller: AlertsController) {
    const { host } = controller;
    this.#controller = controller;
    this.#chime = new Chime(controller);
    this.#notifications = new Notifications(host.words);
    for (const event of RETURN_EVENTS) addEventListener(event, this.#onReturn);
    host.addEventListener('daily-message', this.#onMessage);
  }

  update(state: string): void {
    const from = this.#state;
    const message = messageText((this.#controller.host as GuestHost).hostMessage);
    const isNew = message && message !== this.#message;
    this.#state = state;
    this.#message = message;
    if (state !== from) {
      this.#clear();
      const answer = from === 'waiting' && ANSWERS[state];
      if (answer) this.#alert(answer, documentProperty(document, 'title'));
    } else if (state === 'waiting' && isNew && !this.#isPageInUse) {
      this.#alert('hostMessage', message);
    }
    this.#show();
  }

  end(): void {
    this.#chime.end();
    for (const event of RETURN_EVENTS) removeEventListener(event, this.#onReturn);
    this.#controller.host.removeEventListener('daily-message', this.#onMessage);
    this.#clear();
  }

  #alert(cause: Cause, body: string): void {
    this.#chime.play(SOUNDS[cause]);
    if (!this.#isPageInUse) this.#unseen = cause;
    if (this.#controller.wants('notification')) this.#notifications.show(this.#text(cause), body);
  }

  #text(cause: Cause): string {
    return this.#controller.host.words.term(cause);
  }

  #clear(): void {
    this.#unseen = undefined;
    this.#show();
  }

  #show(): void {
    const unseen = this.#unseen;
    if (!unseen || !this.#controller.wants('notification')) this.#notifications.close();
    setTitleMessage(this, unseen && this.#controller.wants('title') ? this.#text(unseen) : '');
  }

  readonly #onReturn = (): void => {
    if (this.#isPageInUse) this.#clear();
  };

  /** The same message alerts again. */
  readonly #onMessage = (): void => {
    this.#message = '';
  };

  /** Whether the page is visible and has the focus. */
  get #isPageInUse(): boolean {
    return documentsOf(this.#controller.host).some(
      (each) => !documentProperty(each, 'hidden') && documentProperty(each, 'hasFocus').call(each),
    );
  }
}
