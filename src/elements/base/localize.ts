import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../../i18n/en.js';
import { isolate } from '../../i18n/isolate.js';
import { isSpoken, listeners, loadLanguage, redraw, speak } from '../../i18n/registry.js';

/** The words that count something: they take a number and its plural form. */
type CountWord = {
  [Key in keyof Language]: Language[Key] extends (count: string, form: infer Form) => string
    ? Form extends Intl.LDMLPluralRule
      ? Key
      : never
    : never;
}[keyof Language];

/** What is put into a word. */
type Args<Word> = Word extends (...args: infer Each) => string ? Each : [];

/** A page is not kept waiting for a language longer than this; then it is English until the words are there. Milliseconds. */
const LANGUAGE_TIMEOUT_MS = 3000;

let observer: MutationObserver | undefined;

/**
 * The words of one element, in the language of the nearest `lang` around it, across shadow roots (HTML, "the language of a
 * node"); without one, the visitor's.
 */
export class Localize implements ReactiveController {
  /** The element. */
  readonly host: ReactiveControllerHost & HTMLElement;
  #tag = '';
  /** A language that has kept the drawing waiting for too long. */
  #late: string | undefined;

  /** @param host the element */
  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  /** The language of the place, as the page has it: that of names, and of what the page itself says. */
  get tag(): string {
    return this.#tag;
  }

  /** The language of the words: what is around them says so, and numbers are written in its way. */
  lang(): string {
    return speak(this.#tag).lang;
  }

  /** The direction in which that is written. */
  dir(): 'ltr' | 'rtl' {
    return this.#word('$dir');
  }

  /**
   * A word of the language.
   *
   * @param key which; a word that counts is for {@link count}
   * @param args what is put into it, each isolated: whatever it is, the sentence around it keeps its order
   */
  term<Key extends keyof Language>(key: Key, ...args: Args<Language[Key]>): string {
    return this.#say(key, ...(args as string[]).map((arg) => isolate(arg, this.dir())));
  }

  /** @param value a number, to be written as the language does */
  number(value: number): string {
    return new Intl.NumberFormat(this.lang()).format(value);
  }

  /**
   * How many of something there are, in words.
   *
   * @param key a word that takes a number and its plural form
   * @param count how many
   */
  count(key: CountWord, count: number): string {
    const form = new Intl.PluralRules(this.lang()).select(count);
    return this.#say(key, isolate(this.number(count), this.dir()), form);
  }

  /**
   * Several things in one sentence.
   *
   * @param items names, or parts of a description; each is isolated
   * @param type whether they are listed ("a, b and c") or parts of one thing ("a, b, c")
   */
  list(items: readonly string[], type: 'conjunction' | 'unit' = 'conjunction'): string {
    const format = new Intl.ListFormat(this.lang(), { type, style: type === 'unit' ? 'short' : 'long' });
    return format.format(items.map((item) => isolate(item, this.dir())));
  }

  /**
   * Finds out the language; to be called before the element is drawn.
   *
   * @returns settles when its words are there; `undefined` when they are there already
   */
  prepare(): Promise<unknown> | undefined {
    const tag = languageOf(this.host);
    const loading = tag === this.#late ? undefined : loadLanguage(tag);
    if (!loading) {
      this.#tag = tag;
      return undefined;
    }
    const late = new Promise((done) => setTimeout(done, LANGUAGE_TIMEOUT_MS)).then(() => (this.#late = tag));
    // The page may have another language by then.
    return Promise.race([loading, late]).then(() => this.prepare());
  }

  hostConnected(): void {
    listeners.add(this.host);
    // The languages of a page are changed on any of its nodes, and seldom.
    observer ??= new MutationObserver(redraw);
    for (let root = this.host.getRootNode(); ; root = (root as ShadowRoot).host.getRootNode()) {
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      if (!('host' in root)) break;
    }
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    listeners.delete(this.host);
    if (listeners.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }

  #word<Key extends keyof Language>(key: Key): Language[Key] {
    return speak(this.#tag).tables.find((table) => table[key])![key]!;
  }

  #say(key: keyof Language, ...args: string[]): string {
    const word = this.#word(key) as string | ((...args: string[]) => string);
    return typeof word === 'string' ? word : word(...args);
  }
}

function languageOf(element: ReactiveControllerHost & Element): string {
  for (let from: Element = element; ;) {
    const root = from.getRootNode();
    const host = 'host' in root ? (root as ShadowRoot).host : undefined;
    // What an element of ours draws around another one is in the language of the words that there are: the page may have another.
    const lang = listeners.has(host as typeof element) ? '' : from.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    // A window that the page has opened says nothing, mostly.
    if (!host) return document.documentElement.lang || (navigator.languages.find(isSpoken) ?? '');
    from = host;
  }
}
