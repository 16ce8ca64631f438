/** A module that is fetched when it is needed. */
export class Lazy<Module> {
  readonly #fetch: () => Promise<Module>;
  #fetching: Promise<Module> | undefined;
  #module: Module | undefined;

  /** @param fetch an `import()` */
  constructor(fetch: () => Promise<Module>) {
    this.#fetch = fetch;
  }

  /** The module, if it is there. */
  get now(): Module | undefined {
    return this.#module;
  }

  /**
   * Fetches it, once.
   *
   * @returns rejects when it cannot be had; the next call tries again
   */
  load(): Promise<Module> {
    this.#fetching ??= this.#fetch().then(
      (module) => (this.#module = module),
      (reason: unknown) => {
        this.#fetching = undefined;
        throw reason;
      },
    );
    return this.#fetching;
  }
}
