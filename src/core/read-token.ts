import { INVISIBLE } from './room-url.js';

/** A token by itself, perhaps in quotes or before a full stop; or one in the owner's whole link. */
const PASTED = /(?:^[^\p{L}\p{N}_]*|\bt(?:oken)?=)([\w.-]*[\w-])(?:[^\p{L}\p{N}]*|[&#].*)$/iu;

/** Reads a pasted meeting token, which is a JWT. `undefined` if the text is something else. */
export function readToken(text: string): string | undefined {
  return PASTED.exec(text.replace(INVISIBLE, ''))?.[1];
}
