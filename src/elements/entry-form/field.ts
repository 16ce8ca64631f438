import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError } from '../../core/errors.js';
import type { Language } from '../../i18n/en.js';
import { html } from '../base/html.js';
import { icons } from '../styles/icons.js';
import type { Localize } from '../base/localize.js';

/** What is said below a field. */
export interface FieldNotes {
  /** The `id`s of its parts. */
  readonly ids: string;
  /** Whether it says that something is wrong. */
  readonly isWrong: boolean;
  /** What is to be known of the field. */
  readonly hint: string | undefined;
  /** What is wrong with it. */
  readonly problem: TemplateResult | undefined;
}

/** A field of a form. */
export interface Field {
  /** Its name in the form, and its `id` in the shadow root. */
  readonly name: string;
  readonly label: string;
  /** What stands in it until the visitor has typed something: an attribute, which anybody can read. */
  readonly value?: string;
  readonly dir: 'ltr' | 'rtl' | 'auto';
  readonly type: 'text' | 'url' | 'password';
  readonly autocomplete: string;
  readonly notes: FieldNotes | undefined;
  /** Where the hint of its notes stands. */
  readonly hint?: TemplateResult;
}

/**
 * One labelled field with its error beside it, tied to it for screen readers. Its text is the visitor's and is not drawn. What it has
 * by default is written twice: servers write attributes only, and hydration properties only.
 *
 * @param field what to draw
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
      autocapitalize=${field.type === 'text' ? 'words' : 'off'}
      spellcheck="false"
      ?data-1p-ignore=${secret}
      ?data-bwignore=${secret}
      data-lpignore=${secret ? 'true' : nothing}
      required
      aria-invalid=${notes?.isWrong ? 'true' : 'false'}
      aria-describedby=${notes?.ids ?? nothing}
      value=${field.value ?? nothing}
      .defaultValue=${field.value ?? ''}
    />
    ${field.hint} ${notes?.problem}
  </div>`;
}

/** The words about an error where its code alone does not tell them. */
export interface AlertWords {
  readonly title?: keyof Language;
  readonly hint?: keyof Language;
}

/**
 * What went wrong, said where everybody sees and hears it.
 *
 * @param error the error; none draws nothing
 * @param words the language
 * @param instead other words than those of its code
 */
export function renderAlert(
  error: DailyKnockError | undefined,
  words: Localize,
  instead: AlertWords = {},
): TemplateResult | typeof nothing {
  if (!error) return nothing;
  // One who is in all the same is told in another tone than one who is not.
  const stops = error.fatal || error.code === 'invalid-room-url';
  return html`<div
    class=${stops ? 'alert' : 'alert notice'}
    part="alert"
    role="alert"
    data-code=${error.code}
    lang=${words.lang()}
    dir=${words.dir()}
  >
    ${icons.alert}
    <p>
      <strong>${words.term(instead.title ?? `title: ${error.code}`)}</strong>
      ${words.term(instead.hint ?? `hint: ${error.code}`)}
    </p>
  </div>`;
}
