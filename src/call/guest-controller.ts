import { nothing, type TemplateResult } from 'lit';
import { GuestSession } from '../core/guest-session.js';
import { LOCAL } from '../core/selectors.js';
import { repeatWhileHidden } from './background-timer.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { renderControls, renderTile } from './stage/call-stage.js';
import { html } from '../elements/base/html.js';
import { CallController } from './call-controller.js';
import type { GuestHost } from './host.js';

/** The controller of `<daily-knock-form>`. */
export class GuestController extends CallController<GuestSession> {
  declare protected readonly host: GuestHost;

  constructor(host: GuestHost) {
    super(
      host,
      'guest',
      (env) =>
        new GuestSession(
          {
            ...env,
            repeatWhileHidden,
            answerTimeout: () => (host.answerTimeout && host.answerTimeout > 0 ? host.answerTimeout : undefined),
          },
          host.state,
        ),
    );
  }

  protected override readonly previewStates = ['idle'];

  override get shown(): readonly unknown[] {
    return [...super.shown, this.session.unanswered];
  }

  protected override async loadAlerts(): Promise<AlertsClass> {
    return (await import('./alerts/answer-alerts.js')).AnswerAlerts;
  }

  override render(): TemplateResult | undefined {
    const { words } = this.host;
    switch (this.session.state) {
      case 'connecting':
        return this.renderConnecting(words.term('knocking'), this.#onCancel);
      case 'waiting':
        return this.session.unanswered ? this.#renderUnanswered() : this.#renderWaiting();
      case 'rejected':
        return this.renderCard({
          heading: words.term('rejectedHeading'),
          text: html`<slot name="rejected">${words.term('rejectedText')}</slot>`,
          actions: html`<button type="button" class="primary" part="button" @click=${this.#onKnock}>
            ${words.term('knockAgain')}
          </button>`,
        });
      case 'admitted':
        return this.renderStage();
      default:
        return undefined;
    }
  }

  #renderWaiting(): TemplateResult {
    const { words } = this.host;
    return this.renderCard({
      heading: words.term('waitingHeading'),
      text: html`<slot name="waiting">${words.term('waitingText')}</slot>`,
      self: this.#renderSelf(),
      actions: html`<button type="button" part="button" @click=${this.#onCancel}>${words.term('cancel')}</button>`,
      isPending: true,
    });
  }

  #renderUnanswered(): TemplateResult {
    const { words } = this.host;
    return this.renderCard({
      heading: words.term('unansweredHeading'),
      text: html`<slot name="unanswered">${words.term('unansweredText')}</slot>`,
      self: this.#renderSelf(),
      actions: html`<button type="button" class="primary" part="button" @click=${() => this.session.keepWaiting()}>
          ${words.term('keepWaiting')}
        </button>
        <button type="button" part="button" @click=${this.#onCancel}>${words.term('giveUp')}</button>`,
      isPending: true,
    });
  }

  /** The guest's own video with its buttons: in the lobby, Daily already has camera and microphone on. */
  #renderSelf(): TemplateResult {
    const { stage, actions, host } = this;
    return html`<div class="self" part="self">
      ${renderTile(LOCAL)} ${renderControls(stage.value, actions, host.words)} ${actions.devices.content ?? nothing}
    </div>`;
  }

  readonly #onKnock = (): void => void this.host.knock();

  readonly #onCancel = (): void => this.host.cancel();
}
