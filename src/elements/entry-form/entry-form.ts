import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError } from '../../core/errors.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { renderAlert, renderField, type AlertWords, type Field, type FieldNotes } from './field.js';

/** What a visitor has typed, by the names of the fields; those that nobody has touched are not in it. */
export interface Draft {
  'user-name'?: string;
  'room-url'?: string;
  token?: string;
}

/** The form with which both call elements begin. */
export interface EntryForm {
  readonly heading: string;
  /** The heading's level. */
  readonly level: number;
  readonly intro: string;
  readonly submit: string;
  /** What stands in the name field until the visitor has typed something. */
  readonly userName: string;
  /** Whether anything stands in it. */
  readonly isNamed: boolean;
  /** The link that the page gave; then there is no field for it. */
  readonly roomUrl: string;
  /** What is wrong with that link. */
  readonly linkAlert: unknown;
  /** Why the last attempt failed. */
  readonly failure: DailyKnockError | undefined;
  /** Other words about that than those of its code. */
  readonly failureWords: AlertWords | undefined;
  /** Why it cannot work here. */
  readonly notices: TemplateResult | undefined;
  /** A field that only one of the call elements has. */
  readonly more?: Field | undefined;
  notesOn(name: keyof Draft): FieldNotes | undefined;
  onInput(): void;
  onSubmit(event: Event): void;
}

/**
 * Name, link, whatever else is needed, and one button.
 *
 * @param form what to draw
 * @param words the language
 */
export function renderEntryForm(form: EntryForm, words: Localize): TemplateResult {
  const { failure } = form;
  const name: Field = {
    name: 'user-name',
    label: words.term('yourName'),
    value: form.userName,
    // While it is empty the caret stands where the page's language begins.
    dir: form.isNamed ? 'auto' : words.dir(),
    type: 'text',
    autocomplete: 'name',
    notes: form.notesOn('user-name'),
  };
  const link: Field = {
    name: 'room-url',
    label: words.term('roomLink'),
    dir: 'ltr',
    type: 'url',
    autocomplete: 'url',
    notes: form.notesOn('room-url'),
  };
  const show = (field: Field | undefined): unknown => (field ? renderField(field) : nothing);
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    <h2 id="heading" part="heading" tabindex="-1" aria-level=${form.level} ?data-focus=${!failure}>
      <slot name="heading">${form.heading}</slot>
    </h2>
    <p class="muted" part="text"><slot name="intro">${form.intro}</slot></p>
    ${renderAlert(failure, words, form.failureWords)} ${form.linkAlert}
    <form part="form" novalidate @input=${form.onInput} @submit=${form.onSubmit}>
      ${show(name)} ${show(form.roomUrl ? undefined : link)} ${show(form.more)}
      <div class="actions">
        <button
          type="submit"
          class="primary"
          part="button submit"
          @click=${form.onSubmit}
          ?data-focus=${Boolean(failure)}
        >
          ${failure ? words.term('tryAgain') : form.submit}
        </button>
      </div>
    </form>
    ${form.notices}
    <slot name="footer"></slot>
  </section>`;
}
