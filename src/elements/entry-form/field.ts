import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError, DailyKnockErrorCode } from '../../core/errors.js';
import type { Language } from '../../i18n/en.js';
import { html } from '../base/html.js';
import { icons } from '../styles/icons.js';
import type { Localize } from '../base/localize.js';

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
  /** What is wrong with it. */
  readonly problem: DailyKnockError | undefined;
}

/**
 * One labelled field with its error beside it, tied to it for screen readers. Its text is the visitor's and is not drawn. What it has
 * by default is written twice: servers write attributes only, and hydration properties only.
 *
 * @param field what to draw
 * @param words the language
 */
export function renderField(field: Field, words: Localize): TemplateResult {
  const { name, problem } = field;
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
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby=${problem ? `${name}-error` : nothing}
      value=${field.value ?? nothing}
      .defaultValue=${field.value ?? ''}
    />
    ${
      problem
        ? html`<p class="field-error" part="field-error" id="${name}-error">
            <strong>${words.term(`title: ${problem.code}`)}</strong>${words.term(`hint: ${problem.code}`)}
          </p>`
        : nothing
    }
  </div>`;
}

/**
 * The problem that belongs to a field.
 *
 * @param problems all of them
 * @param code the field's own
 */
export function problemOf(
  problems: readonly DailyKnockError[],
  code: DailyKnockErrorCode,
): DailyKnockError | undefined {
  return problems.find((problem) => problem.code === code);
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
