import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError } from '../../core/errors.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { type AlertWords, type Field, type FieldNotes, renderAlert, renderField } from './field.js';
import { renderPanel } from './panel.js';

/** What the visitor has typed, by field name. Untouched fields are missing. */
export interface Draft {
  'user-name'?: string;
  'room-url'?: string;
  token?: string;
  note?: string;
}

/** The form of both call elements. */
export interface EntryForm {
  /** The preview, or the offer to open it. */
  readonly picture: TemplateResult;
  readonly heading: string;
  /** Replaces the heading after a call. */
  readonly leftHeading: string | undefined;
  /** The level of the heading. */
  readonly level: number;
  readonly intro: string;
  readonly submit: string;
  /** The initial value of the name field. */
  readonly userName: string;
  /** Whether the name field has text. */
  readonly isNamed: boolean;
  /** The link that the page has set, which hides its field. */
  readonly roomUrl: string;
  /** The error of that link. */
  readonly linkAlert: unknown;
  /** The error of the last attempt. */
  readonly failure: DailyKnockError | undefined;
  /** Replaces the texts of its code. */
  readonly failureWords: AlertWords | undefined;
  /** The reasons why the element cannot work here. */
  readonly notices: TemplateResult | undefined;
  /** A field of only one of the elements. */
  readonly more?: Field | undefined;
  notesOn(name: keyof Draft): FieldNotes | undefined;
  onInput(): void;
  onSubmit(event: Event): void;
}

export function renderEntryForm(form: EntryForm, words: Localize): TemplateResult {
  const { failure } = form;
  const wasEjected = failure?.code === 'ejected';
  const name: Field = {
    name: 'user-name',
    label: words.term('yourName'),
    value: form.userName,
    // While the field is empty, the caret is where the page's language begins.
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
  return renderPanel(
    words,
    form.picture,
    html`<h2 id="heading" part="heading" tabindex="-1" aria-level=${form.level} ?data-focus=${!failure}>
        <slot name="heading">${form.leftHeading ?? form.heading}</slot>
      </h2>
      <p class="muted" part="text"><slot name="intro">${failure ? '' : form.intro}</slot></p>
      ${renderAlert(failure, words, form.failureWords)} ${form.linkAlert}
      <form part="form" novalidate @input=${form.onInput} @submit=${form.onSubmit}>
        ${show(name)} ${show(form.roomUrl ? undefined : link)} ${show(form.more)}
        <div class="actions">
          <button
            type="submit"
            class=${wasEjected ? '' : 'primary'}
            part=${wasEjected ? 'button submit' : 'button submit primary'}
            @click=${form.onSubmit}
            ?data-focus=${Boolean(failure)}
          >
            ${failure && !wasEjected ? words.term('tryAgain') : form.submit}
          </button>
        </div>
      </form>
      ${form.notices}
      <slot name="footer"></slot>`,
  );
}
