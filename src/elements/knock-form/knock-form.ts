import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { GuestController } from '../../call/guest-controller.js';
import type { GuestState } from '../../core/call-state.js';
import type { GetMemberToken, KnockOutcome } from '../../core/guest-session.js';
import { NOTE_LENGTH } from '../../core/limits.js';
import { reportOn } from '../../events.js';
import { CallElement } from '../call-element/call-element.js';
import type { CallModule } from '../call-element/call-module.js';
import { renderEntryForm } from '../call-element/entry-form.js';
import { buttons } from '../styles/buttons.styles.js';
import { cardStyles } from '../styles/card.styles.js';
import { fieldStyles } from '../styles/field.styles.js';
import { tokens } from '../styles/tokens.styles.js';

/** Options of `knock()`. Each defaults to the property of the same name, then to what is typed in the form. */
export interface KnockRequest {
  /** The room link. */
  roomUrl?: string;
  /** The guest's name. */
  userName?: string;
  /** What the owner reads with the name. At most 200 characters of it are sent. */
  note?: string;
}

/**
 * The guest's side of a private room: a form, the wait to be admitted, and the call.
 *
 * @tagname daily-knock-form
 *
 * @attr {string} state - The current state. Set by the element.
 *
 * @slot - Below everything, in every state, for the page's own content, such as consumer elements.
 * @slot heading - Replaces the heading of the form.
 * @slot intro - Replaces the sentence below the heading.
 * @slot connecting - Replaces the text while connecting.
 * @slot waiting - Replaces the text while waiting.
 * @slot unanswered - Replaces the text after `answer-timeout`.
 * @slot rejected - Replaces the text after the guest was denied.
 * @slot footer - Below the form.
 * @slot preview - Replaces the offer to try camera and microphone before the call. With an empty element the panel is the form alone.
 *
 * @csspart card - The panel before the call: the picture, and the form or what is going on beside or below it.
 * @csspart heading - The heading.
 * @csspart text - The sentence below the heading.
 * @csspart form - The form.
 * @csspart field - A field with its label and error.
 * @csspart label - The label of a field.
 * @csspart input - The input of a field.
 * @csspart field-error - The error of a field.
 * @csspart alert - An error message.
 * @csspart notice - The reason why the element cannot work in this page or browser.
 * @csspart waiting - The animation while the visitor waits.
 * @csspart button - Any button.
 * @csspart primary - The main button of a state, such as Knock or Keep waiting.
 * @csspart submit - The button that sends the form.
 * @csspart preview - The side of the panel with the picture: the offer to try camera and microphone, then the visitor's video.
 * @csspart try-devices - The button that opens the preview.
 * @csspart preview-video - The visitor's video in the preview, with its switches.
 * @csspart level - The microphone level in the preview.
 * @csspart close-preview - The button that closes the preview.
 * @csspart check-connection - The button that starts and stops the connection check in the preview.
 * @csspart check - The result of the connection check, or that it is under way.
 * @csspart self - The guest's own video with its switches, while waiting.
 * @csspart queue - The guest's place in the queue, while waiting.
 * @csspart host-message - A message from the host, while waiting.
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
 * @csspart silent - The notice that the browser blocks sound, with a button.
 * @csspart start-sound - The button in that notice, which starts the sound.
 * @csspart avatar - The initials shown in place of a video.
 * @csspart invite - The sentences for a guest who is alone in the call.
 * @csspart controls - The bar with the call controls; before the call the switches on the picture.
 * @csspart camera - The camera switch.
 * @csspart microphone - The microphone switch.
 * @csspart devices-button - The button that opens the device menu.
 * @csspart devices - The device menu.
 * @csspart device - A list of devices, in the menu or the preview.
 * @csspart close-devices - The button that closes the device menu.
 * @csspart leave - The button that ends the call.
 *
 * @cssState idle - The form is shown.
 * @cssState connecting - The element connects to the room.
 * @cssState waiting - The guest has knocked and waits for an answer.
 * @cssState admitted - The guest is admitted.
 * @cssState rejected - The guest was denied and can knock again.
 * @cssState failed - An error ended the attempt. The element says what happened and what to do.
 *
 * @fires daily-before-knock - The guest is about to knock; cancelable.
 * @fires daily-waiting - The guest has knocked and is in the lobby.
 * @fires daily-message - A message from the host arrived while the guest waits.
 * @fires daily-unanswered - Nobody answered within `answer-timeout`.
 * @fires daily-admitted - The guest was admitted, or needed no knock.
 * @fires daily-rejected - The guest was denied.
 * @fires daily-withdrawn - The guest gave up.
 * @fires daily-joined - The guest is in the call.
 * @fires daily-left - The visitor left a call that they had joined.
 * @fires daily-error - An error occurred.
 * @fires daily-state-change - `state` changed.
 */
