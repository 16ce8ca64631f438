import './participant-button.js';
import { nothing, type TemplateResult } from 'lit';
import { StoreController } from '../../context/store-controller.js';
import { LOCAL } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { ParticipantActions } from '../../core/participant-actions.js';
import { selectIds } from '../../core/selectors.js';
import { html } from '../../elements/base/html.js';
import type { OwnerHost } from '../host.js';
import { LazyPanel } from '../lazy-panel.js';
import { renderTile } from '../stage/call-stage.js';
import type { Menus } from './participant-button.js';

/** The menus on the tiles of other participants. One is open at a time. */
export class ParticipantMenus implements Menus {
  readonly actions: ParticipantActions;
  readonly #host: OwnerHost;
  /** Whom the owner may mute: session ids, joined by spaces. */
  readonly #others: StoreController<string>;
  readonly #menu: LazyPanel;
  #id = '';

  constructor(host: OwnerHost, actions: ParticipantActions) {
    this.#host = host;
    this.actions = actions;
    this.#others = new StoreController(host, (snapshot) => (snapshot.canAdmin ? selectIds(snapshot).join(' ') : ''));
    this.#menu = new LazyPanel(host, () => import('./participant-menu.js'));
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
    const isOpen = this.open === id;
    const button = html`<daily-knock-participant-button
      .store=${this.#others.store}
      .participantId=${id}
      .menus=${this}
      .isOpen=${isOpen}
      .isShown=${isOpen && this.#menu.isShown}
    ></daily-knock-participant-button>`;
    return html`<div class="participant">${renderTile(id)}${this.#has(id) ? button : nothing}</div>`;
  };

  toggle(id: string): void {
    if (this.open === id) return this.#menu.close();
    this.#id = id;
    void this.#menu.open();
    this.#host.requestUpdate();
  }

  close(isFocused = true): void {
    const id = this.open;
    if (!id) return;
    this.#menu.close();
    const buttons = this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-more]');
    if (isFocused) [...buttons].find(({ dataset }) => dataset['more'] === id)?.focus();
  }

  #has(id: string): boolean {
    return id !== '' && this.#others.value.split(' ').includes(id);
  }
}
