import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { OwnerController } from '../../call/owner-controller.js';
import { onGone } from '../../context/on-gone.js';
import type { OwnerState, WaitingParticipant } from '../../core/call-state.js';
import { DailyKnockError } from '../../core/errors.js';
import { DECISION_TIMEOUT_SECONDS } from '../../core/limits.js';
import type { DecisionResult } from '../../core/outcomes.js';
import type { GetToken } from '../../core/owner-session.js';
import type { ActionResult } from '../../core/participant-actions.js';
import { readToken } from '../../core/read-token.js';
import { decide, decideAll } from '../base/decide.js';
import { html } from '../base/html.js';
import { CallElement } from '../call-element/call-element.js';
import type { CallModule } from '../call-element/call-module.js';
import { renderEntryForm } from '../call-element/entry-form.js';
import type { Field } from '../call-element/field.js';
import { buttons } from '../styles/buttons.styles.js';
import { cardStyles } from '../styles/card.styles.js';
import { fieldStyles } from '../styles/field.styles.js';
import { tokens } from '../styles/tokens.styles.js';

/** Options of `join()`. Each defaults to the property of the same name, then to what is typed in the form. */
export interface JoinRequest {
  /** The room link. */
  roomUrl?: string;
  /** The owner's name. */
  userName?: string;
  /** The owner's meeting token. */
  token?: string;
}

/**
 * The owner's side of a private room: a form, then the call with the waiting list.
 *
 * @tagname daily-owner-room
 *
 * @attr {string} state - The current state. Set by the element.
 *
 * @slot - Below everything, in every state, for the page's own content, such as consumer elements.
 * @slot heading - Replaces the heading of the form.
 * @slot intro - Replaces the sentence below the heading.
 * @slot connecting - Replaces the text while joining.
 * @slot footer - Below the form.
 * @slot preview - Replaces the offer to try camera and microphone before the call. With an empty element the panel is the form alone.
 * @slot waiting-list - Replaces the waiting list beside the video tiles.
 *
 * @csspart card - The panel before the call: the picture, and the form or what is going on beside or below it.
 * @csspart heading - The heading.
 * @csspart text - The sentence below the heading.
 * @csspart form - The form.
 * @csspart field - A field with its label and error.
 * @csspart label - The label of a field.
 * @csspart input - The input of a field.
 * @csspart field-hint - The host to which the token is sent.
 * @csspart field-error - The error of a field.
 * @csspart alert - An error message.
 * @csspart notice - The reason why the element cannot work in this page or browser.
 * @csspart waiting - The animation while the visitor waits.
 * @csspart button - Any button.
 * @csspart primary - The main button of a state, such as Join, Allow or Copy link.
 * @csspart submit - The button that sends the form.
 * @csspart preview - The side of the panel with the picture: the offer to try camera and microphone, then the visitor's video.
 * @csspart try-devices - The button that opens the preview.
 * @csspart preview-video - The visitor's video in the preview, with its switches.
 * @csspart level - The microphone level in the preview.
 * @csspart close-preview - The button that closes the preview.
 * @csspart check-connection - The button that starts and stops the connection check in the preview.
 * @csspart check - The result of the connection check, or that it is under way.
 * @csspart stage - The call: its surface.
 * @csspart pictures - In the call: the pictures and the controls.
 * @csspart interrupted - The notice that the connection is lost.
 * @csspart tiles - The grid of video tiles.
 * @csspart tile - A video tile.
 * @csspart local-tile - The visitor's own video tile.
 * @csspart video - The video in a tile.
 * @csspart name-label - The name in a tile or the preview; in a tile with the sign that the microphone is off.
 * @csspart muted-mark - The sign in a tile that the microphone is off.
 * @csspart weak-mark - The sign in a tile that the connection is weak.
 * @csspart more - The button on the tile of another person that opens the menu with Mute and Remove.
 * @csspart participant-menu - That menu.
 * @csspart mute - The button in the menu that switches the person's microphone off.
 * @csspart eject - The buttons in the menu that remove the person from the call: the first asks, the second confirms.
 * @csspart danger - The button that confirms it.
 * @csspart question - The question whether to remove the person.
 * @csspart keep - The button that answers no to that question.
 * @csspart silent - The notice that the browser blocks sound, with a button.
 * @csspart start-sound - The button in that notice, which starts the sound.
 * @csspart avatar - The initials shown in place of a video.
 * @csspart invite - The sentences for an owner who is alone in the call, with the link for the guests.
 * @csspart guest-link - The link for the guests.
 * @csspart copy-link - The button that copies the link for the guests.
 * @csspart controls - The bar with the call controls; before the call the switches on the picture.
 * @csspart camera - The camera switch.
 * @csspart microphone - The microphone switch.
 * @csspart devices-button - The button that opens the device menu.
 * @csspart devices - The device menu.
 * @csspart device - A list of devices, in the menu or the preview.
 * @csspart close-devices - The button that closes the device menu.
 * @csspart leave - The button that ends the call.
 * @csspart waiting-list - The waiting list.
 * @csspart small-window - The button that opens and closes the small window with the waiting list.
 * @csspart away - The sentence in place of the waiting list while it is in the small window.
 * @csspart list-card - The card of the waiting list.
 * @csspart list-heading - The heading of the waiting list.
 * @csspart row - A person who waits.
 * @csspart name - The name of a person who waits.
 * @csspart note - What a person who waits wrote with the knock.
 * @csspart since - How long a person has waited.
 * @csspart allow - A button that admits.
 * @csspart deny - A button that denies.
 * @csspart allow-all - The button that admits all, or the matches of a search. It also has the part `allow`.
 * @csspart deny-all - The button that denies all, or the matches of a search. It also has the part `deny`.
 * @csspart messages - With a channel: the box to write to those who wait, or the button that opens it.
 * @csspart message - The field for the message.
 * @csspart write - A button to write to all who wait, or to one of them.
 * @csspart write-all - The button to write to all, or to the matches of a search.
 * @csspart send - The button that sends the message.
 * @csspart delivery - Whether the message was delivered.
 * @csspart stale - The notice that the connection is lost and the list may be out of date.
 * @csspart auto-admit - The switch that lets everybody in.
 * @csspart empty - The text of the empty waiting list.
 * @csspart list-bar - In a narrow element, in place of the list's card: the person who has waited longest.
 * @csspart show-all - The button in that bar that opens the sheet with the list.
 * @csspart list-sheet - That sheet.
 *
 * @cssState idle - The form is shown.
 * @cssState connecting - The element joins the room.
 * @cssState joined - The owner is in the call.
 * @cssState failed - An error ended the attempt. The element says what happened and what to do.
 *
 * @fires daily-joined - The owner is in the call.
 * @fires daily-knock - A person began to wait.
 * @fires daily-before-admit - A person is about to be admitted; cancelable.
 * @fires daily-before-reject - A person is about to be denied; cancelable.
 * @fires daily-admitted - A person was admitted.
 * @fires daily-rejected - A person was denied.
 * @fires daily-withdrawn - A person left, or another owner denied them.
 * @fires daily-before-eject - A person is about to be removed from the call; cancelable.
 * @fires daily-ejected - This owner has removed a person from the call.
 * @fires daily-left - The visitor left a call that they had joined.
 * @fires daily-error - An error occurred.
 * @fires daily-state-change - `state` changed.
 */
