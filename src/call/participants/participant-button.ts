import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { StoreController } from '../../context/store-controller.js';
import { type CallSnapshot, LOCAL } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import { displayName } from '../../core/display-name.js';
import type { ParticipantActions } from '../../core/participant-actions.js';
import { selectIds } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import { numbered } from '../../elements/base/person-name.js';
import { register } from '../../elements/base/register.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import { LightDomElement } from '../light-dom-element.js';

/** What the buttons of all participants share. */
export interface Menus {
  readonly actions: ParticipantActions;
  toggle(id: string): void;
  /** Closes the open menu. `isFocused`: whether its button gets the focus. */
  close(isFocused?: boolean): void;
}

/** A participant's name, and their number among the others of the same name. */
function selectName(snapshot: CallSnapshot, id: string): { name: string; number: number | undefined } {
  const nameOf = (one: string): string => displayName(snapshot.participants[one]?.user_name);
  const name = nameOf(id);
  const same = selectIds(snapshot).filter((one) => one !== LOCAL && nameOf(one) === name);
  return { name, number: same.length > 1 ? same.indexOf(id) + 1 : undefined };
}

/** The button on the tile of another participant, with the menu that it opens. An element, so that a new name renders no more than it. */
export class ParticipantButton extends LightDomElement {
  @property({ attribute: false }) store: CallStore | undefined;
  @property({ attribute: false }) participantId = '';
  @property({ attribute: false }) menus: Menus | undefined;
  @property({ attribute: false }) isOpen = false;
  /** Whether the menu is open and loaded. */
  @property({ attribute: false }) isShown = false;

  readonly #name = new StoreController(this, (snapshot) => selectName(snapshot, this.participantId));

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#name.use(this.store);
  }

  protected override render(): TemplateResult {
    const { words, menus } = this;
    const { name, number } = this.#name.value;
    const shown = numbered(words, name || words.term('noName'), number);
    const label = words.term('moreFor', shown);
    return html`<button
        type="button"
        class="more"
        part="button more"
        title=${label}
        aria-expanded=${this.isOpen}
        aria-controls=${this.isShown ? 'participant-menu' : nothing}
        data-more=${this.participantId}
        @click=${() => menus?.toggle(this.participantId)}
        @keydown=${this.#onKeydown}
      >
        ${callIcons.more}<span class="visually-hidden">${label}</span></button
      >${
        this.isShown
          ? html`<daily-knock-participant
              class="menu"
              id="participant-menu"
              part="participant-menu"
              role="group"
              tabindex="-1"
              aria-label=${shown}
              .store=${this.store}
              .participantId=${this.participantId}
              .name=${shown}
              .actions=${menus?.actions}
              .close=${(isFocused?: boolean) => menus?.close(isFocused)}
              @keydown=${this.#onKeydown}
            ></daily-knock-participant>`
          : nothing
      }`;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    // Closes no dialog around it.
    event.preventDefault();
    this.menus?.close();
  };
}

register('daily-knock-participant-button', ParticipantButton);
