import type { Language, Words } from './en.js';
import { enFirst } from './en-first.js';
import { languages } from './languages.js';

/** The texts that a site sets for a language. `$dir` is the writing direction of a new language. */
export type Translation = Partial<Words> & { readonly $dir?: 'ltr' | 'rtl' };

declare global {
  /**
   * The page's own translations by language code. Set it before the elements are registered, or call {@link registerTranslation} at any
   * time.
   */
  var dailyKnockTranslations: Readonly<Record<string, Translation>> | undefined;
}

type Table = Partial<Language>;

/** The translations for a language tag. */
interface Resolved {
  /** The language of the translations, as a tag for `Intl`. */
  readonly lang: string;
  /** The translations, the most specific first. */
  readonly tables: readonly Table[];
}

const ENGLISH = 'en-Latn';
const SCRIPT = /-[A-Z][a-z]{3}\b/;

/** Tags with their scripts. `Intl.Locale` takes some milliseconds on a phone, and most pages are in English. */
const scripts = new Map([['en', ENGLISH]]);

/** A tag with its script, by default the likely one: `zh-TW` is `zh-Hant-TW`. Makes tags with a script comparable to tags with a region. */
function withScript(tag: string): string {
  if (SCRIPT.test(tag)) return tag;
  const known = scripts.get(tag);
  if (known) return known;
  const code = new Intl.Locale(tag, { script: new Intl.Locale(tag).maximize().script }).baseName;
  scripts.set(tag, code);
  return code;
}

/** What loads the translation for a code. */
function loaderOf(code: string): (typeof languages)[string] | undefined {
  const tag = code.replace(SCRIPT, '');
  return languages[code] ?? (withScript(tag) === code ? languages[tag] : undefined);
}

/** Languages that are loading; `undefined` once that has ended. */
const loading = new Map<string, Promise<void> | undefined>();
/** Languages that are complete. */
const loaded = new Set<string>();
/** The translations: those of the page override those that are loaded. */
const tables = new Map<string, Table>([[ENGLISH, enFirst]]);
/** Caches, since these are needed for each text and slow to find. */
const resolved = new Map<string, Resolved>();
const codesByTag = new Map<string, readonly string[]>();

/** The elements in the page, which render again when translations change. */
export const listeners = new Set<Element & { requestUpdate(): void }>();

/**
 * Changes texts of a language, or adds a language. The elements in the page render again.
 *
 * @param code - A language tag as in `lang`, with a script or region if needed: `de`, `sr-Latn`, `de-AT`, `zh-Hant-HK`.
 * @param translation - The texts to set. Texts that a new language lacks are English.
 */
export function registerTranslation(code: string, translation: Translation): void {
  const key = codesOf(code).at(-1);
  if (key) put(key, { ...tables.get(key), ...translation, $code: String(localeOf(code)) });
}

/** Loads the translation for a tag. Never rejects; `undefined` if there is nothing to wait for. */
export function loadLanguage(tag: string): Promise<void> | undefined {
  const code = ownOf(tag);
  if (code && !loading.has(code)) {
    const load = loaderOf(code)!()
      .then(
        (module) => provide(code, module.default),
        (reason: unknown) => console.warn(`daily-knock is in English: "${tag}" could not be loaded.`, reason),
      )
      .finally(() => loading.set(code, undefined));
    loading.set(code, load);
  }
  return code ? loading.get(code) : undefined;
}

/** Whether there is a translation for a tag, loaded or not. */
export function hasTranslation(tag: string): boolean {
  return codesOf(tag).some((code) => loaderOf(code) ?? tables.has(code));
}

/** The loaded translations for a tag; English if there is none. */
export function resolveTranslation(tag: string): Resolved {
  let found = resolved.get(tag);
  if (!found) {
    const own = ownOf(tag);
    // Not only the few texts of a region: they would stand among English ones.
    const codes = own && !loaded.has(own) ? [] : codesOf(tag);
    const chain = [ENGLISH, ...codes].flatMap((code) => tables.get(code) ?? []).reverse();
    const { $code } = chain[0]!;
    const isOfTag = codes.at(-1)?.startsWith(withScript($code!));
    found = { lang: isOfTag ? String(localeOf(tag)) : $code!, tables: chain };
    resolved.set(tag, found);
  }
  return found;
}

/** The language to load for a tag. */
function ownOf(tag: string): string | undefined {
  return codesOf(tag).findLast((code) => loaderOf(code));
}

/** The codes that match a tag, the best last (BCP 47): the language, its region, its script, both, its variants. */
function codesOf(tag: string): readonly string[] {
  let codes = codesByTag.get(tag);
  if (!codes) {
    const locale = localeOf(tag);
    const name = locale ? withScript(locale.baseName) : '';
    codes = [...beginnings(name.replace(SCRIPT, '')), ...beginnings(name).slice(1)];
    codesByTag.set(tag, codes);
  }
  return codes;
}

function beginnings(name: string): string[] {
  return name ? [...beginnings(name.replace(/-?\w+$/, '')), withScript(name)] : [];
}

/** As much of a tag as `Intl` takes (RFC 4647, "Lookup"). Also takes tags from file names (`de_AT`), of 1999 (`zh-cmn-Hans`), and of Windows (`zh-CHT`). */
function localeOf(tag: string): Intl.Locale | undefined {
  let rest = tag
    .replaceAll('_', '-')
    .replace(/^(zh-)?yue\b(?!-hans|-cn)/i, 'zh-Hant-HK')
    .replace(/^zh-ch(?=[st]\b)/i, 'zh-Han')
    .replace(/^(zh-\w{3}|yue)\b/i, 'zh');
  for (; rest; rest = rest.replace(/\W?\w*$/, '')) {
    try {
      return new Intl.Locale(rest);
    } catch {
      // Try a shorter tag.
    }
  }
  return undefined;
}

/** Adds the English texts that are not in the first view. */
export function completeEnglish(en: Language): void {
  if (!loaded.has(ENGLISH)) provide(ENGLISH, en);
}

function provide(code: string, language: Language): void {
  loaded.add(code);
  put(code, { ...language, ...tables.get(code) });
}

function put(code: string, table: Table): void {
  tables.set(code, table);
  resolved.clear();
  redraw();
}

/** Renders all elements in the page again. */
export function redraw(): void {
  for (const listener of listeners) listener.requestUpdate();
}

const { dailyKnockTranslations } = globalThis;
// An element with this id, or a frame with this name, is a global of this name as well.
if (dailyKnockTranslations && Object.getPrototypeOf(dailyKnockTranslations) === Object.prototype) {
  for (const [code, translation] of Object.entries(dailyKnockTranslations)) registerTranslation(code, translation);
}
