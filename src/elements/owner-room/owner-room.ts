import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { onGone } from '../../context/on-gone.js';
import type { OwnerState, WaitingParticipant } from '../../core/call-state.js';
import { DECISION_TIMEOUT } from '../../core/requests.js';
import type { DecisionResult } from '../../core/outcomes.js';
import { DailyKnockError } from '../../core/errors.js';
import type { GetToken } from '../../core/owner-session.js';
import { buttons } from '../styles/buttons.styles.js';
import { decide, decideAll } from '../base/decide.js';
import { html } from '../base/html.js';
import { renderEntryForm } from '../entry-form/entry-form.js';
import type { Field } from '../entry-form/field.js';
import { fieldStyles } from '../styles/form-control.styles.js';
import { CallElement } from '../base/call-element.js';
import type { callModule } from '../base/call-module.js';
import { cardStyles } from '../styles/card.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import type { OwnerController } from '../../call/owner-controller.js';

/** What `join()` may be given; what is missing is taken from the properties and the form. */
export interface JoinRequest {
  roomUrl?: string;
  userName?: string;
  token?: string;
}

/**
 * The owner's side: joins a private room, and lets in those who knock.
 *
 * @tagname daily-owner-room
 *
 * @attr {string} state - Where the visitor is. Set by the element.
 *
 * @slot - Below everything, in every state: a page's own consumer elements, or whatever belongs here.
 * @slot heading - In place of the form's heading.
 * @slot intro - In place of the sentence below it.
 * @slot connecting - In place of what is said while joining.
 * @slot footer - Below the form.
 * @slot preview - In place of the offer to try camera and microphone before the call.
 * @slot waiting-list - In place of the waiting list beside the pictures.
 *
 * @csspart card - The card with the form.
 * @csspart heading - The heading.
 * @csspart text - The sentence below the heading.
 * @csspart form - The form.
 * @csspart field - A field with its label and error.
 * @csspart label - A field's label.
 * @csspart input - A field's input.
 * @csspart field-hint - To which host the token goes.
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
 * @csspart waiting-list - The waiting list.
 * @csspart list-card - The waiting list's card.
 * @csspart list-heading - The waiting list's heading.
 * @csspart row - A person who waits.
 * @csspart name - The name of a person who waits.
 * @csspart since - How long a person has waited.
 * @csspart allow - A button that lets in.
 * @csspart deny - A button that turns away.
 * @csspart stale - That the connection is lost, and the list is as it was.
 * @csspart empty - What is said while nobody waits.
 *
 * @cssState idle - The form is shown.
 * @cssState connecting - On the way into the room.
 * @cssState joined - In the room.
 * @cssState failed - Something ended it; said in words, with a way on.
 *
 * @fires daily-joined - The owner is in the call.
 * @fires daily-knock - Somebody began to wait.
 * @fires daily-before-admit - Before somebody is let in; cancelable.
 * @fires daily-before-reject - Before somebody is turned away; cancelable.
 * @fires daily-admitted - Somebody was let in.
 * @fires daily-rejected - Somebody was turned away.
 * @fires daily-withdrawn - Somebody went by themselves, or another owner turned them away.
 * @fires daily-left - A call that had been joined has been left.
 * @fires daily-error - Something failed.
 * @fires daily-state-change - `state` has changed.
 */
export class DailyOwnerRoom extends CallElement<OwnerState, void, OwnerController> {
  static override styles = [tokens, buttons, fieldStyles, cardStyles];

  /**
   * The owner's meeting token. A property only: an attribute could be read by whoever reads the page. With it the token
   * field is not shown.
   */
  @property({ attribute: false }) token: string | undefined;
  /**
   * Gets the owner's meeting token, usually from the site's own server. With it the token field is not shown. Compare the `roomUrl` that it
   * is given with your room: the element's link may be one that somebody else has written.
   */
  @property({ attribute: false }) getToken: GetToken | undefined;
  /** Join as soon as link and token are known. */
  @property({ attribute: 'auto-join', type: Boolean, reflect: true, useDefault: true }) autoJoin = false;
  /** Seconds after which a decision that Daily has not answered counts as failed, and can be tried again. */
  @property({ attribute: 'decision-timeout', type: Number, reflect: true, useDefault: true })
  decisionTimeout: number = DECISION_TIMEOUT;

