import { Lazy } from '../base/lazy.js';

/** Replaces each character with the one that it looks like, as UTS #39 lists them. */
export const confusables = new Lazy(async () => (await import('unhomoglyph')).default);

/** Any character that may look like another one: all but the ASCII characters that stand for themselves. */
const CONFUSABLE = /[^ -~]|["%01I`m|]/;

/** All people of the same name, whatever its capitals, and those whose name looks the same. */
export interface ComparableName {
  /** How many people have it. */
  total: number;
  /** How many of them have been numbered. */
  numbered: number;
  /** Another name that turned out to be the same: a name may look like two others. */
  same?: ComparableName;
}

/** What a label adds to a name, before and after the number. */
type Suffix = readonly [before: string, after: string];

/** Finds and numbers people of the same name. A name is looked up once, however often its people are counted. */
export class DuplicateNames {
  readonly #all = new Map<string, ComparableName>();
  readonly #suffix: Suffix;
  readonly #folded: Suffix;
  #skeleton: Suffix | undefined;

  /**
   * A guest may write the suffix of a label into their own name: "Ana, number 2" counts as "Ana", so that nobody takes the label of
   * another guest.
   */
  constructor(suffix: Suffix = ['', '']) {
    this.#suffix = suffix;
    this.#folded = spoken(suffix, fold);
  }

  /** What to count for a shown name. */
  of(name: string): ComparableName {
    const keys = [withoutSuffix(fold(name), this.#folded)];
    const table = confusables.now;
    if (table && isConfusable(name)) {
      const look = (text: string): string => fold(skeleton(text, table));
      keys.push(withoutSuffix(look(name), (this.#skeleton ??= spoken(this.#suffix, look))));
    }
    const found = keys.map((key) => this.#all.get(key)).filter((each) => each !== undefined);
    const [comparable = { total: 0, numbered: 0 }, other] = new Set(found.map(last));
    if (other) other.same = comparable;
    for (const key of keys) this.#all.set(key, comparable);
    return comparable;
  }

  /** Counts people of two names together. */
  merge(first: string, second: string): void {
    const one = last(this.of(first));
    const other = last(this.of(second));
    if (other !== one) other.same = one;
  }

  /** Numbers people in the order of the list, from 1; `undefined` for a name that only one person has. */
  number(people: readonly ComparableName[]): (number | undefined)[] {
    const names = people.map(last);
    for (const name of names) name.total = name.numbered = 0;
    for (const name of names) name.total += 1;
    return names.map((name) => (name.total === 1 ? undefined : (name.numbered += 1)));
  }
}

/** Whether a name may look like one that is written differently. */
export function isConfusable(name: string): boolean {
  return CONFUSABLE.test(name);
}

function last(name: ComparableName): ComparableName {
  while (name.same) name = name.same;
  return name;
}

/** The same for all that is one text to Unicode: without capitals, styles of letters, and invisible characters. */
function fold(text: string): string {
  return text
    .replace(/\p{DI}/gu, '')
    .normalize('NFKD')
    .toLocaleLowerCase();
}

function withoutSuffix(name: string, [before, after]: Suffix): string {
  const at = before ? name.indexOf(before) : -1;
  return at > 0 && trim(name).endsWith(after) ? trim(name.slice(0, at)) : name;
}

/** A suffix as it is heard. One that begins with the number is known by the separator. */
function spoken([before, after]: Suffix, normalize: (text: string) => string): Suffix {
  return [trim(normalize(before)) || normalize(before), trim(normalize(after))];
}

/** Removes what is not heard: punctuation and blanks. */
function trim(text: string): string {
  return text.replace(/^[\p{P}\p{Z}]+|[\p{P}\p{Z}]+$/gu, '');
}

/** The skeleton of UTS #39. Applied twice for styled letters, since the table does not list them all. */
function skeleton(name: string, look: (text: string) => string): string {
  return look(look(name.replace(/\p{DI}/gu, '').normalize('NFD')).normalize('NFKD'));
}
