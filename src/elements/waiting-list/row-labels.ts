import type { CallSnapshot, WaitingEntry } from '../../core/call-state.js';
import { displayName } from '../../core/display-name.js';
import type { Localize } from '../base/localize.js';
import { confusables, isConfusable, DuplicateNames, type ComparableName } from './duplicate-names.js';

/** Numbers with all the plural forms that languages have. */
const COUNTS = [0, 1, 2, 3, 11, 100, 1_000_000];

/** How a person is called in a row. */
export interface RowLabel {
  readonly name: string;
  /** Which of several people of the same name it is. */
  readonly number: number | undefined;
  /** What the buttons call them: each otherwise, and nobody so that their button sounds like one for all. */
  readonly label: string;
}

/** What is known of a person as long as their entry and the language stay the same. */
interface Known {
  readonly name: string;
  readonly namesake: ComparableName;
  /** The name, told apart from the list's own words. */
  readonly label: string;
  readonly sounding: ComparableName;
}

/**
 * What everybody at the door is called. Made for crowds: whatever a name costs it costs once, and not with each change of
 * the list.
 */
export class RowLabels {
  readonly #words: Localize;
  readonly #changed: () => void;
  #lang = '';
  /** How the buttons for several people sound. */
  #several: ReadonlySet<string> = new Set();
  #known = new WeakMap<WaitingEntry, Known>();
  #names = new DuplicateNames();
  #labels = new DuplicateNames();
  /** The same with numbers, from 1: a crowd of guests who all say "Guest" is put into words once. */
  #numberedLabels = new WeakMap<ComparableName, ComparableName[]>();
  #entries: readonly WaitingEntry[] = [];
  #inCall: CallSnapshot['participants'] | undefined;
  /** Whether a name may look like another, and it could not be told whether it does. */
  #needsLooks = false;
  /** Which of their namesakes each is, and how each is told apart who would sound like another all the same. */
  #numbers: readonly (number | undefined)[] = [];
  #again: readonly (number | undefined)[] = [];

  /**
   * @param words the language
   * @param changed told when people are to be called otherwise
   */
  constructor(words: Localize, changed: () => void) {
    this.#words = words;
    this.#changed = changed;
  }

  /**
   * Who is to be called.
   *
   * @param entries all who wait, so that namesakes are numbered among all of them
   * @param inCall who is in already: they are the first of their name
   */
  use(entries: readonly WaitingEntry[], inCall: CallSnapshot['participants']): void {
    const lang = this.#words.lang();
    if (entries === this.#entries && inCall === this.#inCall && lang === this.#lang) return;
    if (lang !== this.#lang || entries.length === 0) this.#begin(lang);
    this.#entries = entries;
    this.#inCall = inCall;
    if (entries.length === 0) return;
    const known = entries.map((entry) => this.#know(entry));
    const within = this.#within();
    if (this.#needsLooks) this.#learnLooks();
    this.#numbers = this.#names.number([...within, ...known.map(({ namesake }) => namesake)]).slice(within.length);
    // Whoever names themselves as this list would name another is told apart as well.
    this.#again = this.#labels.number(known.map((each, index) => this.#sounding(each, this.#numbers[index])));
  }

  /** How many there are. */
  get length(): number {
    return this.#entries.length;
  }

  /** @param index whose name */
  name(index: number): string {
    return this.#know(this.#entries[index]!).name;
  }

  /** @param index who is to be called */
  label(index: number): RowLabel {
    const { name, label } = this.#know(this.#entries[index]!);
    const number = this.#numbers[index];
    return { name, number, label: this.#numbered(this.#numbered(label, number), this.#again[index]) };
  }

  /** Whoever is being let in may be listed on both sides for a moment. */
  #within(): ComparableName[] {
    const inCall = this.#inCall ?? {};
    const both = new Set(this.#entries.map(({ id }) => id).filter((id) => id in inCall));
    return Object.values(inCall)
      .filter(({ session_id: id }) => !both.has(id))
      .map(({ user_name: name }) => this.#namesake(this.#shown(name)));
  }

  #shown(name: unknown): string {
    return displayName(name) || this.#words.term('noName');
  }

  #namesake(name: string): ComparableName {
    this.#needsLooks ||= !confusables.now && isConfusable(name);
    return this.#names.of(name);
  }

  /** Until then, and where it cannot be had, those are namesakes whose names are written the same. The next change tries again. */
  #learnLooks(): void {
    const begin = (): void => {
      if (!this.#needsLooks) return;
      this.#needsLooks = false;
      this.#lang = '';
      this.#changed();
    };
    confusables.load().then(begin, () => {});
  }

  #begin(lang: string): void {
    this.#lang = lang;
    this.#known = new WeakMap();
    this.#names = new DuplicateNames();
    this.#labels = new DuplicateNames();
    const words = this.#words;
    const counted = (['allowThese', 'denyThese'] as const).flatMap((key) =>
      COUNTS.map((count) => words.count(key, count)),
    );
    const plain = (['allow', 'deny', 'allowAll', 'denyAll'] as const).map((key) => words.term(key));
    this.#several = new Set([...plain, ...counted].map(sound));
  }

  #know(entry: WaitingEntry): Known {
    let known = this.#known.get(entry);
    if (!known) {
      const name = this.#shown(entry.name);
      const label = this.#soundsLikeSeveral(name) ? this.#words.term('guestNamed', name) : name;
      known = { name, namesake: this.#namesake(name), label, sounding: this.#labels.of(label) };
      this.#known.set(entry, known);
    }
    return known;
  }

  #sounding({ label, sounding }: Known, number: number | undefined): ComparableName {
    if (number === undefined) return sounding;
    const numbered = this.#numberedLabels.get(sounding) ?? [];
    this.#numberedLabels.set(sounding, numbered);
    return (numbered[number] ??= this.#labels.of(this.#numbered(label, number)));
  }

  #numbered(label: string, number: number | undefined): string {
    if (number === undefined) return label;
    return this.#words.list([label, this.#words.term('namesake', this.#words.number(number))], 'unit');
  }

  #soundsLikeSeveral(name: string): boolean {
    // Hardly any name is a part of what these buttons say, and looking up words costs more than all the rest.
    const own = sound(name);
    if (![...this.#several].some((each) => each.includes(own))) return false;
    const labels = [this.#words.term('allowName', name), this.#words.term('denyName', name)];
    return labels.some((label) => this.#several.has(sound(label)));
  }
}

/** Neither punctuation nor what isolates a name is heard; and one number is as good as another. */
function sound(text: string): string {
  return text
    .replace(/[\p{P}\p{Cf}\s]+/gu, ' ')
    .replace(/\p{N}(?: ?\p{N})*/gu, '0')
    .trim()
    .toLocaleLowerCase();
}
