/**
 * One or two letters that stand for a name.
 *
 * @param name a name, whatever it contains
 */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return '?';
  const last = words.length > 1 ? words.at(-1) : undefined;
  // Letters beyond the basic plane are two code units: take whole code points.
  const letters = [first, last].map((word) => (word === undefined ? '' : ([...word][0] ?? '')));
  return letters.join('').toLocaleUpperCase();
}
