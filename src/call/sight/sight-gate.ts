import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallPort } from '../../core/call-port.js';
import type { CallStore } from '../../core/call-store.js';
import type { CallOptions } from '../../daily/create-call.js';
import { dispensable } from './dispensable.js';
import type { PictureWishes } from './picture-wishes.js';

/**
 * Sees to it that pictures which nobody can see are not loaded, in full calls that the root has made itself: what a page's own call
 * subscribes to is the page's business, and so it is where `callOptions` say how tracks are subscribed to. Until there is
 * such a picture, nothing is fetched and nothing is asked of Daily.
 */
export class SightGate implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: () => CallStore;
  /** The root's own calls that may be told. Held by nobody here: a call knows its token, and goes when it has ended. */
  readonly #made = new WeakSet<CallPort>();
  readonly #wishes = new WeakMap<CallPort, PictureWishes>();
  #followed: CallStore | undefined;
  #stop = (): void => {};
  #fetching = false;

  /**
   * @param host the root
   * @param store the store of its call, now
   */
  constructor(host: ReactiveControllerHost & HTMLElement, store: () => CallStore) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  /**
   * The root has made a call.
   *
   * @param call the call
   * @param options what with
   */
  made(call: CallPort, { subscribeToTracksAutomatically }: CallOptions): void {
    if (subscribeToTracksAutomatically === undefined) this.#made.add(call);
  }

  /** The root may show another call now. */
  follow(): void {
    const store = this.#host.isConnected ? this.#store() : undefined;
    if (store === this.#followed) return;
    this.#stop();
    this.#followed = store;
    if (!store) return;
    const stops = [store.subscribe(this.#look), store.sight.subscribe(this.#look)];
    this.#stop = () => {
      for (const stop of stops) stop();
    };
    this.#look();
  }

  /** @internal */
  hostDisconnected(): void {
    this.#stop();
    this.#stop = () => {};
    this.#followed = undefined;
  }

  /** The call, while it is one that may be told. */
  get #call(): CallPort | undefined {
    const store = this.#followed;
    return store?.inCall && store.port && this.#made.has(store.port) ? store.port : undefined;
  }

  readonly #look = (): void => {
    const call = this.#call;
    if (!call) return;
    const wishes = this.#wishes.get(call);
    if (wishes) wishes.tell();
    else if (dispensable(this.#followed!).size > 0) this.#fetch();
  };

  #fetch(): void {
    if (this.#fetching) return;
    this.#fetching = true;
    import('./picture-wishes.js').then(
      ({ PictureWishes }) => {
        this.#fetching = false;
        const call = this.#call;
        if (call && !this.#wishes.has(call)) this.#wishes.set(call, new PictureWishes(this.#followed!, call));
        this.#look();
      },
      // Then the pictures are all loaded, as without it; the next that is out of sight tries again.
      () => (this.#fetching = false),
    );
  }
}