  /** @internal */
  protected override readonly autoProperties = ['autoJoin', 'roomUrl', 'token', 'getToken', 'call'];

  constructor() {
    super();
    onGone(this, () => this.fill('token', ''));
  }

  /** Those who wait, oldest first. */
  get waitingParticipants(): readonly WaitingParticipant[] {
    this.callStore?.flush();
    return (this.callStore?.snapshot.waiting ?? []).map(({ id, name, since }) => ({ id, name, since }));
  }

  /**
   * Joins the room.
   *
   * @param request what with; what is missing is taken from the properties and the form
   * @returns resolves when joined; rejects with a `DailyKnockError`
   */
  join(request: JoinRequest = {}): Promise<void> {
    return this.#join(request, false);
  }

  /**
   * Lets people in.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  admit(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.callStore, 'admit', ids);
  }

  /**
   * Turns people away.
   *
   * @param ids their session ids
   * @returns one result for each; never rejects
   */
  reject(...ids: string[]): Promise<DecisionResult[]> {
    return decide(this.callStore, 'reject', ids);
  }

  /** Lets in exactly the people who wait now. */
  admitAll(): Promise<DecisionResult[]> {
    return decideAll(this.callStore, 'admit');
  }

  /** Turns away exactly the people who wait now. */
  rejectAll(): Promise<DecisionResult[]> {
    return decideAll(this.callStore, 'reject');
  }

  /** @internal */
  protected override createController(module: NonNullable<typeof callModule.now>): OwnerController {
    return module.createOwnerController(this);
  }

  /** @internal */
  override get autoStart(): (() => void) | undefined {
    return this.autoJoin && (this.token || this.getToken) ? () => this.#join({}, true) : undefined;
  }

  #join(request: JoinRequest, isAutomatic: boolean): Promise<void> {
    const { token: typed, ...rest } = this.complete(request);
    const token = request.token ?? (this.token || this.getToken || typed?.trim());
    return this.begin({
      request: rest,
      needsName: !isAutomatic,
      problems: token ? [] : [new DailyKnockError('missing-token')],
      enter: ({ session, joinOptions }, { roomUrl, userName }) => {
        const joining = session.join({ roomUrl, userName, token: token!, options: joinOptions(roomUrl, isAutomatic) });
        joining.then(
          () => this.fill('token', ''),
          () => {},
        );
        return joining;
      },
      ended: () => {
        throw new DailyKnockError('aborted');
      },
    });
  }

  /** @internal */
  protected override readonly connectingHeading = 'joining';

  /** @internal */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Password managers offer to save what a password field holds when its form goes away, and a field that has gone away keeps
    // its value. If the form comes back it is filled again.
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
      // Chrome offers to save a password whatever "off" says, and "new-password" makes it offer one of its own. A code for one
      // time, which this nearly is, is neither saved nor filled in.
      autocomplete: 'one-time-code',
      notes,
      // Its place is kept: what comes when a pointer comes must not move the button away from under it.
      hint: html`<p class="muted" part="field-hint" id="token-hint">${notes?.hint}</p>`,
    };
    return renderEntryForm(
      {
        ...this.entryForm(),
        heading: this.words.term('ownerHeading'),
        intro: this.words.term('ownerIntro'),
        submit: this.words.term('join'),
        more: this.token || this.getToken ? undefined : token,
        onSubmit: this.#onSubmit,
      },
      this.words,
    );
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    void this.#join({}, false);
    await this.focusProblem();
  };
}
