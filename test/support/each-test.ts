/** Something that stands in for a part of the browser, or of Daily, until it is taken back. */
interface Fake {
  restore(): void;
}

/**
 * A fake that is made before each test of a group, and taken back after it.
 *
 * @param make makes it
 * @returns always that of the test that runs
 */
export function eachTest<Part extends Fake>(make: () => Part): Part {
  let current: Part;
  beforeEach(() => {
    current = make();
  });
  afterEach(() => current.restore());
  return new Proxy({} as Part, {
    get(_, name) {
      const value: unknown = Reflect.get(current, name, current);
      return typeof value === 'function' ? (value.bind(current) as unknown) : value;
    },
    set: (_, name, value) => Reflect.set(current, name, value, current),
  });
}
