import { callModule } from '../../src/elements/base/call-module.js';

type Module = NonNullable<typeof callModule.now>;

/** What a call needs is not there, until the test says so. */
export class CallOnItsWay {
  #answer: { resolve(module: Module): void; reject(reason: unknown): void } | undefined;
  #loading: Promise<Module> | undefined;
  /** How often it was fetched. */
  fetched = 0;

  constructor() {
    Object.defineProperty(callModule, 'now', { value: undefined, configurable: true });
    callModule.load = (): Promise<Module> => {
      if (!this.#loading) {
        this.fetched += 1;
        this.#loading = new Promise((resolve, reject) => (this.#answer = { resolve, reject }));
        this.#loading.catch(() => (this.#loading = undefined));
      }
      return this.#loading;
    };
  }

  /** It arrives. */
  async arrive(): Promise<void> {
    const { load } = Object.getPrototypeOf(callModule) as typeof callModule;
    const module = await load.call(callModule);
    this.#answer?.resolve(module);
  }

  /** It cannot be had. */
  fail(): void {
    this.#answer?.reject(new TypeError('Failed to fetch'));
  }

  restore(): void {
    Reflect.deleteProperty(callModule, 'now');
    Reflect.deleteProperty(callModule, 'load');
  }
}
