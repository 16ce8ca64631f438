/** Letters, digits and pictures; not the brackets, dashes and points between them. */
const SPEAKING = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/**
 * One or two letters that stand for a name.
 *
 * @param name a name, whatever it contains
 * @param locale in whose way they are made large, as Turkish has its own
 */
export function initials(name: string, locale?: string): string {
  const words = name.split(/\s+/).flatMap((word) => SPEAKING.exec(word)?.[0] ?? []);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [words[0] ?? '?', last ?? ''].join('').toLocaleUpperCase(locale);
}
