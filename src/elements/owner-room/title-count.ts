/** How many wait, by room. The document has one title, however many rooms there are in it. */
const counts = new Map<object, number>();
/** The document's title without our count; `undefined` while we have not touched it. */
let original: string | undefined;
let shown = '';

/**
 * Puts the number of all who wait before the page's own title, and takes it away again.
 *
 * @param room whose number it is
 * @param count how many wait at it now
 * @param say puts a number before a title
 */
export function countInTitle(room: object, count: number, say: (count: number, title: string) => string): void {
  if (count > 0) counts.set(room, count);
  else if (!counts.delete(room)) return;
  const sum = [...counts.values()].reduce((total, each) => total + each, 0);
  // The page may have changed its title meanwhile: then that is the one to keep.
  if (original === undefined || document.title !== shown) original = document.title;
  document.title = sum > 0 ? say(sum, original) : original;
  // As the document has it: it trims and joins blanks.
  shown = document.title;
  if (sum === 0) original = undefined;
}
