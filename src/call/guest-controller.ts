import { nothing, type TemplateResult } from 'lit';
import { onGone } from '../context/on-gone.js';
import { LOCAL } from '../core/call-state.js';
import type { DailyKnockError } from '../core/errors.js';
import { FORM_STATES } from '../core/form-states.js';
import { GuestSession, type KnockOutcome } from '../core/guest-session.js';
import type { RawRequest } from '../core/requests.js';
import { renderAvatar } from '../elements/base/avatar.js';
import { html } from '../elements/base/html.js';
import { Lazy } from '../elements/base/lazy.js';
import { personName } from '../elements/base/person-name.js';
import type { AlertWords } from '../elements/call-element/field.js';
import { noPicture } from '../elements/call-element/status-card.js';
import { avatarStyles } from '../elements/styles/avatar.styles.js';
import { reportOn } from '../events.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { repeatWhileHidden } from './background-timer.js';
import { CallController } from './call-controller.js';
import { renderDevicesButton, renderPictureSwitches } from './devices/picture-switches.js';
import type { GuestHost } from './host.js';
import type { GuestLobby } from './lobby/guest-lobby.js';
import { roomAddress } from './room-address.js';
import { renderTile } from './stage/call-stage.js';

/** What guests read from their host while they wait, for pages that use it. */
export const lobbyModule = new Lazy(() => import('./lobby/guest-lobby.js'));

/** The rooms from which a host has removed the guest, as long as the page is loaded. */
const removedFrom = new Set<string>();

/** The controller of `<daily-knock-form>`. */
export class GuestController extends CallController<GuestSession> {
  declare protected readonly host: GuestHost;
  #lobby: GuestLobby | undefined;
  /** The room of the last knock. */
  #room = '';

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

  /** Knocks with the note that has been typed. The request has been checked, unless a knock or a call is under way. */
  knock({ roomUrl, userName }: RawRequest, isAutomatic: boolean): Promise<KnockOutcome> {
    const { note } = this.host.complete();
    if (this.session.error?.code === 'ejected' && !this.session.ending) removedFrom.add(this.#room);
    const { state, inCall } = this.session;
    // The element may have been connecting before this controller was there.
    if (FORM_STATES.includes(state) || !(inCall || this.#room)) this.#room = roomAddress(roomUrl);
    // A member whom the host has removed would be back at once.
    const getToken = removedFrom.has(this.#room) ? undefined : this.host.getToken;
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
        return this.#renderWaiting();
      case 'rejected':
        return this.renderCard({
          heading: words.term('rejectedHeading'),
          picture: noPicture(this.host) ?? this.#renderAvatar(),
          text: html`<slot name="rejected">${words.term('rejectedText')}</slot>`,
          actions: html`<button type="button" class="primary" part="button primary" @click=${this.#onKnock}>
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
    const { unanswered } = this.session;
    const cancel = (text: string): TemplateResult =>
      html`<button type="button" class="quiet" part="button" @click=${this.cancel}>${text}</button>`;
    const keepOrGiveUp = html`<button type="button" class="primary" part="button primary" @click=${this.#onKeepWaiting}>
        ${words.term('keepWaiting')}
      </button>
      ${cancel(words.term('giveUp'))}`;
    return this.renderCard({
      heading: words.term(unanswered ? 'unansweredHeading' : 'waitingHeading'),
      text: unanswered
        ? html`<slot name="unanswered">${words.term('unansweredText')}</slot>`
        : html`<slot name="waiting">${words.term('waitingText')}</slot>`,
      picture: this.#renderSelf(),
      // Another button, so that the focus on Cancel is not on Give up afterwards.
      actions: html`${this.#lobby?.render()} ${unanswered ? keepOrGiveUp : cancel(words.term('cancel'))}`,
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
    lobbyModule.load().then(
      ({ GuestLobby }) => {
        if (this.#lobby) return;
        this.styles = [...this.styles, GuestLobby.styles];
        this.#lobby = new GuestLobby(this.host, this.announcer, reportOn(this.host));
        this.host.requestUpdate();
      },
      () => {},
    );
  }

  /** The guest's own video with its buttons: in the lobby, Daily already has camera and microphone on. */
  #renderSelf(): TemplateResult {
    const { actions, host } = this;
    const { devices } = actions;
    return html`<div class="picture" part="preview self">
      <div class="frame video">
        ${renderTile(LOCAL)}
        ${renderPictureSwitches(this.stage.value, actions, host.words, renderDevicesButton(devices, host.words, true))}
      </div>
      ${devices.content ?? nothing}
    </div>`;
  }

  readonly #onKeepWaiting = (): void => this.session.keepWaiting();

  readonly #onKnock = (): void => void this.host.knock();
}