export class DailyOwnerRoom extends CallElement<OwnerState, void> {
  static override styles = [tokens, buttons, fieldStyles, cardStyles];

  /**
   * The owner's meeting token. A property only, since anybody who reads the page could read an attribute. Hides the token field.
   */
  @property({ attribute: false }) token: string | undefined;
  /**
   * Returns the owner's meeting token, usually from your server. Hides the token field. Compare the `roomUrl` that it gets with your
   * own rooms: the link may have been written by somebody else.
   */
  @property({ attribute: false }) getToken: GetToken | undefined;
  /** Whether to join as soon as room link and token are known. */
  @property({ attribute: 'auto-join', type: Boolean, reflect: true, useDefault: true }) autoJoin = false;
  /** Seconds after which a decision about a person who is still listed counts as failed and can be made again. */
  @property({ attribute: 'decision-timeout', type: Number, reflect: true, useDefault: true })
  decisionTimeout: number = DECISION_TIMEOUT_SECONDS;
  /** Whether everybody who waits is let in. The waiting list has a switch for it. */
  @property({ attribute: 'auto-admit', type: Boolean, reflect: true, useDefault: true }) autoAdmit = false;
  /** Whether the people whom this owner admits come in with the microphone off. They can switch it on. */
  @property({ attribute: 'admit-muted', type: Boolean, reflect: true, useDefault: true }) admitMuted = false;
  /**
   * The address that guests open: a page with `<daily-knock-form>`. Shown to an owner who is alone in the call, with a button that copies
   * it. Default: the room link, if it leads to a room on Daily's cloud.
   */
  @property({ attribute: 'guest-link', reflect: true, useDefault: true }) guestLink = '';

  /** @internal */
  protected override readonly autoProperties = ['autoJoin', 'roomUrl', 'token', 'getToken', 'call'];

  constructor() {
    super();
    onGone(this, () => this.fill('token', ''));
  }

  /** The people who wait, oldest first. */
  get waitingParticipants(): readonly WaitingParticipant[] {
    return this.controller?.waitingParticipants ?? [];
  }