export class DailyKnockForm extends CallElement<GuestState, KnockOutcome> {
  static override styles = [tokens, buttons, fieldStyles, cardStyles];

  /** Whether to knock as soon as room link and name are known. */
  @property({ attribute: 'auto-knock', type: Boolean, reflect: true, useDefault: true }) autoKnock = false;
  /** Seconds of waiting after which the guest is asked whether to keep waiting. By default they are not asked. */
  @property({ attribute: 'answer-timeout', type: Number, reflect: true }) answerTimeout: number | undefined;
  /**
   * The label of one more field, such as "What is it about?". The owner reads the guest's note with the name. Guests may leave the field
   * empty. By default there is none.
   */
  @property({ reflect: true, useDefault: true }) ask = '';
  /**
   * Returns a member's meeting token, usually from your server: members are in the call without a knock. `undefined` lets the guest knock
   * like everybody. Compare the `roomUrl` that it gets with your own rooms: the link may have been written by somebody else.
   */
  @property({ attribute: false }) getToken: GetMemberToken | undefined;
  /** A message from the host, which the guest reads and hears while waiting. Set by your page, or by `channel`. */
  @property({ attribute: 'host-message' }) hostMessage: string | undefined;
  /** The guest's place in the queue, which they read and hear while waiting. 1 is next. Set by your page, or by `channel`. */
  @property({ attribute: 'queue-position', type: Number }) queuePosition: number | undefined;
  /** How many people wait, shown with `queue-position` unless the guest is next. Set by your page, or by `channel`. */
  @property({ attribute: 'queue-length', type: Number }) queueLength: number | undefined;

  /** @internal */
  protected override readonly autoProperties = ['autoKnock', 'roomUrl', 'userName', 'call'];

  /**
   * Knocks, or joins at once if the room needs no knock. During a knock it returns the promise of the first call.
   *
   * @param request - Room link, name and note. Default: the properties, then the form.
   * @returns `'admitted'`, `'rejected'` or `'cancelled'`. Rejects with a `DailyKnockError`.
   */
  knock(request?: KnockRequest): Promise<KnockOutcome> {
    return this.#knock(request ?? {}, false);
  }

  /** Stops waiting. `knock()` resolves with `'cancelled'`. No effect once the guest is admitted. */
  cancel(): void {
    if (this.state !== 'admitted') void this.leave();
  }

  /** @internal */
  declare protected controller: GuestController | undefined;

  /** @internal */
  protected override createController(module: CallModule): GuestController {
    return module.createGuestController(this);
  }

  /** @internal */
  override get autoStart(): (() => void) | undefined {
    return this.autoKnock && this.userName?.trim() ? () => this.#knock({}, true) : undefined;
  }

  #knock({ note, ...request }: KnockRequest, isAutomatic: boolean): Promise<KnockOutcome> {
    const report = reportOn(this);
    this.fill('note', note);
    return this.begin({
      request: this.complete(request),
      needsName: true,
      confirm: ({ roomUrl, userName }) =>
        report('daily-before-knock', { roomUrl, userName }) ? undefined : 'cancelled',
      run: (checked) => this.controller!.knock(checked, isAutomatic),
      cancelled: () => {
        report('daily-withdrawn', { role: 'guest', id: '', name: this.complete().userName, waited: 0 });
        return 'cancelled';
      },
    });
  }

  /** @internal */
  protected override readonly connectingHeading = 'knocking';

  /** @internal */
  protected override renderForm(): TemplateResult {
    return renderEntryForm(
      {
        ...this.entryForm(),
        heading: this.words.term('guestHeading'),
        intro: this.words.term('guestIntro'),
        submit: this.words.term('knock'),
        more: this.ask
          ? {
              name: 'note',
              label: this.ask,
              dir: this.complete().note ? 'auto' : this.words.dir(),
              type: 'text',
              autocomplete: 'off',
              maxLength: NOTE_LENGTH,
            }
          : undefined,
      },
      this.words,
    );
  }

  /** @internal */
  protected override submit(): void {
    void this.knock();
  }
}
