import { displayText } from './display-text.js';
import { splitNote } from './note.js';

/** The maximum length of a displayed name, in grapheme clusters. */
export const NAME_LENGTH = 60;

/** Makes a name safe to display on one line, without the note of a knock. Returns an empty string if nothing visible is left. */
export function displayName(name: unknown): string {
  return typeof name === 'string' ? displayText(splitNote(name).name, NAME_LENGTH) : '';
}
