import { type CSSResult, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { WaitingEntry } from '../../core/call-state.js';
import { MESSAGE_LENGTH, messageText } from '../../core/lobby-channel.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { personName } from '../base/person-name.js';
import { callIcons } from '../styles/call-icons.js';
import { messageBoxStyles } from './message-box.styles.js';

const PHRASES = ['phraseLate', 'phraseSoon', 'phraseStay'] as const;

/** For more people only the number is said. */
const MAX_NAMES = 3;

/** One recipient. Kept when they leave: a message for one person must not reach all others instead. */
interface Recipient {
  readonly id: string;
  /** The label of the field, the last one if they have left. */
  readonly label: string;
  readonly hasLeft?: boolean;
}

/** The people whom a message to all is for. */
interface People {
  readonly waiting: readonly WaitingEntry[];
  /** All who wait, or the matches of a search. */
  readonly selected: readonly WaitingEntry[];
  readonly isSearch: boolean;
  /** The label for a message to one of them. */
  labelOf(id: string): string | undefined;
}

/** A message that was not delivered. */
interface Undelivered {
  readonly text: string;
  /** Whom it has not reached. */
  readonly people: readonly WaitingEntry[];
  /** Whether it has reached others. */
  readonly isPartial: boolean;
}

/** What became of a message; all but `failed` are terms. */
type Delivery = 'sending' | 'delivered' | 'hasGone' | 'failed' | undefined;

type Host = ReactiveControllerHost & HTMLElement & { readonly words: Localize };

/** The box in which an owner writes to those who wait: to all, or to one of them. */
export class MessageBox {
  static readonly styles: CSSResult = messageBoxStyles;
  readonly #host: Host;
  readonly #people: () => People;
  readonly #send: (text: string, ids: readonly string[]) => Promise<void>;
  #isOpen = false;
  /** Counts how often the box was opened and closed: the outcome of a message is shown in the opening in which it was sent. */
  #opening = 0;
  #to: Recipient | undefined;
  /** What is typed. Kept here, since the field goes with a sheet that closes. */
  #text = '';
  #delivery: Delivery;
  #undelivered: Undelivered | undefined;
  /** The button that has opened it, where browsers focus a pressed button. */
  #opener: HTMLElement | undefined;
  /** What gets the focus after the next rendering. */
  #focus: string | undefined;

  constructor(host: Host, people: () => People, send: (text: string, ids: readonly string[]) => Promise<void>) {
    this.#host = host;
    this.#people = people;
    this.#send = send;
  }

  /** Opens the box for one person, or for all. */
  open(id?: string): void {
    const { shadowRoot } = this.#host;
    // A draft for one person must not reach another.
    if (id !== this.#to?.id && !this.#phrases.includes(this.#typed)) this.#write('');
    this.#begin(true);
    this.#to = id === undefined ? undefined : { id, label: '' };
    this.#opener = shadowRoot?.activeElement as HTMLElement | undefined;
    this.#focus = '#message';
    this.#host.requestUpdate();
  }

  /** Closes and empties it: what was written belongs to another call. */
  reset(): void {
    this.#begin(false);
  }

  #begin(isOpen: boolean): void {
    if (!isOpen) this.#text = '';
    this.#isOpen = isOpen;
    this.#opening += 1;
    this.#delivery = undefined;
    this.#undelivered = undefined;
  }

  render(): TemplateResult | typeof nothing {
    const words = this.#host.words;
    const { selected, isSearch, labelOf } = this.#people();
    const all = isSearch ? words.count('writeThese', selected.length) : words.term('writeAll');
    if (this.#isOpen && this.#to) this.#follow(this.#to, labelOf(this.#to.id));
    if (!this.#isOpen) {
      if (selected.length === 0) return nothing;
      return html`<div class="messages" part="messages">
        <button type="button" class="write-all quiet" part="button write write-all" @click=${() => this.open()}>
          ${callIcons.write}${all}
        </button>
      </div>`;
    }
    const label = this.#to?.label ?? all;
    return html`<div class="messages" part="messages" @keydown=${this.#onKeydown}>
      <form part="message-form" novalidate aria-label=${label} @submit=${this.#onSubmit}>
        <label for="message" part="label">${label}</label>
        <input
          id="message"
          part="input message"
          type="text"
          autocomplete="off"
          enterkeyhint="send"
          dir="auto"
          maxlength=${MESSAGE_LENGTH}
          .value=${this.#text}
          @input=${this.#onInput}
        />
        <div class="phrases" part="phrases" role="group" aria-label=${words.term('readyPhrases')}>
          ${this.#phrases.map(
            (phrase) =>
              html`<button type="button" part="button phrase" @click=${() => this.#fill(phrase)}>${phrase}</button>`,
          )}
        </div>
        <p class="delivery" part="delivery" role="status">${this.#renderDelivery()}</p>
        <div class="send">
          <button
            type="submit"
            class="primary"
            part="button send primary"
            aria-disabled=${this.#delivery === 'sending' || this.#to?.hasLeft === true}
            @click=${this.#onSubmit}
          >
            ${words.term('send')}
          </button>
          <button type="button" part="button" @click=${this.#close}>${words.term('close')}</button>
        </div>
      </form>
    </div>`;
  }

  /** To be called when the host has been updated. */
  update(): void {
    const selector = this.#focus;
    this.#focus = undefined;
    if (!selector) return;
    this.#host.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
    // Does nothing if it has gone, or is in the row of a person who left.
    if (!this.#isOpen) this.#opener?.focus();
  }

  get #input(): HTMLInputElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLInputElement>('#message');
  }

  /** One who has left keeps the last label. The box closes unless something is written to them. */
  #follow(to: Recipient, label: string | undefined): void {
    const hasLeft = label === undefined;
    this.#to = { ...to, label: label ?? to.label, hasLeft };
    if (!hasLeft || this.#typed || this.#delivery === 'sending') return;
    if (this.#input?.matches('form:focus-within *')) this.#focus = '.write-all';
    this.#begin(false);
  }

  get #typed(): string {
    return this.#input?.value ?? this.#text;
  }

  #write(text: string): void {
    this.#text = text;
    // The field may have another one that was not rendered.
    if (this.#input) this.#input.value = text;
  }

  #renderDelivery(): unknown {
    const words = this.#host.words;
    const delivery = this.#to?.hasLeft && this.#delivery !== 'sending' ? 'hasGone' : this.#delivery;
    if (delivery !== 'failed') return delivery ? words.term(delivery) : nothing;
    const { people = [], isPartial } = this.#undelivered ?? {};
    const names = people.map(({ name }) => personName(words, name));
    const list = people.length > MAX_NAMES ? words.number(people.length) : words.list(names);
    const what = isPartial ? words.term('notDeliveredTo', list) : words.term('title: not-delivered');
    return html`<strong>${what}</strong> ${words.term('hint: not-delivered')}`;
  }

  get #phrases(): readonly string[] {
    return PHRASES.map((phrase) => this.#host.words.term(phrase));
  }

  /** Adds a ready phrase to what is typed, in place of one that is there, if it fits. */
  #fill(phrase: string): void {
    const last = this.#phrases.find((each) => this.#typed.endsWith(each)) ?? '';
    const text = `${this.#typed.slice(0, this.#typed.length - last.length).trim()} ${phrase}`.trim();
    if (messageText(text) === text) this.#write(text);
    this.#input?.focus();
  }

  readonly #onInput = (): void => {
    this.#text = this.#typed;
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    const input = this.#input;
    const text = messageText(input?.value);
    // One message at a time; a second press of Enter sends nothing twice.
    if (!input || this.#delivery === 'sending') return;
    input.focus();
    if (!text || this.#to?.hasLeft) return;
    const to = this.#to;
    const opening = this.#opening;
    const people = this.#recipients(text);
    const ids = to ? [to.id] : people.map(({ id }) => id);
    if (ids.length === 0) {
      this.#undelivered = undefined;
      return this.#show('hasGone');
    }
    this.#show('sending');
    try {
      await this.#send(text, ids);
    } catch (reason) {
      if (opening !== this.#opening) return;
      const missed = undeliveredOf(reason) ?? ids;
      const missing = people.filter(({ id }) => missed.includes(id));
      this.#undelivered = { text, people: missing, isPartial: !to && missing.length < people.length };
      return this.#show('failed');
    }
    if (opening !== this.#opening) return;
    this.#undelivered = undefined;
    // Unless something else has been typed meanwhile.
    if (messageText(this.#typed) === text) this.#write('');
    this.#show('delivered');
  }

  /** All, or those of them whom the same message has not reached and who still wait. */
  #recipients(text: string): readonly WaitingEntry[] {
    const { waiting, selected } = this.#people();
    if (this.#undelivered?.text !== text) return selected;
    const missed = new Set(this.#undelivered.people.map(({ id }) => id));
    return waiting.filter(({ id }) => missed.has(id));
  }

  #show(delivery: Delivery): void {
    this.#delivery = delivery;
    this.#host.requestUpdate();
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    // Closes no dialog around it.
    event.preventDefault();
    this.#close();
  };

  readonly #close = (): void => {
    this.#begin(false);
    this.#focus = '.write-all';
    this.#host.requestUpdate();
  };
}

/** The ids that a channel names in its reason, if it knows them. */
function undeliveredOf(reason: unknown): readonly unknown[] | undefined {
  const { cause } = reason as { cause?: { undelivered?: unknown } };
  return Array.isArray(cause?.undelivered) ? (cause.undelivered as unknown[]) : undefined;
}
