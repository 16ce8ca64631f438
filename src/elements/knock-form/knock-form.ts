import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { GuestState } from '../../core/call-state.js';
import { GuestSession, type KnockOutcome } from '../../core/guest-session.js';
import type { AlertsKind } from '../shared/alerts/alerts-gate.js';
import { buttons } from '../shared/buttons.styles.js';
import { renderInterrupted, renderStage } from '../shared/call-stage.js';
import { stageStyles } from '../shared/call-stage.styles.js';
import { renderEntryForm } from '../shared/entry-form.js';
import { renderAlert } from '../shared/field.js';
import { icons } from '../shared/icons.js';
import { RootElement } from '../shared/root-element.js';
import { rootStyles } from '../shared/root.styles.js';
import { tokens } from '../shared/tokens.styles.js';

/** What `knock()` may be given; what is missing is taken from the properties and the form. */
export interface KnockRequest {
  roomUrl?: string;
  userName?: string;
}

/**
 * The guest's side: knocks at a private room, waits to be let in, and is in the call.
 *
 * @tagname daily-knock-form
 *
 * @attr {string} state - Where the visitor is. Set by the element.
 *
 * @slot - Below everything, in every state: a page's own leaves, or whatever belongs here.
 * @slot heading - In place of the form's heading.
 * @slot intro - In place of the sentence below it.
 * @slot connecting - In place of what is said while the room is being found.
 * @slot waiting - In place of what is said while waiting.
 * @slot unanswered - In place of what is said when nobody has answered.
 * @slot rejected - In place of what is said to somebody who was turned away.
 * @slot footer - Below the form.
 *
 * @csspart card - The card.
 * @csspart heading - The heading.
 * @csspart text - The sentence below the heading.
 * @csspart form - The form.
 * @csspart field - A field with its label and error.
 * @csspart label - A field's label.
 * @csspart input - A field's input.
 * @csspart field-error - What is wrong with a field.
 * @csspart alert - What went wrong.
 * @csspart waiting - The animation of a wait.
 * @csspart button - Any button.
 * @csspart submit - The button that sends the form.
 * @csspart stage - The call.
 * @csspart interrupted - That the connection is lost for the moment.
 * @csspart tiles - The pictures.
 * @csspart tile - A picture.
 * @csspart local-tile - One's own picture.
 * @csspart video - What is in a picture.
 * @csspart name-label - The name in a picture, and that the sound is off.
 * @csspart muted-mark - The sign in a picture that the microphone is off.
 * @csspart weak-mark - The sign in a picture that the connection is weak.
 * @csspart silent - That the browser keeps the call silent, with the button that starts the sound.
 * @csspart start-sound - That button.
 * @csspart avatar - What is shown where there is no picture.
 * @csspart controls - The switches.
 * @csspart camera - The camera's switch.
 * @csspart microphone - The microphone's switch.
 * @csspart leave - The button that ends the call.
 *
 * @fires daily-before-knock - Before anything is sent; cancelable.
 * @fires daily-waiting - Knocked, now in the lobby.
 * @fires daily-unanswered - `answer-timeout` has passed.
 * @fires daily-admitted - The guest was let in, or needed no knock.
 * @fires daily-rejected - The guest was turned away.
 * @fires daily-withdrawn - The guest gave up.
 * @fires daily-joined - The guest is in the call.
 * @fires daily-left - A call that had been joined has been left.
 * @fires daily-error - Something failed.
 * @fires daily-state-change - `state` has changed.
 */
export class DailyKnockForm extends RootElement<GuestState, KnockOutcome, GuestSession> {
  static override styles = [tokens, buttons, rootStyles, stageStyles];

  /** Knock as soon as link and name are known. */
  @property({ attribute: 'auto-knock', type: Boolean, reflect: true, useDefault: true }) autoKnock = false;
  /** Seconds of waiting after which the guest is asked whether to go on; none by default. */
  @property({ attribute: 'answer-timeout', type: Number, reflect: true }) answerTimeout: number | undefined;

  protected override readonly autoProperties = ['autoKnock', 'roomUrl', 'userName', 'call'] as const;

  /**
   * Knocks, or goes straight in where that is allowed.
   *
   * @param request who and where; what is missing is taken from the properties and the form
   * @returns how it ended; rejects with a `DailyKnockError`
   */
  knock(request: KnockRequest = {}): Promise<KnockOutcome> {
    const { roomUrl, userName } = this.complete(request);
    return this.session.knock({ roomUrl, userName, options: () => this.joinOptions(roomUrl) });
  }

