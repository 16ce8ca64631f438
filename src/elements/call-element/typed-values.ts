import type { Draft } from './entry-form.js';

/** What the visitor has typed, kept while the form is not rendered. Not reactive: the fields have it while they are rendered. */
export class TypedValues {
  readonly draft: Draft = {};
  readonly #host: Element;

  constructor(host: Element) {
    this.#host = host;
  }

  /** Reads the fields. Password managers and scripts fill them in without an event, or before the element is defined. */
  read(): Draft {
    for (const { name, value, defaultValue } of this.#fields) {
      const key = name as keyof Draft;
      if (value !== (this.draft[key] ?? defaultValue)) this.draft[key] = value;
    }
    return this.draft;
  }

  /** Fills the fields in again. */
  restore(): void {
    for (const field of this.#fields) {
      const typed = this.draft[field.name as keyof Draft];
      if (typed !== undefined && typed !== field.value) field.value = typed;
    }
  }

  /** Sets the text of a field, rendered or not, if there is one. */
  fill(name: keyof Draft, text: string | undefined): void {
    this.read()[name] = text ?? this.draft[name];
    this.restore();
  }

  get #fields(): readonly HTMLInputElement[] {
    return [...(this.#host.shadowRoot?.querySelectorAll('input') ?? [])];
  }
}
