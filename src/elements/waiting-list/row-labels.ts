import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot, WaitingEntry } from '../../core/call-state.js';
import { displayName } from '../../core/display-name.js';
import { displayNote } from '../../core/note.js';
import type { Localize } from '../base/localize.js';
import { numbered, personName, withNumber } from '../base/person-name.js';
import { type ComparableName, confusables, DuplicateNames, isConfusable } from './duplicate-names.js';

/** Stands for a number: the object replacement character, which is in no text. */
const NUMBER = '\ufffc';

/** How a row names its guest. */
export interface RowLabel {
  readonly name: string;
  /** What the guest wrote with the knock; empty if nothing. */
  readonly note: string;
  /** Whether the name is the guest's own. */
  readonly isNamed: boolean;
  /** The guest's number among guests of the same name, from 1. */
  readonly number: number | undefined;
  /** The name, with the number if there is one. No two guests have the same label. */
  readonly label: string;
}

interface Name {
  readonly shown: string;
  readonly note: string;
  readonly isNamed: boolean;
  readonly comparable: ComparableName;
  /** The last label: the same object as long as it says the same. */
  label?: RowLabel;
}

/** The labels of all rows. A name is looked up once per guest, not with each change of the list. */
export class RowLabels {
  readonly #words: Localize;
  readonly #changed: () => void;
  #lang = '';
  #known = new WeakMap<WaitingEntry, Name>();
  #inCallNames = new WeakMap<DailyParticipant, ComparableName>();
  #names = new DuplicateNames();
  #entries: readonly WaitingEntry[] = [];
  #inCall: CallSnapshot['participants'] | undefined;
  /** Whether a name may look like another one, and the table of characters that look alike has not been loaded yet. */
  #needsConfusables = false;
  #numbers: readonly (number | undefined)[] = [];

  /** `changed` is called when labels change by themselves. */
  constructor(words: Localize, changed: () => void) {
    this.#words = words;
    this.#changed = changed;
  }

  /** Sets the guests to label. Participants of the call come first when names are numbered. */
  use(entries: readonly WaitingEntry[], inCall: CallSnapshot['participants']): void {
    const lang = this.#words.lang();
    if (entries === this.#entries && inCall === this.#inCall && lang === this.#lang) return;
    if (lang !== this.#lang || entries.length === 0) this.#reset(lang);
    this.#entries = entries;
    this.#inCall = inCall;
    if (entries.length === 0) return;
    const waiting = entries.map((entry) => this.#nameOf(entry).comparable);
    const participants = this.#participantNames();
    if (this.#needsConfusables) this.#loadConfusables();
    this.#numbers = this.#names.number([...participants, ...waiting]).slice(participants.length);
  }

  get length(): number {
    return this.#entries.length;
  }

  /** The text that a search finds a guest by. */
  text(index: number): string {
    const { shown, note } = this.#nameOf(this.#entries[index]!);
    return `${shown} ${note}`;
  }

  label(index: number): RowLabel {
    const known = this.#nameOf(this.#entries[index]!);
    const number = this.#numbers[index];
    const { shown: name, note, isNamed } = known;
    if (!known.label || known.label.number !== number)
      known.label = { name, note, isNamed, number, label: numbered(this.#words, name, number) };
    return known.label;
  }

  /** A guest who is being admitted may be on both lists for a moment. */
  #participantNames(): ComparableName[] {
    const inCall = this.#inCall ?? {};
    const both = new Set(this.#entries.map(({ id }) => id).filter((id) => id in inCall));
    return Object.values(inCall)
      .filter(({ session_id: id }) => !both.has(id))
      .map((participant) => this.#participantName(participant));
  }

  /** daily-js replaces a participant who changes. */
  #participantName(participant: DailyParticipant): ComparableName {
    let name = this.#inCallNames.get(participant);
    if (!name) {
      name = this.#compared(personName(this.#words, participant.user_name));
      this.#inCallNames.set(participant, name);
    }
    return name;
  }

  #nameOf(entry: WaitingEntry): Name {
    let name = this.#known.get(entry);
    if (!name) {
      const own = displayName(entry.name);
      const shown = own || this.#words.term('noName');
      name = { shown, note: displayNote(entry.note), isNamed: own !== '', comparable: this.#compared(shown) };
      this.#known.set(entry, name);
    }
    return name;
  }

  #compared(shown: string): ComparableName {
    this.#needsConfusables ||= !confusables.now && isConfusable(shown);
    return this.#names.of(shown);
  }

  /** Until the table is there, only names that are written the same are numbered. A failed load is tried again with the next change. */
  #loadConfusables(): void {
    const begin = (): void => {
      if (!this.#needsConfusables) return;
      this.#needsConfusables = false;
      this.#lang = '';
      this.#changed();
    };
    confusables.load().then(begin, () => {});
  }

  #reset(lang: string): void {
    this.#lang = lang;
    this.#known = new WeakMap();
    this.#inCallNames = new WeakMap();
    const [before = '', after = ''] = withNumber(this.#words, '', NUMBER).split(NUMBER);
    this.#names = new DuplicateNames([before, after]);
    for (const name of this.#namesThatSoundLikeNone()) this.#names.merge(this.#words.term('noName'), name);
  }

  /** With such a name ("without a name"), a guest's button would have the label of the one for a guest without a name. */
  #namesThatSoundLikeNone(): string[] {
    const labels = [
      [this.#words.term('allowName', NUMBER), this.#words.term('allowNoName')],
      [this.#words.term('denyName', NUMBER), this.#words.term('denyNoName')],
      [this.#words.term('writeName', NUMBER), this.#words.term('writeNoName')],
    ] as const;
    return labels.flatMap(([named, unnamed]) => {
      const [before = '', after = ''] = named.replace(/\p{DI}/gu, '').split(NUMBER);
      const isAlike = unnamed.startsWith(before) && unnamed.endsWith(after);
      return isAlike ? [unnamed.slice(before.length, unnamed.length - after.length)] : [];
    });
  }
}
