import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallStore } from '../../core/call-store.js';

/** Registers the call element's sound button with the call, while the stage with that button is rendered. */
export class SoundPrompt implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: () => CallStore | undefined;
  #prompted: CallStore | undefined;
  #end = (): void => {};

  constructor(host: ReactiveControllerHost & HTMLElement, store: () => CallStore | undefined) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  /** @internal */
  hostUpdated(): void {
    this.#use(this.#host.isConnected ? this.#store() : undefined);
  }

  /** @internal */
  hostDisconnected(): void {
    this.#use(undefined);
  }

  #use(store: CallStore | undefined): void {
    if (store === this.#prompted) return;
    this.#end();
    this.#prompted = store;
    this.#end = store?.sound.prompt() ?? ((): void => {});
  }
}
