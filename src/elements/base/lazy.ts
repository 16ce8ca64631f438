/** A module that is imported when it is needed. */
export class Lazy<Module> {
  readonly #fetch: () => Promise<Module>;
  #fetching: Promise<Module> | undefined;
  #module: Module | undefined;

  constructor(fetch: () => Promise<Module>) {
    this.#fetch = fetch;
  }

  /** The module, once loaded. */
  get now(): Module | undefined {
    return this.#module;
  }

  /** Imports the module once. After a failure the next call tries again. */
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
