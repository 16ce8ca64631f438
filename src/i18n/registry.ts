import type { Language, Words } from './en.js';
import { enFirst } from './en-first.js';
import { languages } from './languages.js';

/** What a site may say of a language: wordings of its own, and of a new language its writing direction. */
export type Translation = Partial<Words> & { readonly $dir?: 'ltr' | 'rtl' };

declare global {
  /**
   * A page's own wordings, by language code; a code that is not known here adds a language. Set it before the elements
   * are registered, or call {@link registerTranslation} at any time.
   */
  var dailyKnockTranslations: Readonly<Record<string, Translation>> | undefined;
}

/** Words, and the code of the language that they are in. */
type Table = Partial<Language>;

/** What is said where a tag is spoken. */
interface Spoken {
  /** The language that the words are in, as a tag that `Intl` takes. */
  readonly lang: string;
  /** Its words, the most special first. */
  readonly tables: readonly Table[];
}

const ENGLISH = 'en-Latn';

/**
 * A tag with its script, which is the likely one where it names none: `zh-TW` is `zh-Hant-TW`. So a language with a script and one
 * with a region can be compared.
 */
const withScript = (tag: string): string =>
  new Intl.Locale(tag, { script: new Intl.Locale(tag).maximize().script }).baseName;

/** How the languages are fetched. */
const loaders = new Map(Object.entries(languages).map(([code, load]) => [withScript(code), load]));
/** Those that are being fetched, and (`undefined`) those with which that has come to an end. */
const fetching = new Map<string, Promise<void> | undefined>();
/** Those that are there whole. */
const loaded = new Set<string>();
/** What there is to be said: the page's words over those that have been fetched. */
const tables = new Map<string, Table>([[ENGLISH, enFirst]]);
/** Asked for with each word, and slow to find out. */
const spoken = new Map<string, Spoken>();
const codesByTag = new Map<string, readonly string[]>();

/** The elements in the page: those that are drawn again when there are other words. */
export const listeners = new Set<Element & { requestUpdate(): void }>();

/**
 * Changes wordings of a language, or adds a language. What is on the screen changes at once.
 *
 * @param code of a language (`de`), or of one in a script or a region (`sr-Latn`, `de-AT`, `zh-Hant-HK`), as in `lang`
 * @param wording the words that are to be different; what a new language leaves out is said in English
 */
export function registerTranslation(code: string, wording: Translation): void {
  const key = codesOf(code).at(-1);
  if (key) put(key, { ...tables.get(key), ...wording, $code: String(localeOf(code)) });
}

/**
 * Fetches what a tag needs.
 *
 * @param tag as in `lang`
 * @returns settles when it is there, or cannot be had; `undefined` when there is nothing to wait for
 */
export function loadLanguage(tag: string): Promise<void> | undefined {
  const code = ownOf(tag);
  if (code && !fetching.has(code)) {
    const fetched = loaders.get(code)!()
      .then(
        (module) => provide(code, module.default),
        (reason: unknown) => console.warn(`daily-knock speaks English: "${tag}" could not be loaded.`, reason),
      )
      .finally(() => fetching.set(code, undefined));
    fetching.set(code, fetched);
  }
  return code ? fetching.get(code) : undefined;
}

/**
 * Whether there are words for a tag, here or to be fetched.
 *
 * @param tag as in `lang`
 */
export function isSpoken(tag: string): boolean {
  return codesOf(tag).some((code) => loaders.has(code) || tables.has(code));
}

/**
 * What is said where a tag is spoken; English where nothing else is there.
 *
 * @param tag as in `lang`
 */
export function speak(tag: string): Spoken {
  let found = spoken.get(tag);
  if (!found) {
    const own = ownOf(tag);
    // Without its own words a region's few would stand among English ones.
    const codes = own && !loaded.has(own) ? [] : codesOf(tag);
    const said = [ENGLISH, ...codes].flatMap((code) => tables.get(code) ?? []).reverse();
    const { $code } = said[0]!;
    const isOfTag = codes.at(-1)?.startsWith(withScript($code!));
    found = { lang: isOfTag ? String(localeOf(tag)) : $code!, tables: said };
    spoken.set(tag, found);
  }
  return found;
}

/** Which of the languages that can be fetched serves a tag. */
function ownOf(tag: string): string | undefined {
  return codesOf(tag).findLast((code) => loaders.has(code));
}

/** What serves a tag, the best last (BCP 47): the language, its region, its script, both, its variants. */
function codesOf(tag: string): readonly string[] {
  let codes = codesByTag.get(tag);
  if (!codes) {
    const locale = localeOf(tag);
    const name = locale ? withScript(locale.baseName) : '';
    codes = [...beginnings(name.replace(/-[A-Z][a-z]+/, '')), ...beginnings(name).slice(1)];
    codesByTag.set(tag, codes);
  }
  return codes;
}

function beginnings(name: string): string[] {
  return name ? [...beginnings(name.replace(/-?\w+$/, '')), withScript(name)] : [];
}

/** As much of a tag as `Intl` takes (RFC 4647, "Lookup"), also as it is in file names (`de_AT`), was in 1999 (`zh-cmn-Hans`) or on Windows (`zh-CHT`). */
function localeOf(tag: string): Intl.Locale | undefined {
  let rest = tag
    .replaceAll('_', '-')
    .replace(/^(zh-)?yue\b/i, 'zh-Hant-HK')
    .replace(/^zh-ch(?=[st]\b)/i, 'zh-Han')
    .replace(/^zh-\w{3}\b/i, 'zh');
  for (; rest; rest = rest.replace(/\W?\w*$/, '')) {
    try {
      return new Intl.Locale(rest);
    } catch {
      // Less of it.
    }
  }
  return undefined;
}

/**
 * Brings the rest of English: what is read once somebody does something.
 *
 * @param en all of it
 */
export function completeEnglish(en: Language): void {
  if (!loaded.has(ENGLISH)) provide(ENGLISH, en);
}

function provide(code: string, language: Language): void {
  loaded.add(code);
  put(code, { ...language, ...tables.get(code) });
}

function put(code: string, table: Table): void {
  tables.set(code, table);
  spoken.clear();
  redraw();
}

/** Has all elements drawn again that are in the page. */
export function redraw(): void {
  for (const listener of listeners) listener.requestUpdate();
}

const { dailyKnockTranslations: dailyKnockTranslations } = globalThis;
// An element's id, or a frame's name, may stand in its place.
if (dailyKnockTranslations && Object.getPrototypeOf(dailyKnockTranslations) === Object.prototype) {
  for (const [code, wording] of Object.entries(dailyKnockTranslations)) registerTranslation(code, wording);
}
