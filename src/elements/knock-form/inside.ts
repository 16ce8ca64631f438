import { html, nothing, type TemplateResult } from 'lit';
import { GuestSession } from '../../core/guest-session.js';
import type { AlertsKind } from '../shared/alerts/alerts-gate.js';
import { renderInterrupted } from '../shared/call-stage.js';
import { headingLevel } from '../shared/heading-level.js';
import { icons } from '../shared/icons.js';
import { RootInside } from '../shared/root-inside.js';
import type { DailyKnockForm } from './knock-form.js';

/** A guest's way from the knock on. */
export class GuestInside extends RootInside<GuestSession> {
  declare protected readonly host: DailyKnockForm;

  /** @param host the element */
  constructor(host: DailyKnockForm) {
    super(
      host,
      'guest',
      (env) =>
        new GuestSession({
          ...env,
          answerTimeout: () => (host.answerTimeout && host.answerTimeout > 0 ? host.answerTimeout : undefined),
        }),
    );
  }

  protected override readonly mirrorStates = ['idle', 'connecting', 'waiting'];

  protected override async loadAlerts(): Promise<AlertsKind> {
    return (await import('../shared/alerts/answer-alerts.js')).AnswerAlerts;
  }

  override render(): TemplateResult | undefined {
    switch (this.session.state) {
      case 'connecting':
        return this.#renderCard(
          html`<slot name="connecting">${this.host.words.term('knocking')}</slot>`,
          nothing,
          html`<button type="button" part="button" @click=${this.#onCancel}>${this.host.words.term('cancel')}</button>`,
          true,
        );
      case 'waiting':
        return this.session.unanswered ? this.#renderUnanswered() : this.#renderWaiting();
      case 'rejected':
        return this.#renderCard(
          html`${this.host.words.term('rejectedHeading')}`,
          html`<slot name="rejected">${this.host.words.term('rejectedText')}</slot>`,
          html`<button type="button" class="primary" part="button" @click=${this.#onKnock}>
            ${this.host.words.term('knockAgain')}
          </button>`,
        );
      case 'admitted':
        return this.renderStage();
      default:
        return undefined;
    }
  }

  #renderWaiting(): TemplateResult {
    return this.#renderCard(
      html`${this.host.words.term('waitingHeading')}`,
      html`<slot name="waiting">${this.host.words.term('waitingText')}</slot>`,
      html`<button type="button" part="button" @click=${this.#onCancel}>${this.host.words.term('cancel')}</button>`,
      true,
    );
  }

  #renderUnanswered(): TemplateResult {
    return this.#renderCard(
      html`${this.host.words.term('unansweredHeading')}`,
      html`<slot name="unanswered">${this.host.words.term('unansweredText')}</slot>`,
      html`<button type="button" class="primary" part="button" @click=${() => this.session.keepWaiting()}>
          ${this.host.words.term('keepWaiting')}
        </button>
        <button type="button" part="button" @click=${this.#onCancel}>${this.host.words.term('giveUp')}</button>`,
      true,
    );
  }

  /** A card that says where the guest is. What it says is announced as well, so that what happens by itself is heard. */
  #renderCard(
    heading: TemplateResult,
    text: TemplateResult | typeof nothing,
    actions: TemplateResult,
    goesOn = false,
  ): TemplateResult {
    const { words } = this.host;
    return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
      ${goesOn ? html`<div class="pulse" part="waiting" aria-hidden="true">${icons.door}</div>` : nothing}
      <div data-said>
        <h2 id="heading" part="heading" tabindex="-1" aria-level=${headingLevel(this.host.headingLevel)} data-focus>
          ${heading}
        </h2>
        <p class="muted" part="text">${text}</p>
      </div>
      <div class="actions">${actions}</div>
      ${renderInterrupted(this.stage.value.interrupted, this.host.words)} ${goesOn ? this.renderNews() : nothing}
    </section>`;
  }

  readonly #onKnock = (): void => void this.host.knock();

  readonly #onCancel = (): void => this.host.cancel();
}

/**
 * Makes the inside of an element.
 *
 * @param host the element
 */
export const open = (host: DailyKnockForm): GuestInside => new GuestInside(host);