  /** Gives up waiting. */
  cancel(): void {
    this.session.cancel();
  }

  protected override createSession(): GuestSession {
    return new GuestSession({
      ...this.sessionEnv(),
      answerTimeout: () => (this.answerTimeout && this.answerTimeout > 0 ? this.answerTimeout : undefined),
    });
  }

  protected override async loadAlerts(): Promise<AlertsKind> {
    return (await import('../shared/alerts/answer-alerts.js')).AnswerAlerts;
  }

  protected override autoStart(): void {
    if (this.autoKnock && this.state === 'idle' && this.roomUrl !== '' && this.userName.trim() !== '')
      void this.knock();
  }

  protected override render(): TemplateResult {
    return html`${this.#renderState()}<slot></slot>`;
  }

  #renderState(): TemplateResult {
    switch (this.state) {
      case 'connecting':
        return this.#renderCard(
          html`<slot name="connecting">${this.words.term('knocking')}</slot>`,
          nothing,
          html`<button type="button" part="button" @click=${this.cancel}>${this.words.term('cancel')}</button>`,
          true,
        );
      case 'waiting':
        return this.session.unanswered ? this.#renderUnanswered() : this.#renderWaiting();
      case 'rejected':
        return this.#renderCard(
          html`${this.words.term('rejectedHeading')}`,
          html`<slot name="rejected">${this.words.term('rejectedText')}</slot>`,
          html`<button type="button" class="primary" part="button" @click=${this.#onKnock}>
            ${this.words.term('knockAgain')}
          </button>`,
        );
      case 'admitted':
        return this.#renderCall();
      default:
        return this.#renderForm();
    }
  }

  #renderWaiting(): TemplateResult {
    return this.#renderCard(
      html`${this.words.term('waitingHeading')}`,
      html`<slot name="waiting">${this.words.term('waitingText')}</slot>`,
      html`<button type="button" part="button" @click=${this.cancel}>${this.words.term('cancel')}</button>`,
      true,
    );
  }

  #renderUnanswered(): TemplateResult {
    return this.#renderCard(
      html`${this.words.term('unansweredHeading')}`,
      html`<slot name="unanswered">${this.words.term('unansweredText')}</slot>`,
      html`<button type="button" class="primary" part="button" @click=${() => this.session.keepWaiting()}>
          ${this.words.term('keepWaiting')}
        </button>
        <button type="button" part="button" @click=${this.cancel}>${this.words.term('giveUp')}</button>`,
      true,
    );
  }

  /** A card that says where the guest is. It is a live region, so that what happens by itself is heard. */
  #renderCard(
    heading: TemplateResult,
    text: TemplateResult | typeof nothing,
    actions: TemplateResult,
    goesOn = false,
  ): TemplateResult {
    return html`<section
      class="card"
      part="card"
      aria-labelledby="heading"
      lang=${this.words.lang()}
      dir=${this.words.dir()}
    >
      ${goesOn ? html`<div class="pulse" part="waiting" aria-hidden="true">${icons.door}</div>` : nothing}
      <div role="status">
        <h2 id="heading" part="heading" tabindex="-1" data-focus>${heading}</h2>
        <p class="muted" part="text">${text}</p>
      </div>
      ${renderInterrupted(this.stage.value.interrupted, this.words)}
      ${goesOn ? renderAlert(this.session.notice, this.words) : nothing}
      <div class="actions">${actions}</div>
    </section>`;
  }

  #renderCall(): TemplateResult {
    return html`${renderAlert(this.session.notice, this.words)}
    ${renderStage(
      this.stage.value,
      {
        setCamera: (on) => this.setCamera(on),
        setMicrophone: (on) => this.setMicrophone(on),
        startSound: () => this.callStore.sound.start(),
        leave: () => void this.leave(),
      },
      this.words,
    )}`;
  }

  #renderForm(): TemplateResult {
    return renderEntryForm(
      {
        ...this.entryForm(),
        heading: this.words.term('guestHeading'),
        intro: this.words.term('guestIntro'),
        submit: this.words.term('knock'),
        onSubmit: this.#onSubmit,
      },
      this.words,
    );
  }

  readonly #onKnock = (): void => void this.knock();

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    void this.knock();
    await this.focusProblem();
  };
}
