import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallStore } from '../../core/call-store.js';

/** Tells a call that there is one button for all its sound, for as long as its call element shows the stage with that button. */
export class SoundPrompt implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: () => CallStore | undefined;
  #offered: CallStore | undefined;
  #end = (): void => {};

  /**
   * @param host the call element
   * @param store the call whose stage it shows, if it shows one
   */
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
    if (store === this.#offered) return;
    this.#end();
    this.#offered = store;
    this.#end = store?.sound.prompt() ?? ((): void => {});
  }
}
