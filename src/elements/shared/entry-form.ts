import { nothing, type TemplateResult } from 'lit';
import type { DailyKnockError } from '../../core/errors.js';
import { html } from './html.js';
import type { Localize } from './localize.js';
import { problemOf, renderAlert, renderField, type AlertWords, type Field } from './field.js';

/** What a visitor has typed, as far as it differs from what the page gave. */
export interface Draft {
  readonly name: string;
  readonly url: string;
}

/** The form with which both roots begin. */
export interface EntryForm {
  readonly heading: string;
  /** The heading's level. */
  readonly level: number;
  readonly intro: string;
  readonly submit: string;
  readonly draft: Draft;
  /** The link that the page gave; then there is no field for it. */
  readonly roomUrl: string;
  readonly problems: readonly DailyKnockError[];
  /** Why the last attempt failed. */
  readonly failure: DailyKnockError | undefined;
  /** Other words about that than those of its code. */
  readonly failureWords: AlertWords | undefined;
  /** Why it cannot work here. */
  readonly notices: TemplateResult | undefined;
  /** Whether it has been sent, and what does the rest is still being fetched. */
  readonly busy: boolean;
  /** Fields that only one of the roots has. */
  readonly more?: readonly Field[];
  onDraft(change: Partial<Draft>): void;
  onSubmit(event: Event): void;
}

/**
 * Name, link, whatever else is needed, and one button.
 *
 * @param form what to draw
 * @param words the language
 */
export function renderEntryForm(form: EntryForm, words: Localize): TemplateResult {
  const { draft, failure, problems } = form;
  const linkProblem = problemOf(problems, 'invalid-room-url');
  const name: Field = {
    name: 'user-name',
    label: words.term('yourName'),
    value: draft.name,
    type: 'text',
    autocomplete: 'name',
    problem: problemOf(problems, 'missing-name'),
    onInput: (value) => form.onDraft({ name: value }),
  };
  const link: Field = {
    name: 'room-url',
    label: words.term('roomLink'),
    value: draft.url,
    type: 'url',
    autocomplete: 'url',
    problem: linkProblem,
    onInput: (value) => form.onDraft({ url: value }),
  };
  const fields = [name, ...(form.roomUrl ? [] : [link]), ...(form.more ?? [])];
  return html`<section class="card" part="card" aria-labelledby="heading" lang=${words.lang()} dir=${words.dir()}>
    <h2 id="heading" part="heading" tabindex="-1" aria-level=${form.level} ?data-focus=${!failure}>
      <slot name="heading">${form.heading}</slot>
    </h2>
    <p class="muted" part="text"><slot name="intro">${form.intro}</slot></p>
    ${renderAlert(failure, words, form.failureWords)} ${form.roomUrl ? renderAlert(linkProblem, words) : nothing}
    <form part="form" novalidate @submit=${form.onSubmit}>
      ${fields.map((field) => renderField(field, words))}
      <div class="actions">
        <button
          type="submit"
          class="primary"
          part="button submit"
          aria-disabled=${form.busy ? 'true' : nothing}
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
