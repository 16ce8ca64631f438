import { Lazy } from '../../src/elements/base/lazy.js';
import { callModule } from '../../src/elements/call-element/call-module.js';

type Module = NonNullable<typeof callModule.now>;

/** Holds the lazy chunk of the call back until a test resolves or rejects it. */
export class PendingCallModule {
  #answer: { resolve(module: Module): void; reject(reason: unknown): void } | undefined;
  /** The number of imports. */
  fetched = 0;

  constructor() {
    const lazy = new Lazy<Module>(() => {
      this.fetched += 1;
      return new Promise((resolve, reject) => (this.#answer = { resolve, reject }));
    });
    Object.defineProperty(callModule, 'now', { get: () => lazy.now, configurable: true });
    callModule.load = () => lazy.load();
  }

  async resolve(): Promise<void> {
    const { load } = Object.getPrototypeOf(callModule) as typeof callModule;
    const module = await load.call(callModule);
    this.#answer?.resolve(module);
  }

  reject(): void {
    this.#answer?.reject(new TypeError('Failed to fetch'));
  }

  restore(): void {
    Reflect.deleteProperty(callModule, 'now');
    Reflect.deleteProperty(callModule, 'load');
  }
}
