/** All who have the same name, whatever its capitals. */
export interface Namesake {
  /** How many they are. */
  total: number;
  /** How many of them have been numbered. */
  numbered: number;
}

/** Tells people of the same name apart. A name is looked up once, however often its people are counted. */
export class Namesakes {
  readonly #all = new Map<string, Namesake>();

  /** @param name a shown name */
  of(name: string): Namesake {
    const key = name.toLocaleLowerCase();
    let namesake = this.#all.get(key);
    if (!namesake) this.#all.set(key, (namesake = { total: 0, numbered: 0 }));
    return namesake;
  }

  /**
   * Numbers people among their namesakes.
   *
   * @param people each one's name as {@link of} gave it, in the order of the list
   * @returns for each their number, from 1; `undefined` for a name that only one has
   */
  number(people: readonly Namesake[]): (number | undefined)[] {
    for (const namesake of people) namesake.total = namesake.numbered = 0;
    for (const namesake of people) namesake.total += 1;
    return people.map((namesake) => (namesake.total === 1 ? undefined : (namesake.numbered += 1)));
  }
}
