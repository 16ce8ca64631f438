import { INVISIBLE } from './room-url.js';

/** A token by itself, perhaps in quotes or before a full stop; or one in the owner's whole link. */
const PASTED = /(?:^\W*|\bt(?:oken)?=)([\w.-]*[\w-])(?:\W*|&.*)$/i;

/** Reads a pasted meeting token, which is a JWT. `undefined` if the text is something else. */
export function readToken(text: string): string | undefined {
  return PASTED.exec(text.replace(INVISIBLE, ''))?.[1];
}
