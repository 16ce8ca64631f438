import { registerTranslation } from '@shoelace-style/localize';
import type { Language, Words } from './en.js';
import { enFirst } from './en-first.js';
import { languages } from './languages.js';

/** What a site may say of a language: wordings of its own, and of a new language its writing direction. */
export type Wording = Partial<Words> & { readonly $dir?: 'ltr' | 'rtl' };

declare global {
  /**
   * A page's own wordings, by language code; a code that is not known here adds a language. Set it before the elements
   * are registered, or call {@link registerWords} at any time.
   */
  var dailyKnockWords: Readonly<Record<string, Wording>> | undefined;
}

/** The languages that are there. */
const known = new Map<string, Wording>();
/** What the site has changed, also of languages that are still to be fetched. */
const changes = new Map<string, Wording>();
/** What a new language leaves out is said in English: as far as that is in the page. */
let english: Wording = enFirst;
/** The languages that are being fetched, and (`undefined`) those with which that has come to an end. */
const fetching = new Map<string, Promise<void> | undefined>();

/**
 * Changes wordings of a language, or adds a language. What is on the screen changes at once.
 *
 * @param code of a language (`de`), or of a region's (`de-AT`), as in `lang`
 * @param wording the words that are to be different; what a new language leaves out is said in English
 */
export function registerWords(code: string, wording: Wording): void {
  const key = code.toLowerCase();
  changes.set(key, { ...changes.get(key), ...wording });
  const [language = key] = key.split('-');
  if (known.has(key)) provide(key, known.get(key)!);
  else if (language !== key) provide(key, {});
  else if (!(key in languages)) provide(key, {});
}

/**
 * Fetches what a tag needs.
 *
 * @param tag as in `lang`
 * @returns settles when it is there, or cannot be had; `undefined` when there is nothing to wait for
 */
export function loadLanguage(tag: string): Promise<void> | undefined {
  const code = codesOf(tag).find((each) => each in languages);
  if (code === undefined || known.has(code)) return undefined;
  if (!fetching.has(code)) {
    const fetched = languages[code]!()
      .then(
        (module) => provide(code, module.default),
        (reason: unknown) => console.warn(`daily-knock speaks English: "${code}" could not be loaded.`, reason),
      )
      .finally(() => fetching.set(code, undefined));
    fetching.set(code, fetched);
  }
  return fetching.get(code);
}

/**
 * Whether there are words for a tag now.
 *
 * @param tag as in `lang`
 */
export function speaks(tag: string): boolean {
  return codesOf(tag).some((code) => known.has(code));
}

/**
 * The direction in which the words for a tag are written.
 *
 * @param tag as in `lang`
 */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return codesOf(tag).map((code) => changes.get(code)?.$dir ?? known.get(code)?.$dir)[0] ?? 'ltr';
}

/** The codes that serve a tag, the best last: its language, and that of its region. */
function codesOf(tag: string): readonly string[] {
  let codes = codesByTag.get(tag);
  if (!codes) codesByTag.set(tag, (codes = readTag(tag)));
  return codes;
}

/** Asked for with each word, and slow to read. */
const codesByTag = new Map<string, readonly string[]>();

function readTag(tag: string): readonly string[] {
  try {
    const { language, region } = new Intl.Locale(tag.replaceAll('_', '-'));
    return region ? [language, `${language}-${region}`.toLowerCase()] : [language];
  } catch {
    return [];
  }
}

/**
 * Brings the rest of English: what is read once somebody does something.
 *
 * @param en all of it
 */
export function completeEnglish(en: Language): void {
  if (english === en) return;
  english = en;
  for (const [code, wording] of known) provide(code, wording);
}

function provide(code: string, wording: Wording): void {
  known.set(code, wording);
  // A region's words stand on those of its language, all others on English.
  const base = code.includes('-') ? {} : english;
  registerTranslation({ ...base, $name: code, $dir: 'ltr' as const, ...wording, ...changes.get(code), $code: code });
}

provide(enFirst.$code, {});
for (const [code, wording] of Object.entries(globalThis.dailyKnockWords ?? {})) registerWords(code, wording);
