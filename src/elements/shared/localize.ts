import { LocalizeController, update, type FunctionParams } from '@shoelace-style/localize';
import type { ReactiveControllerHost } from 'lit';
import type { Language } from '../../i18n/en.js';
import { enFirst } from '../../i18n/en-first.js';
import { isolate } from '../../i18n/isolate.js';
import { directionOf, loadLanguage, speaks } from '../../i18n/registry.js';

/** The words that count something: they take a number and its plural form. */
type CountWord = {
  [Key in keyof Language]: Language[Key] extends (count: string, form: infer Form) => string
    ? Form extends Intl.LDMLPluralRule
      ? Key
      : never
    : never;
}[keyof Language];

/** A page is not kept waiting for a language longer than this; then it is English until the words are there. Milliseconds. */
const PATIENCE = 3000;

/** Those in the page now. */
const inPage = new Set<Localize>();
let observer: MutationObserver | undefined;

/**
 * The words of one element, in the language of the nearest `lang` around it, across shadow roots (HTML, "the language of a
 * node"); without one, the visitor's.
 */
export class Localize extends LocalizeController<Language> {
  #tag = enFirst.$code;
  #isLate = false;

  /** @param host the element */
  constructor(host: ReactiveControllerHost & HTMLElement) {
    super(host);
  }

  /** The language in which the element speaks now. */
  override lang(): string {
    return speaks(this.#tag) ? this.#tag : enFirst.$code;
  }

  /** The direction in which that is written. */
  override dir(): 'ltr' | 'rtl' {
    return directionOf(this.lang());
  }

  /**
   * A word of the language.
   *
   * @param key which; a word that counts is for {@link count}
   * @param args what is put into it, each isolated: whatever it is, the sentence around it keeps its order
   */
  override term<Key extends keyof Language>(key: Key, ...args: FunctionParams<Language[Key]>): string {
    const isolated = (args as string[]).map((arg) => isolate(arg, this.dir()));
    return super.term(key, ...(isolated as typeof args));
  }

  /**
   * How many of something there are, in words.
   *
   * @param key a word that takes a number and its plural form
   * @param count how many
   */
  count(key: CountWord, count: number): string {
    const form = new Intl.PluralRules(this.lang()).select(count);
    return super.term(key, isolate(this.number(count), this.dir()), form);
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
    // As it is written in old pages and file names (`de_AT`) it would be none for Intl.
    const tag = languageOf(this.host).replaceAll('_', '-');
    if (tag !== this.#tag) this.#isLate = false;
    this.#tag = tag;
    const loading = this.#isLate ? undefined : loadLanguage(tag);
    if (!loading) return undefined;
    const late = new Promise((done) => setTimeout(done, PATIENCE)).then(() => (this.#isLate = true));
    return Promise.race([loading, late]);
  }

  override hostConnected(): void {
    super.hostConnected();
    inPage.add(this);
    // The languages of a page are changed on any of its nodes, and seldom.
    observer ??= new MutationObserver(update);
    for (let root = this.host.getRootNode(); ; root = (root as ShadowRoot).host.getRootNode()) {
      observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      if (!('host' in root)) break;
    }
    this.host.requestUpdate();
  }

  override hostDisconnected(): void {
    super.hostDisconnected();
    inPage.delete(this);
    if (inPage.size > 0) return;
    observer?.disconnect();
    observer = undefined;
  }
}

function languageOf(element: Element): string {
  for (let from: Element = element; ;) {
    const lang = from.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    const root = from.getRootNode();
    // A window that the page has opened says nothing, mostly.
    if (!('host' in root)) return document.documentElement.lang || navigator.language;
    from = (root as ShadowRoot).host;
  }
}
