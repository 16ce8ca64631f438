import { type ReactiveControllerHost, svg, type TemplateResult } from 'lit';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { icon } from '../styles/icons.js';
import type { PressGuard } from './press-guard.js';

const up = icon(svg`<path d="M6 15l6-6 6 6" />`);

type Host = ReactiveControllerHost & HTMLElement & { readonly words: Localize };

interface Bar {
  /** The level of the heading. */
  readonly level: number;
  /** The number of people who wait. */
  readonly count: number;
  /** The person who has waited longest, or what is said if nobody waits. */
  readonly content: TemplateResult;
}

/** The list of a narrow room: a bar with the person who has waited longest, which opens a sheet with all. */
export class Sheet {
  readonly #host: Host;
  readonly #presses: PressGuard;
  readonly #enter: () => void;
  #isOpen = false;
  /** Where the focus goes with the next rendering. */
  #focus: 'in' | 'back' | undefined;
  /** Where the last press began. */
  #pressed: EventTarget | null | undefined;

  /** `enter` moves the focus to the first person in the sheet. */
  constructor(host: Host, presses: PressGuard, enter: () => void) {
    this.#host = host;
    this.#presses = presses;
    this.#enter = enter;
    // Escape closes the sheet, and nothing around it.
    host.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#isOpen) event.stopPropagation();
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Closes it and leaves the focus alone. */
  reset(): void {
    this.#isOpen = false;
    this.#focus = undefined;
  }

  renderBar({ level, count, content }: Bar): TemplateResult {
    const { words } = this.#host;
    const more = count > 1 ? `+${words.number(count - 1)}` : undefined;
    // With what is written on it (WCAG 2.5.3, Label in Name).
    const label = more ? words.parts([words.count('showAll', count), more]) : words.term('openList');
    return html`<section class="card bar" part="bar" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
      <h2 id="heading" class="visually-hidden" tabindex="-1" aria-level=${level}>
        <slot name="heading">${words.term('listHeading')}</slot>
      </h2>
      ${content}
      <button
        type="button"
        class="show-all"
        part="button show-all"
        aria-haspopup="dialog"
        aria-label=${label}
        @click=${this.#open}
      >
        ${more ? html`<bdi dir="ltr">${more}</bdi>` : up}
      </button>
    </section>`;
  }

  /** The button in the card that closes the sheet. */
  renderClose(): TemplateResult {
    return html`<button type="button" class="quiet close" part="button" @click=${this.#onCloseClick}>
      ${this.#host.words.term('close')}
    </button>`;
  }

  /** The sheet with the card in it. The bar keeps its place below. */
  renderSheet(card: TemplateResult): TemplateResult {
    return html`<div class="card bar"></div>
      <dialog
        part="sheet"
        aria-labelledby="heading"
        @close=${this.#close}
        @pointerdown=${this.#onPointerDown}
        @click=${this.#onBackdrop}
      >
        ${card}
      </dialog>`;
  }

  /** To be called when the host has been updated. */
  update(): void {
    const root = this.#host.shadowRoot;
    const dialog = root?.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    if (this.#focus === 'in') this.#enter();
    if (this.#focus === 'back') root?.querySelector<HTMLElement>('.show-all')?.focus();
    this.#focus = undefined;
  }

  readonly #open = (event: MouseEvent): void => {
    if (!this.#presses.allows(event)) return;
    this.#isOpen = true;
    this.#focus = 'in';
    this.#host.requestUpdate();
  };

  readonly #onCloseClick = (event: MouseEvent): void => {
    if (this.#presses.allows(event)) this.#close();
  };

  readonly #onPointerDown = ({ target }: PointerEvent): void => {
    this.#pressed = target;
  };

  /** Beside the card is the backdrop. Text that is selected beyond the card ends there as well. */
  readonly #onBackdrop = (event: MouseEvent): void => {
    const isBeside = event.target === event.currentTarget && this.#pressed === event.target;
    if (isBeside && this.#presses.allows(event)) this.#close();
  };

  readonly #close = (): void => {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#focus = 'back';
    this.#host.requestUpdate();
  };
}
