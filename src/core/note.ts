import { displayText } from './display-text.js';
import { NOTE_LENGTH } from './limits.js';

/** U+2063, which is invisible and which nobody types. */
const SEPARATOR = '\u2063';

/** Between a name and the note of a knock. Owners on Daily Prebuilt read "Gus – about the contract". */
const MARK = `${SEPARATOR}– `;

/** A name as it is sent with a knock: Daily's knock carries nothing else. */
export interface NameAndNote {
  readonly name: string;
  readonly note?: string;
}

/** Adds a note to the name of a knock. */
export function withNote(name: string, note = ''): string {
  const shown = displayNote(note);
  return shown ? `${name.replaceAll(SEPARATOR, '')} ${MARK}${shown}` : name;
}

/** Splits the name of a knock into name and note, both untrusted. */
export function splitNote(text: string): NameAndNote {
  const at = text.indexOf(MARK);
  return at < 0 ? { name: text } : { name: text.slice(0, at).trimEnd(), note: text.slice(at + MARK.length) };
}

/** Makes a note safe to display on one line. Returns an empty string if nothing visible is left. */
export function displayNote(note = ''): string {
  return displayText(note, NOTE_LENGTH);
}
