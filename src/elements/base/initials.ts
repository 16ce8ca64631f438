/** Letters, digits and emoji, without punctuation. */
const SPEAKING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** One or two initials of a name, in upper case by the rules of a locale. */
export function initials(name: string, locale?: string): string {
  const words = name.split(/\s+/).flatMap((word) => SPEAKING.exec(word)?.[0] ?? []);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [words[0] ?? '?', last ?? ''].join('').toLocaleUpperCase(locale);
}

/** The hue of a person's avatar, in degrees. The same name has the same hue everywhere, whatever its capitals. */
export function hue(name: string): number {
  let hash = 0;
  for (const letter of name.toLowerCase()) hash = (Math.imul(hash, 31) + letter.codePointAt(0)!) >>> 0;
  // Names of few letters are far apart as well.
  return (Math.imul(hash, 137) >>> 0) % 360;
}
