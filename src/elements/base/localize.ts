import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { hostOf } from '../../context/document.js';
import type { Language } from '../../i18n/en.js';
import { isolate } from '../../i18n/isolate.js';
import { hasTranslation, listeners, loadLanguage, redraw, resolveTranslation } from '../../i18n/registry.js';

/** Translations that take a number and its plural form. */
type CountWord = {
  [Key in keyof Language]: Language[Key] extends (count: string, form: infer Form) => string
    ? Form extends Intl.LDMLPluralRule
      ? Key
      : never
    : never;
}[keyof Language];

type Args<Entry> = Entry extends (...args: infer Each) => string ? Each : [];

/** Slow to create. */
interface Formats {
  readonly lang: string;
  readonly numbers: Intl.NumberFormat;
  readonly plurals: Intl.PluralRules;
}

/** How long rendering waits for a translation. Then it is English until the translation is there. */
const LANGUAGE_TIMEOUT_MS = 3000;

let observer: MutationObserver | undefined;

/**
 * The translations of one element. Its language is the nearest `lang` around it, across shadow roots (HTML, "the language of a node"),
 * or else the visitor's.
 */
export class Localize implements ReactiveController {
  readonly host: ReactiveControllerHost & HTMLElement;
  #tag = '';
  #known: Formats | undefined;
  /** A language that did not load in time. */
  #late: string | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  /** The language of the page around the element, which names and the page's own texts are in. */
  get tag(): string {
    return this.#tag;
  }

  /** The translation in use: another object once a text of it has changed. */
  get translation(): { readonly lang: string } {
    return resolveTranslation(this.#tag);
  }

  /** The language of the translations and of number formats. */
  lang(): string {
    return this.translation.lang;
  }

  dir(): 'ltr' | 'rtl' {
    return this.#word('$dir');
  }

  /** A translation. Its arguments are isolated, so that their direction does not affect the sentence. */
  term<Key extends keyof Language>(key: Key, ...args: Args<Language[Key]>): string {
    return this.#say(key, ...(args as string[]).map((arg) => isolate(arg, this.dir())));
  }

  number(value: number): string {
    return this.#formats.numbers.format(value);
  }

  /** A translation with a number and its plural form. */
  count(key: CountWord, count: number): string {
    const form = this.#formats.plurals.select(count);
    return this.#say(key, isolate(this.number(count), this.dir()), form);
  }

  /** Joins items to a list ("a, b and c"). Each item is isolated. */
  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.lang()).format(items.map((item) => isolate(item, this.dir())));
  }

  /** Joins the parts of one thing ("a, b, c"). `Intl` has no list without "and" in all languages. Each part is isolated. */
  parts(parts: readonly string[]): string {
    return parts.map((part) => isolate(part, this.dir())).reduce((before, after) => this.#say('parts', before, after));
  }

  get #formats(): Formats {
    const lang = this.lang();
    if (this.#known?.lang !== lang)
      this.#known = { lang, numbers: new Intl.NumberFormat(lang), plurals: new Intl.PluralRules(lang) };
    return this.#known;
  }

  /** Finds the language. To be called before each render. Returns a promise if the translation is not loaded yet. */
  prepare(): Promise<unknown> | undefined {
    const tag = languageOf(this.host);
    const loading = tag === this.#late ? undefined : loadLanguage(tag);
    if (!loading) {
      this.#tag = tag;
      return undefined;
    }
    const late = new Promise((done) => setTimeout(done, LANGUAGE_TIMEOUT_MS)).then(() => (this.#late = tag));
    // The language of the page may have changed meanwhile.
    return Promise.race([loading, late]).then(() => this.prepare());
  }

  hostConnected(): void {
    listeners.add(this.host);
    // `lang` may change on any node, but seldom does.
    observer ??= new MutationObserver(redraw);
    for (let from: Element | undefined = this.host; from; from = hostOf(from))
      observer.observe(from.getRootNode(), { attributeFilter: ['lang'], subtree: true });
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    listeners.delete(this.host);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }

  #word<Key extends keyof Language>(key: Key): Language[Key] {
    return resolveTranslation(this.#tag).tables.find((table) => table[key])![key]!;
  }

  #say(key: keyof Language, ...args: string[]): string {
    const word = this.#word(key) as string | ((...args: string[]) => string);
    return typeof word === 'string' ? word : word(...args);
  }
}

function languageOf(element: ReactiveControllerHost & Element): string {
  for (let from: Element = element; ;) {
    const host = hostOf(from);
    // One of our own elements sets `lang` to the language of its translations, which may not be the page's.
    const lang = listeners.has(host as typeof element) ? '' : from.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    // A window that the page has opened has no `lang`, mostly.
    if (!host) return document.documentElement.lang || (navigator.languages.find(hasTranslation) ?? '');
    from = host;
  }
}
