import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallPort } from '../../../core/call-port.js';
import type { CallStore } from '../../../core/call-store.js';
import type { CallOptions } from '../../../daily/create-call.js';
import type { PictureWishes } from './picture-wishes.js';

/**
 * Sees to it that pictures which nobody can see are not loaded, in calls that the root has made itself: what a page's own call
 * subscribes to is the page's business, and so it is where `callOptions` say how tracks are subscribed to. Until there is
 * such a picture, nothing is fetched and nothing is asked of Daily.
 */
export class SightGate implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: () => CallStore;
  /** The root's own call, if it may be told. */
  #made: CallPort | undefined;
  #followed: CallStore | undefined;
  #stop = (): void => {};
  #wishes: PictureWishes | undefined;
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
    this.#made = subscribeToTracksAutomatically === undefined ? call : undefined;
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

  readonly #look = (): void => {
    const store = this.#followed;
    const call = this.#made;
    if (!store?.inCall || !call || store.port !== call) return;
    if (this.#wishes?.call === call) this.#wishes.tell();
    else if (store.sight.unseen.size > 0) this.#fetch();
  };

  #fetch(): void {
    if (this.#fetching) return;
    this.#fetching = true;
    import('./picture-wishes.js').then(
      ({ PictureWishes }) => {
        this.#fetching = false;
        const store = this.#followed;
        const call = this.#made;
        if (store?.inCall && call && store.port === call) this.#wishes = new PictureWishes(store, call);
        this.#look();
      },
      // Then the pictures are all loaded, as without it; the next that is out of sight tries again.
      () => (this.#fetching = false),
    );
  }
}
