/*
 * Names and notes are untrusted text: one may imitate the interface, reverse the text around it, be invisible, or overflow. Markup
 * needs no escaping: they are only ever put into text nodes and attributes.
 */

/** The maximum number of combining marks on one letter. Vietnamese needs two, pointed Hebrew three. */
const MARKS = 4;

/** Controls, lone surrogates, private use, unassigned code points, line and paragraph separators. */
const NOT_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * Invisible characters: direction marks, zero-width spaces, fillers. Joiners and variation selectors stay: Indic scripts and emoji need
 * them.
 */
const INVISIBLE =
  /(?![\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}])[\p{DI}\p{Cf}\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}]/gu;

const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, 'gu');

/** Joiners and selectors between white space. */
const LOOSE_JOINERS = /(^|\s)[\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]+(?=\s|$)/gu;

/**
 * Makes a text safe to display on one line, with at most `length` grapheme clusters. Returns an empty string if nothing visible is left.
 */
export function displayText(untrusted: string, length: number): string {
  // Bounds the work: far more than is displayed.
  const text = untrusted
    .slice(0, 1000)
    .replace(/\s+/gu, ' ')
    .replace(NOT_TEXT, '')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(TOO_MANY_MARKS, '$1')
    .replace(LOOSE_JOINERS, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return shorten(text, length);
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = split(text);
  return characters.length > length ? `${characters.slice(0, length).join('').trimEnd()}…` : text;
}

/** Splits into grapheme clusters, or code points without `Intl.Segmenter` (Firefox before 125). */
function split(text: string): string[] {
  const { Segmenter } = Intl as Partial<typeof Intl>;
  return Segmenter ? [...new Segmenter().segment(text)].map(({ segment }) => segment) : [...text];
}
