import { nothing, type TemplateResult } from 'lit';
import { StoreController } from '../../context/store-controller.js';
import type { CallSnapshot } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import { displayName } from '../../core/display-name.js';
import type { ParticipantActions } from '../../core/participant-actions.js';
import { LOCAL, selectIds } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import { numbered } from '../../elements/base/numbered.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import type { OwnerHost } from '../host.js';
import { LazyPart } from '../lazy-part.js';
import { renderTile } from '../stage/call-stage.js';

/** The names of the participants that the owner may mute, by id, in the order of the tiles. Flat, for the shallow comparison. */
function selectOthers(snapshot: CallSnapshot): Readonly<Record<string, string>> {
  const ids = snapshot.canAdmin ? selectIds(snapshot).filter((id) => id !== LOCAL) : [];
  return Object.fromEntries(ids.map((id) => [id, displayName(snapshot.participants[id]?.user_name)]));
}

/** The button on the tile of each other participant, and the menu that it opens. One menu is open at a time. */
export class ParticipantMenus {
  readonly #host: OwnerHost;
  readonly #actions: ParticipantActions;
  readonly #others: StoreController<Readonly<Record<string, string>>>;
  readonly #menu: LazyPart;
  #id = '';

  constructor(host: OwnerHost, actions: ParticipantActions) {
    this.#host = host;
    this.#actions = actions;
    this.#others = new StoreController(host, selectOthers);
    this.#menu = new LazyPart(host, () => import('./participant-menu.js'));
    host.addController({
      hostUpdate: () => {
        // They have left, or the right to mute has gone.
        if (!this.#has(this.#id)) this.#menu.close();
      },
    });
  }

  /** Whose menu is open. */
  get open(): string {
    return this.#menu.isOpen ? this.#id : '';
  }

  use(store: CallStore): void {
    this.#others.use(store);
  }

  /** Renders a tile. That of another participant keeps its element when the owner's rights come and go. */
  readonly renderTile = (id: string): TemplateResult => {
    if (id === LOCAL) return renderTile(id);
    return html`<div class="participant">${renderTile(id)}${this.#has(id) ? this.#renderButton(id) : nothing}</div>`;
  };

  #has(id: string): boolean {
    return Object.hasOwn(this.#others.value, id);
  }

  #renderButton(id: string): TemplateResult {
    const name = this.#label(id);
    const label = this.#host.words.term('moreFor', name);
    const isShown = this.open === id && this.#menu.isShown;
    return html`<button
        type="button"
        class="more"
        part="button more"
        aria-label=${label}
        aria-expanded=${this.open === id}
        aria-controls=${isShown ? 'participant-menu' : nothing}
        data-more=${id}
        @click=${() => this.#toggle(id)}
        @keydown=${this.#onKeydown}
      >
        ${callIcons.more}</button
      >${
        isShown
          ? html`<daily-knock-participant
              class="menu"
              id="participant-menu"
              part="participant-menu"
              role="group"
              tabindex="-1"
              aria-label=${name}
              .store=${this.#others.store}
              .participantId=${id}
              .name=${name}
              .actions=${this.#actions}
              .close=${this.#close}
              @keydown=${this.#onKeydown}
            ></daily-knock-participant>`
          : nothing
      }`;
  }

  /** The name of a participant, numbered among others of the same name. */
  #label(id: string): string {
    const { words } = this.#host;
    const names = this.#others.value;
    const name = names[id] || words.term('noName');
    const same = Object.keys(names).filter((other) => names[other] === names[id]);
    return numbered(words, name, same.length > 1 ? same.indexOf(id) + 1 : undefined);
  }

  #toggle(id: string): void {
    if (this.open === id) return this.#menu.close();
    this.#id = id;
    void this.#menu.open();
    this.#host.requestUpdate();
  }

  /** Closes the menu. Moves the focus from it to its button. */
  readonly #close = (isFocused = true): void => {
    const id = this.open;
    if (!id) return;
    this.#menu.close();
    const buttons = this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-more]');
    if (isFocused) [...buttons].find(({ dataset }) => dataset['more'] === id)?.focus();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return;
    event.stopPropagation();
    this.#close();
  };
}
