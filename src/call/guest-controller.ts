import { nothing, type TemplateResult } from 'lit';
import { LOCAL } from '../core/call-state.js';
import type { DailyKnockError } from '../core/errors.js';
import { GuestSession, type KnockOutcome } from '../core/guest-session.js';
import { onGone } from '../context/on-gone.js';
import type { RawRequest } from '../core/requests.js';
import { repeatWhileHidden } from './background-timer.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { renderPictureSwitches } from './devices/picture-switches.js';
import { renderTile } from './stage/call-stage.js';
import { renderAvatar } from '../elements/base/avatar.js';
import { html } from '../elements/base/html.js';
import { personName } from '../elements/base/person-name.js';
import { avatarStyles } from '../elements/styles/avatar.styles.js';
import { callIcons } from '../elements/styles/call-icons.js';
import type { AlertWords } from '../elements/entry-form/field.js';
import { noPicture } from '../elements/entry-form/status-card.js';
import { reportOn } from '../events.js';
import { Lazy } from '../elements/base/lazy.js';
import { CallController } from './call-controller.js';
import type { GuestHost } from './host.js';
import type { GuestLobby } from './lobby/guest-lobby.js';

/** What guests read from their host while they wait, for pages that use it. */
export const lobbyModule = new Lazy(() => import('./lobby/guest-lobby.js'));

/** The controller of `<daily-knock-form>`. */
export class GuestController extends CallController<GuestSession> {
  declare protected readonly host: GuestHost;
  #lobby: GuestLobby | undefined;

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
    this.styles = [...this.styles, avatarStyles];
    host.addController({
      hostUpdate: () => this.#updateLobby(),
      hostUpdated: () => this.#lobby?.announce(),
    });
    onGone(host, () => this.#lobby?.update(undefined));
  }

  /** Knocks with a request that has been checked, and the note that has been typed. */
  knock({ roomUrl, userName }: RawRequest, isAutomatic: boolean): Promise<KnockOutcome> {
    const { getToken } = this.host;
    const { note } = this.host.complete();
    const options = this.startOptions.read(roomUrl, isAutomatic);
    return this.session.knock({ roomUrl, userName, note, getToken, options });
  }

  /** Without a member's token, the guest knocks. */
  override wordsOf(error: DailyKnockError | undefined): AlertWords | undefined {
    if (error?.code === 'token-failed') return { title: 'title: member', hint: 'hint: member' };
    return super.wordsOf(error);
  }

  override get shown(): readonly unknown[] {
    const { hostMessage, queuePosition } = this.host;
    return [...super.shown, this.session.unanswered, hostMessage, queuePosition];
  }

  protected override async loadAlerts(): Promise<AlertsClass> {
    return (await import('./alerts/answer-alerts.js')).AnswerAlerts;
  }

  override render(): TemplateResult | undefined {
    const { words } = this.host;
    switch (this.session.state) {
      case 'connecting':
        return this.renderConnecting(words.term('knocking'));
      case 'waiting':
        return this.session.unanswered ? this.#renderUnanswered() : this.#renderWaiting();
      case 'rejected':
        return this.renderCard({
          heading: words.term('rejectedHeading'),
          picture: noPicture(this.host) ?? this.#renderAvatar(),
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

  /** In place of the guest's own video, which has ended. */
  #renderAvatar(): TemplateResult {
    const { words } = this.host;
    const name = personName(words, this.host.complete().userName);
    return html`<div class="picture off" part="preview"><div class="frame">${renderAvatar(name, words)}</div></div>`;
  }

  #renderWaiting(): TemplateResult {
    const { words } = this.host;
    return this.renderCard({
      heading: words.term('waitingHeading'),
      text: html`<slot name="waiting">${words.term('waitingText')}</slot>`,
      picture: this.#renderSelf(),
      actions: html`${this.#lobby?.render()}
        <button type="button" class="quiet" part="button" @click=${this.cancel}>${words.term('cancel')}</button>`,
      isPending: true,
    });
  }

  #renderUnanswered(): TemplateResult {
    const { words } = this.host;
    return this.renderCard({
      heading: words.term('unansweredHeading'),
      text: html`<slot name="unanswered">${words.term('unansweredText')}</slot>`,
      picture: this.#renderSelf(),
      actions: html`${this.#lobby?.render()}
        <button type="button" class="primary" part="button" @click=${() => this.session.keepWaiting()}>
          ${words.term('keepWaiting')}
        </button>
        <button type="button" class="quiet" part="button" @click=${this.cancel}>${words.term('giveUp')}</button>`,
      isPending: true,
    });
  }

  /** Loads what the page uses of it when the guest knocks. After a failure the next change tries again. */
  #updateLobby(): void {
    const { host, session } = this;
    const isWaiting = session.state === 'waiting';
    const isUsed = host.channel ?? host.hostMessage ?? host.queuePosition;
    if (!this.#lobby && isUsed !== undefined && (isWaiting || session.state === 'connecting')) this.#loadLobby();
    this.#lobby?.update(isWaiting ? session.store.snapshot.participants[LOCAL]?.session_id : undefined);
  }

  #loadLobby(): void {
    const begin = ({ GuestLobby }: NonNullable<typeof lobbyModule.now>): void => {
      if (this.#lobby) return;
      this.styles = [...this.styles, GuestLobby.styles];
      this.#lobby = new GuestLobby(this.host, this.announcer, reportOn(this.host));
      this.host.requestUpdate();
    };
    lobbyModule.load().then(begin, () => {});
  }

  /** The guest's own video with its buttons: in the lobby, Daily already has camera and microphone on. */
  #renderSelf(): TemplateResult {
    const { actions, host } = this;
    const { isOpen, content, toggle } = actions.devices;
    const name = host.words.term('devices');
    return html`<div class="picture" part="preview self">
      <div class="frame video">
        ${renderTile(LOCAL)}
        ${renderPictureSwitches(
          this.stage.value,
          actions,
          host.words,
          html`<button
            type="button"
            part="button devices-button"
            aria-expanded=${isOpen}
            aria-controls=${content ? 'devices' : nothing}
            data-devices
            title=${name}
            @click=${toggle}
          >
            ${callIcons.devices}<span class="visually-hidden">${name}</span>
          </button>`,
        )}
      </div>
      ${content ?? nothing}
    </div>`;
  }

  readonly #onKnock = (): void => void this.host.knock();
}
