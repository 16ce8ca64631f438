import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError } from '../../core/errors.js';
import type { Language } from '../../i18n/en.js';
import { html } from '../base/html.js';
import type { Localize } from '../base/localize.js';
import { icons } from '../styles/icons.js';

/** The notes below a field. */
export interface FieldNotes {
  /** The `id`s of the notes, for `aria-describedby`. */
  readonly ids: string;
  /** Whether there is an error. */
  readonly isWrong: boolean;
  readonly hint: string | undefined;
  readonly problem: TemplateResult | undefined;
}

export interface Field {
  /** Also its `id` in the shadow root. */
  readonly name: string;
  readonly label: string;
  /** The initial value. It is an attribute, which anybody can read. */
  readonly value?: string;
  readonly dir: 'ltr' | 'rtl' | 'auto';
  readonly type: 'text' | 'url' | 'password';
  readonly autocomplete: string;
  readonly notes?: FieldNotes | undefined;
  /** For a field that may stay empty: the length of its text in UTF-16 code units. */
  readonly maxLength?: number;
  /** The element with the hint. */
  readonly hint?: TemplateResult;
}

/**
 * A field with its label and error. What the visitor types is not rendered. The initial value is set twice, since servers render only
 * attributes, and hydration sets only properties.
 */
export function renderField(field: Field): TemplateResult {
  const { name, notes } = field;
  const secret = field.type === 'password';
  return html`<div class="field" part="field">
    <label for=${name} part="label">${field.label}</label>
    <input
      id=${name}
      name=${name}
      part="input"
      type=${field.type === 'url' ? 'text' : field.type}
      inputmode=${field.type === 'url' ? 'url' : 'text'}
      autocomplete=${field.autocomplete}
      dir=${field.dir}
      autocapitalize=${field.maxLength ? 'sentences' : field.type === 'text' ? 'words' : 'off'}
      spellcheck="false"
      maxlength=${field.maxLength ?? nothing}
      ?data-1p-ignore=${secret}
      ?data-bwignore=${secret}
      data-lpignore=${secret ? 'true' : nothing}
      ?required=${!field.maxLength}
      aria-invalid=${notes?.isWrong ? 'true' : 'false'}
      aria-describedby=${notes?.ids ?? nothing}
      value=${field.value ?? nothing}
      .defaultValue=${field.value ?? ''}
    />
    ${notes?.problem} ${field.hint}
  </div>`;
}

/** Texts about an error, where its code alone does not determine them. */
export interface AlertWords {
  readonly title?: keyof Language;
  readonly hint?: keyof Language;
}

/** An error message. `instead` replaces the texts of its code. */
export function renderAlert(
  error: DailyKnockError | undefined,
  words: Localize,
  instead: AlertWords = {},
): TemplateResult | typeof nothing {
  if (!error) return nothing;
  // Calm if the visitor is in the call in spite of the error, or if the host has ended it, which is no mistake.
  const stops = (error.fatal && error.code !== 'ejected') || error.code === 'invalid-room-url';
  return html`<div class=${stops ? 'alert' : 'alert notice'} part="alert" role="alert" data-code=${error.code}>
    ${icons.alert}
    <p>
      <strong>${words.term(instead.title ?? `title: ${error.code}`)}</strong>
      ${words.term(instead.hint ?? `hint: ${error.code}`)}
    </p>
  </div>`;
}
