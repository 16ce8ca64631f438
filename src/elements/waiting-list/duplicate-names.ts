import { Lazy } from '../base/lazy.js';

/** Puts in the place of each character the one that it looks like, as UTS #39 lists them. */
export const confusables = new Lazy(async () => (await import('unhomoglyph')).default);

/** What looks like something else may be: all but those characters of ASCII that stand for themselves. */
const CONFUSABLE = /[^ -~]|["%01I`m|]/;

/** All who have the same name, whatever its capitals, and those whose name looks the same. */
export interface ComparableName {
  /** How many they are. */
  total: number;
  /** How many of them have been numbered. */
  numbered: number;
  /** Who they have turned out to be: a name may look like two others. */
  same?: ComparableName;
}

/** Tells people of the same name apart. A name is looked up once, however often its people are counted. */
export class DuplicateNames {
  readonly #all = new Map<string, ComparableName>();

  /** @param name a shown name */
  of(name: string): ComparableName {
    const keys = [fold(name)];
    if (confusables.now && isConfusable(name)) keys.push(fold(skeleton(name, confusables.now)));
    const found = keys.map((key) => this.#all.get(key)).filter((each) => each !== undefined);
    const [namesake = { total: 0, numbered: 0 }, other] = new Set(found.map(last));
    if (other) other.same = namesake;
    for (const key of keys) this.#all.set(key, namesake);
    return namesake;
  }

  /**
   * Numbers people among their namesakes.
   *
   * @param people each one's name as {@link of} gave it, in the order of the list
   * @returns for each their number, from 1; `undefined` for a name that only one has
   */
  number(people: readonly ComparableName[]): (number | undefined)[] {
    const namesakes = people.map(last);
    for (const namesake of namesakes) namesake.total = namesake.numbered = 0;
    for (const namesake of namesakes) namesake.total += 1;
    return namesakes.map((namesake) => (namesake.total === 1 ? undefined : (namesake.numbered += 1)));
  }
}

/**
 * Whether a name may look like one that is written otherwise.
 *
 * @param name a shown name
 */
export function isConfusable(name: string): boolean {
  return CONFUSABLE.test(name);
}

function last(namesake: ComparableName): ComparableName {
  while (namesake.same) namesake = namesake.same;
  return namesake;
}

/** The same for all that is one text to Unicode: without capitals, styles of letters, and what is not drawn. */
function fold(text: string): string {
  return text
    .replace(/\p{DI}/gu, '')
    .normalize('NFKD')
    .toLocaleLowerCase();
}

/** The skeleton of UTS #39. Once more for styles of letters, as the table has not all of them. */
function skeleton(name: string, look: (text: string) => string): string {
  return look(look(name.replace(/\p{DI}/gu, '').normalize('NFD')).normalize('NFKD'));
}
