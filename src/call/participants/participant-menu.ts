import type { PropertyValues, TemplateResult } from 'lit';
import { nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { windowOf } from '../../context/document.js';
import { StoreController } from '../../context/store-controller.js';
import type { CallStore } from '../../core/call-store.js';
import type { ActionResult, ParticipantActions } from '../../core/participant-actions.js';
import { isMicrophoneOff, mayEject } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import { register } from '../../elements/base/register.js';
import { LightDomElement } from '../light-dom-element.js';
import { participantMenuStyles } from './participant-menu.styles.js';

/** What an owner may do about another participant: mute them, and after a question remove them. */
export class ParticipantMenu extends LightDomElement {
  static override styles = participantMenuStyles;

  @property({ attribute: false }) store: CallStore | undefined;
  @property({ attribute: false }) participantId = '';
  /** The name to show, which no other participant has. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) actions: Pick<ParticipantActions, 'mute' | 'eject'> | undefined;
  /** Closes the menu. `isFocused`: whether its button gets the focus. */
  @property({ attribute: false }) close: (isFocused?: boolean) => void = () => {};

  readonly #call = new StoreController(this, (snapshot) => {
    const participant = snapshot.participants[this.participantId];
    return {
      isMuted: participant !== undefined && isMicrophoneOff(participant),
      mayEject: mayEject(snapshot, this.participantId),
    };
  });
  #hadFocus = false;
  #document: Document | undefined;
  @property({ state: true }) private step: 'choice' | 'question' | 'ejecting' = 'choice';
  @property({ state: true }) private isMuting = false;
  /** Whether this menu has muted the participant. */
  @property({ state: true }) private hasMuted = false;
  @property({ state: true }) private hasFailed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#document = this.ownerDocument;
    this.#document.addEventListener('pointerdown', this.#onPointerdown);
    windowOf(this.#document)?.addEventListener('resize', this.#stayOnStage);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (!this.#document) return;
    this.#document.removeEventListener('pointerdown', this.#onPointerdown);
    windowOf(this.#document)?.removeEventListener('resize', this.#stayOnStage);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#call.use(this.store);
    this.#hadFocus = this.matches(':focus-within');
  }

  protected override updated(changed: PropertyValues): void {
    // From a button that is gone, and never to one that removes a person.
    if (this.#hadFocus && changed.get('step') !== undefined) this.focus();
    this.#stayOnStage();
  }

  /** Shifts the menu of a small tile at the edge. */
  readonly #stayOnStage = (): void => {
    this.style.translate = '';
    const stage = this.closest('.stage')?.getBoundingClientRect();
    const { left, right } = this.getBoundingClientRect();
    if (!stage) return;
    const shift = Math.min(0, stage.right - right) || Math.max(0, stage.left - left);
    if (shift !== 0) this.style.translate = `${shift}px`;
  };

  protected override render(): TemplateResult {
    const { words } = this;
    const { isMuted } = this.#call.value;
    if (this.step === 'question') return this.#renderQuestion();
    const isBusy = this.step === 'ejecting';
    const status = isBusy
      ? words.term('ejecting')
      : this.isMuting
        ? words.term('muting')
        : this.hasMuted && isMuted
          ? words.term('isMuted', this.name)
          : '';
    return html`<button
        type="button"
        part="button mute"
        aria-disabled=${isMuted || this.isMuting || isBusy}
        @click=${this.#onMute}
      >
        ${words.term('mute')}
      </button>
      ${
        this.#call.value.mayEject
          ? html`<button type="button" part="button eject" aria-disabled=${isBusy} @click=${this.#onAsk}>
              ${words.term('eject')}
            </button>`
          : nothing
      }
      <p role="status">${status}</p>
      <p class="failed" role="alert">${this.hasFailed ? words.term('decisionFailed') : ''}</p>`;
  }

  #renderQuestion(): TemplateResult {
    const { words } = this;
    // Keep comes first: it is where the button was that asks.
    return html`<p class="question" part="question" role="alert">${words.term('askEject', this.name)}</p>
      <button type="button" part="button keep" @click=${() => this.close()}>${words.term('keep')}</button>
      <button type="button" class="danger" part="button eject danger" @click=${this.#onEject}>
        ${words.term('confirmEject')}
      </button>`;
  }

  readonly #onMute = async (): Promise<void> => {
    if (this.#call.value.isMuted || this.isMuting || this.step !== 'choice') return;
    this.isMuting = true;
    await this.#do('mute');
    this.isMuting = false;
    this.hasMuted = !this.hasFailed;
  };

  readonly #onAsk = (): void => {
    if (this.step !== 'choice') return;
    this.hasFailed = false;
    this.step = 'question';
  };

  readonly #onEject = async (event: MouseEvent): Promise<void> => {
    // The second click of a double click on the button that asks.
    if (event.detail > 1) return;
    this.step = 'ejecting';
    if ((await this.#do('eject')) === 'vetoed') return this.close();
    this.step = 'choice';
  };

  async #do(action: 'mute' | 'eject'): Promise<ActionResult['outcome'] | undefined> {
    this.hasFailed = false;
    const result = await this.actions?.[action](this.participantId);
    this.hasFailed = result?.outcome === 'failed';
    return result?.outcome;
  }

  /** Closes the menu for a press elsewhere. Its own button closes it by itself. */
  readonly #onPointerdown = (event: Event): void => {
    if (!event.composedPath().includes(this.parentElement!)) this.close(false);
  };
}

register('daily-knock-participant', ParticipantMenu);
