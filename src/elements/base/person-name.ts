import { displayName } from '../../core/display-name.js';
import type { Localize } from './localize.js';

/** A person's name as it is shown, or the words for a person without one. */
export function personName(words: Localize, name: string | undefined): string {
  return displayName(name) || words.term('noName');
}

/** A name, or a sentence that stands for one, with the person's number among people of the same name. */
export function numbered(words: Localize, name: string, number: number | undefined): string {
  return number === undefined ? name : withNumber(words, name, words.number(number));
}

export function withNumber(words: Localize, name: string, number: string): string {
  return words.parts([name, words.term('duplicateNumber', number)]);
}
