import type { WaitingEntry } from '../../core/call-state.js';
import { displayName, numberNamesakes } from '../../core/display-name.js';
import type { Localize } from '../shared/localize.js';

/** How a person is called in a row. */
export interface Called {
  readonly name: string;
  /** Which of several people of the same name it is. */
  readonly number: number | undefined;
  /** What the buttons call them: each otherwise, and nobody so that their button sounds like one for all. */
  readonly label: string;
}

/** What is known of a person as long as their entry and the language stay the same. */
interface Known {
  readonly name: string;
  /** The name, told apart from the list's own words. */
  readonly label: string;
}

/**
 * What everybody at the door is called. Made for crowds: whatever a name costs it costs once, and not with each change of
 * the list.
 */
export class Roster {
  readonly #words: Localize;
  #lang = '';
  /** How the buttons for all sound. */
  #all: readonly [allow: string, deny: string] = ['', ''];
  #known = new WeakMap<WaitingEntry, Known>();
  #entries: readonly WaitingEntry[] = [];
  #called: readonly Called[] = [];

  /** @param words the language */
  constructor(words: Localize) {
    this.#words = words;
  }

  /**
   * How people are called.
   *
   * @param entries all who wait, so that namesakes are numbered among all of them
   */
  call(entries: readonly WaitingEntry[]): readonly Called[] {
    const lang = this.#words.lang();
    if (entries === this.#entries && lang === this.#lang) return this.#called;
    if (lang !== this.#lang) {
      this.#known = new WeakMap();
      this.#all = [sound(this.#words.term('allowAll')), sound(this.#words.term('denyAll'))];
    }
    this.#lang = lang;
    this.#entries = entries;
    const known = entries.map((entry) => this.#know(entry));
    const numbers = numberNamesakes(known.map(({ name }) => name));
    // Whoever names themselves as this list would name another is told apart as well.
    const labels = known.map(({ label }, index) => this.#numbered(label, numbers[index]));
    const again = numberNamesakes(labels);
    this.#called = known.map(({ name }, index) => ({
      name,
      number: numbers[index],
      label: this.#numbered(labels[index]!, again[index]),
    }));
    return this.#called;
  }

  #know(entry: WaitingEntry): Known {
    let known = this.#known.get(entry);
    if (!known) {
      const name = displayName(entry.name) || this.#words.term('noName');
      known = { name, label: this.#soundsLikeAll(name) ? this.#words.term('guestNamed', name) : name };
      this.#known.set(entry, known);
    }
    return known;
  }

  #numbered(label: string, number: number | undefined): string {
    if (number === undefined) return label;
    return this.#words.list([label, this.#words.term('namesake', this.#words.number(number))], 'unit');
  }

  #soundsLikeAll(name: string): boolean {
    const [allow, deny] = this.#all;
    // Hardly any name is a part of what these buttons say, and looking up words costs more than all the rest.
    const own = sound(name);
    if (!allow.includes(own) && !deny.includes(own)) return false;
    return sound(this.#words.term('allowName', name)) === allow || sound(this.#words.term('denyName', name)) === deny;
  }
}

/** Neither punctuation nor what isolates a name is heard. */
function sound(text: string): string {
  return text
    .replace(/[\p{P}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toLocaleLowerCase();
}
