import { nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Decision, WaitingEntry } from '../../core/call-state.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import type { PressGuard } from './press-guard.js';

/** Asks whether a decision is meant for people who may not have been seen. */
interface Confirmation {
  readonly decision: Decision;
  /** The people whom the decision was for when the button was pressed. */
  readonly ids: ReadonlySet<string>;
}

/** What the buttons act on. */
interface People {
  readonly waiting: readonly WaitingEntry[];
  /** All who wait, or the matches of a search, as they were last rendered. */
  readonly selected: readonly WaitingEntry[];
  /** Whether the search field still has the text that these match. */
  readonly isCurrent: boolean;
  readonly isSearch: boolean;
  readonly isListStale: boolean;
}

/** The buttons for all people from two on, or for the matches of a search. They ask for confirmation if some people may not have been seen. */
export class BulkActions {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #words: Localize;
  readonly #presses: PressGuard;
  readonly #people: () => People;
  readonly #decide: (decision: Decision, ids: readonly string[]) => void;
  #confirmation: Confirmation | undefined;
  #focused: Confirmation | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement & { readonly words: Localize },
    presses: PressGuard,
    people: () => People,
    decide: (decision: Decision, ids: readonly string[]) => void,
  ) {
    this.#host = host;
    this.#words = host.words;
    this.#presses = presses;
    this.#people = people;
    this.#decide = decide;
    host.addEventListener('keydown', this.#onKeydown);
  }

  /** The open confirmation, to be compared. */
  get confirmation(): unknown {
    return this.#confirmation;
  }

  /** Closes the confirmation. */
  reset(): void {
    this.#confirmation = undefined;
  }

  render(): TemplateResult | typeof nothing {
    const { selected, isSearch, isListStale } = this.#people();
    const words = this.#words;
    const asked = this.#asked;
    if (isListStale || asked.length === 0) this.reset();
    if (this.#confirmation) {
      const isAdmit = this.#confirmation.decision === 'admit';
      const question = words.count(isAdmit ? 'askAllow' : 'askDeny', asked.length);
      return html`<div class="all" part="all" role="group" aria-label=${question} tabindex="-1">
        <p part="question">${question}</p>
        <button
          type="button"
          class=${isAdmit ? 'primary' : ''}
          part=${isAdmit ? 'button allow primary' : 'button deny'}
          aria-disabled=${isListStale}
          @click=${this.#onConfirm}
        >
          ${words.term(isAdmit ? 'allow' : 'deny')}
        </button>
        <button type="button" part="button" @click=${this.#onDismiss}>${words.term('cancel')}</button>
      </div>`;
    }
    const count = selected.length;
    if (count < 2 && !isSearch) return nothing;
    if (count === 0) return html`<div class="all" part="all"></div>`;
    const button = (isAllow: boolean, text: string): TemplateResult =>
      html`<button
        type="button"
        part=${isAllow ? 'button allow allow-all' : 'button deny deny-all'}
        aria-disabled=${isListStale}
        @click=${this.#onPress(isAllow ? 'admit' : 'reject')}
      >
        ${text}
      </button>`;
    return html`<div class="all" part="all">
      ${button(true, isSearch ? words.count('allowThese', count) : words.term('allowAll'))}
      ${button(false, isSearch ? words.count('denyThese', count) : words.term('denyAll'))}
    </div>`;
  }

  /** To be called when the host has been updated. Moves the focus to a new confirmation. */
  update(): void {
    const isNew = this.#confirmation && this.#confirmation !== this.#focused;
    if (isNew) this.#host.shadowRoot?.querySelector<HTMLElement>('.all')?.focus();
    this.#focused = this.#confirmation;
  }

  /** The people whom the confirmation is about and who still wait. */
  get #asked(): readonly WaitingEntry[] {
    const ids = this.#confirmation?.ids;
    return ids ? this.#people().waiting.filter(({ id }) => ids.has(id)) : [];
  }

  readonly #onPress =
    (decision: Decision) =>
    (event: MouseEvent): void => {
      const { selected, isCurrent, isListStale } = this.#people();
      if (!this.#presses.allows(event) || isListStale) return;
      const ids = selected.map(({ id }) => id);
      this.#host.requestUpdate();
      if (!isCurrent) return;
      if (this.#presses.haveBeenSeen(ids, event)) this.#decide(decision, ids);
      else this.#confirmation = { decision, ids: new Set(ids) };
    };

  readonly #onConfirm = (event: MouseEvent): void => {
    if (!this.#confirmation || !this.#presses.allows(event)) return;
    const { decision } = this.#confirmation;
    const ids = this.#asked.map(({ id }) => id);
    this.#dismiss();
    this.#decide(decision, ids);
  };

  readonly #onDismiss = (event: MouseEvent): void => {
    if (this.#presses.allows(event)) this.#dismiss();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#confirmation) return;
    event.stopPropagation();
    event.preventDefault();
    this.#dismiss();
  };

  #dismiss(): void {
    this.reset();
    this.#host.requestUpdate();
  }
}
