/**
 * What a stranger calls themselves, made fit to be shown. A name is an attacker's text: it may try to look like a part of
 * the interface, turn the text around it, hide, or spill over its place. Nothing here is about markup: names are only ever
 * put into text nodes and attributes.
 */

/** How many characters, as people count them, are shown of a name. */
export const NAME_LENGTH = 60;

/** How many marks may be stacked on one letter. Vietnamese needs two, pointed Hebrew three. */
const MARKS = 4;

/** Lone surrogates, controls, line and paragraph separators, private use, and what is not assigned. */
const NOT_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * What has no shape of its own: marks that turn the direction of text, blanks without width, fillers, empty signs. Joiners and the
 * selectors of a variant stay: scripts of India and emoji are written with them.
 */
const SHAPELESS =
  /(?![\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}])[\p{DI}\p{Cf}\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}]/gu;

const TOO_MANY_MARKS = new RegExp(`(\\p{M}{${MARKS}})\\p{M}+`, 'gu');

/** Joiners and selectors that join and select nothing. */
const LOOSE_JOINERS = /(^|\s)[\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]+(?=\s|$)/gu;

/**
 * A name as it is shown.
 *
 * @param name whatever arrived; also what is no string at all
 * @returns one line of visible text, empty if nothing is left
 */
export function displayName(name: unknown): string {
  if (typeof name !== 'string') return '';
  // Far more than is shown; what comes after it is not even looked at.
  const text = name
    .slice(0, 1000)
    .replace(/\s+/gu, ' ')
    .replace(NOT_TEXT, '')
    .replace(SHAPELESS, '')
    .normalize('NFC')
    .replace(TOO_MANY_MARKS, '$1')
    .replace(LOOSE_JOINERS, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
  return shorten(text);
}

function shorten(text: string): string {
  if (text.length <= NAME_LENGTH) return text;
  const characters = split(text);
  return characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH).join('').trimEnd()}…` : text;
}

/** Characters as people count them; code points in browsers that cannot tell (Firefox before 125). */
function split(text: string): string[] {
  const { Segmenter } = Intl as Partial<typeof Intl>;
  return Segmenter ? Array.from(new Segmenter().segment(text), ({ segment }) => segment) : [...text];
}