  /**
   * Joins the room. During a join it returns the promise of the first call.
   *
   * @param request - Room link, name and token. Default: the properties, then the form.
   * @returns Resolves when joined. Rejects with a `DailyKnockError`.
   */
  join(request?: JoinRequest): Promise<void> {
    return this.#join(request ?? {}, false);
  }

  /**
   * Admits people.
   *
   * @param ids - Session ids of people who wait.
   * @returns One result for each id. Never rejects.
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.controller?.currentStore, 'admit', ids);
  }

  /**
   * Denies people.
   *
   * @param ids - Session ids of people who wait.
   * @returns One result for each id. Never rejects.
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.controller?.currentStore, 'reject', ids);
  }

  /**
   * Admits the people who are listed when it is called, and nobody who knocks later.
   *
   * @returns One result for each person. Never rejects.
   */
  admitAll(): Promise<DecisionResult[]> {
    return decideAll(this.controller?.currentStore, 'admit');
  }

  /**
   * Denies the people who are listed when it is called, and nobody who knocks later.
   *
   * @returns One result for each person. Never rejects.
   */
  rejectAll(): Promise<DecisionResult[]> {
    return decideAll(this.controller?.currentStore, 'reject');
  }

  /**
   * Switches a person's microphone off. They can switch it on again.
   *
   * @param id - The session id of another person in the call.
   * @returns Resolves when their microphone is off. Never rejects.
   */
  mute(id: string): Promise<ActionResult> {
    return this.#act('mute', id);
  }

  /**
   * Ends a person's part in the call.
   *
   * @param id - The session id of another person in the call.
   * @returns Resolves when they have left. Never rejects.
   */
  eject(id: string): Promise<ActionResult> {
    return this.#act('eject', id);
  }

  async #act(action: 'mute' | 'eject', id: string): Promise<ActionResult> {
    return this.controller?.session.actions[action](id) ?? { id, name: '', outcome: 'gone' };
  }

  /**
   * Sends a message to people who wait, over `channel`.
   *
   * @param text - Up to 300 characters on one line. A longer text is cut.
   * @param ids - Session ids of people who wait. Default: all.
   * @returns Resolves when the message is delivered. Rejects with a `DailyKnockError`, `not-delivered`.
   */
  sendMessage(text: string, ...ids: string[]): Promise<void> {
    return this.controller?.currentStore.sendMessage(text, ids) ?? Promise.reject(new DailyKnockError('not-delivered'));
  }

  /** @internal */
  declare protected controller: OwnerController | undefined;

  /** @internal */
  protected override createController(module: CallModule): OwnerController {
    return module.createOwnerController(this);
  }

  /** @internal */
  override get autoStart(): (() => void) | undefined {
    return this.autoJoin && (this.token || this.getToken) ? () => this.#join({}, true) : undefined;
  }

  #join(request: JoinRequest, isAutomatic: boolean): Promise<void> {
    const { token: typed, ...rest } = this.complete(request);
    const token = request.token ?? (this.token || this.getToken || readToken(typed ?? ''));
    return this.begin({
      request: rest,
      needsName: !isAutomatic,
      problems: token ? [] : [new DailyKnockError('missing-token')],
      run: (checked) => {
        const joining = this.controller!.join(checked, token!, isAutomatic);
        joining.then(
          () => this.fill('token', ''),
          () => {},
        );
        return joining;
      },
      cancelled: () => {
        throw new DailyKnockError('aborted');
      },
    });
  }

  /** @internal */
  protected override readonly connectingHeading = 'joining';

  /** @internal */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Password managers offer to save the value of a password field that is removed. If the form comes back, the draft fills it again.
    const field =
      !['idle', 'failed'].includes(this.state) &&
      this.renderRoot.querySelector<HTMLInputElement>('input[type="password"]');
    if (field) field.value = '';
  }

  /** @internal */
  protected override renderForm(): TemplateResult {
    const notes = this.controller?.notesOn('token');
    const token: Field = {
      name: 'token',
      label: this.words.term('ownerToken'),
      dir: 'ltr',
      type: 'password',
      // Chrome offers to save a password despite "off", and suggests one for "new-password". A one-time code is neither saved nor
      // filled in.
      autocomplete: 'one-time-code',
      notes,
      // Rendered even without text: a hint that comes with the pointer must not move the button away from it.
      hint: html`<p class="muted" part="field-hint" id="token-hint">${notes?.hint}</p>`,
    };
    return renderEntryForm(
      {
        ...this.entryForm(),
        heading: this.words.term('ownerHeading'),
        intro: this.words.term('ownerIntro'),
        submit: this.words.term('join'),
        more: this.token || this.getToken ? undefined : token,
      },
      this.words,
    );
  }

  /** @internal */
  protected override submit(): void {
    void this.join();
  }
}
