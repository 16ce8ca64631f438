import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { GuestState } from '../../core/call-state.js';
import type { KnockOutcome } from '../../core/guest-session.js';
import { reportOn } from '../../events.js';
import { buttons } from '../styles/buttons.styles.js';
import { renderEntryForm } from '../entry-form/entry-form.js';
import { fieldStyles } from '../styles/form-control.styles.js';
import { CallElement } from '../base/call-element.js';
import type { callModule } from '../base/call-module.js';
import { cardStyles } from '../styles/card.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import type { GuestController } from '../../call/guest-controller.js';

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
 * @slot - Below everything, in every state: a page's own consumer elements, or whatever belongs here.
 * @slot heading - In place of the form's heading.
 * @slot intro - In place of the sentence below it.
 * @slot connecting - In place of what is said while the room is being found.
 * @slot waiting - In place of what is said while waiting.
 * @slot unanswered - In place of what is said when nobody has answered.
 * @slot rejected - In place of what is said to somebody who was turned away.
 * @slot footer - Below the form.
 * @slot preview - In place of the offer to try camera and microphone before the call.
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
 * @csspart notice - Why something cannot work here.
 * @csspart waiting - The animation of a wait.
 * @csspart button - Any button.
 * @csspart submit - The button that sends the form.
 * @csspart preview - The card below: the offer to try camera and microphone, then one's own picture.
 * @csspart try-devices - The button that does.
 * @csspart mirror-picture - One's own picture before the call.
 * @csspart level - How loud one is.
 * @csspart end-mirror - The button that switches camera and microphone off again.
 * @csspart self - One's own picture with its switches, while waiting.
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
 * @csspart devices-button - The button that opens the menu with the devices.
 * @csspart devices - That menu.
 * @csspart device - A list of devices in it, or below one's own picture.
 * @csspart close-devices - The button that closes it.
 * @csspart leave - The button that ends the call.
 *
 * @cssState idle - The form is shown.
 * @cssState connecting - On the way to the door.
 * @cssState waiting - Knocked; the guest waits for an answer.
 * @cssState admitted - Let in.
 * @cssState rejected - Turned away; they can knock again.
 * @cssState failed - Something ended it; said in words, with a way on.
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
export class DailyKnockForm extends CallElement<GuestState, KnockOutcome, GuestController> {
  static override styles = [tokens, buttons, fieldStyles, cardStyles];

  /** Knock as soon as link and name are known. */
  @property({ attribute: 'auto-knock', type: Boolean, reflect: true, useDefault: true }) autoKnock = false;
  /** Seconds of waiting after which the guest is asked whether to go on; none by default. */
  @property({ attribute: 'answer-timeout', type: Number, reflect: true }) answerTimeout: number | undefined;

  /** @internal */
  protected override readonly autoProperties = ['autoKnock', 'roomUrl', 'userName', 'call'];

  /**
   * Knocks, or goes straight in where that is allowed.
   *
   * @param request who and where; what is missing is taken from the properties and the form
   * @returns how it ended; rejects with a `DailyKnockError`
   */
  knock(request: KnockRequest = {}): Promise<KnockOutcome> {
    return this.#knock(request, false);
  }

  /** Gives up waiting. */
  cancel(): void {
    if (this.state !== 'admitted') void this.leave();
  }

  /** @internal */
  protected override createController(module: NonNullable<typeof callModule.now>): GuestController {
    return module.createGuestController(this);
  }

  /** @internal */
  override get autoStart(): (() => void) | undefined {
    return this.autoKnock && this.userName.trim() ? () => this.#knock({}, true) : undefined;
  }

  #knock(request: KnockRequest, isAutomatic: boolean): Promise<KnockOutcome> {
    const report = reportOn(this);
    return this.begin({
      request: this.complete(request),
      needsName: true,
      ask: ({ roomUrl, userName }) => (report('daily-before-knock', { roomUrl, userName }) ? undefined : 'cancelled'),
      enter: ({ session, joinOptions }, { roomUrl, userName }) =>
        session.knock({ roomUrl, userName, options: joinOptions(roomUrl, isAutomatic) }),
      ended: () => {
        report('daily-withdrawn', { role: 'guest', id: '', name: this.complete().userName });
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
        onSubmit: this.#onSubmit,
      },
      this.words,
    );
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    void this.knock();
    await this.focusProblem();
  };
}
