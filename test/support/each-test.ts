/** A replacement for a part of the browser or of Daily. */
interface Fake {
  restore(): void;
}

/** Creates a fake before each test and restores it afterwards. Returns a proxy for the current one. */
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
