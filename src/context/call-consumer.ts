import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallPort } from '../core/call-port.js';
import type { CallSnapshot } from '../core/call-state.js';
import { type CallStore, sharedStore } from '../core/call-store.js';

import { watchCall } from '../core/call-watch.js';
import type { Report } from '../core/reports.js';
import { callContext } from './call-context.js';
import { findCallElement, keptCallElement } from './find-call-element.js';
import { onCallElementsChange, type CallHostElement } from './call-elements.js';
import { StoreController } from './store-controller.js';

/** Where a consumer element may get its call from; read whenever the controller looks for it. */
export interface CallSource {
  /** The page's call, handed to this consumer element. Goes before all else. */
  readonly call: CallPort | undefined;
  /** The `id` of a call element. Goes before the nearest one. */
  readonly for: string;
  /** The call element above it; in another document the one that was. */
  readonly above?: CallHostElement | undefined;
}

type Host = ReactiveControllerHost & HTMLElement & CallSource;

const nothing = (): void => {};

/** Finds a consumer element's call, keeps finding it when the page changes, and gives the consumer element the part that it shows. */
export class CallConsumer<Selected> implements ReactiveController {
  readonly #host: Host;
  readonly #report: Report;
  readonly #part: StoreController<Selected>;
  #watched: CallPort | undefined;
  #unwatch = nothing;
  #leaveContext = nothing;
  #stopListening = nothing;
  /** The call element that `for` has named last. */
  #named: CallHostElement | undefined;

  /**
   * @param host the consumer element
   * @param select what the consumer element shows of a call; results are compared shallowly
   * @param report tells the page about a call that was handed to the consumer element itself
   */
  constructor(host: Host, select: (snapshot: CallSnapshot) => Selected, report: Report) {
    this.#host = host;
    this.#report = report;
    this.#part = new StoreController(host, select);
    host.addController(this);
  }

  /** The selected part, now. */
  get value(): Selected {
    return this.#part.value;
  }

  /** The store, if there is one. */
  get store(): CallStore | undefined {
    return this.#part.store;
  }

  /** Looks for the call again: `call` or `for` has changed, or the page's call elements have. */
  readonly resolve = (): void => {
    if (!this.#host.isConnected) return;
    const { call } = this.#host;
    this.#leaveContext();
    this.#leaveContext = nothing;
    if (call) this.#use(sharedStore(call), call);
    else if (this.#host.for)
      this.#use((this.#named = findCallElement(this.#host, this.#host.for, this.#named))?.callStore);
    else this.#askAround();
  };

  /** Selects again because something of the consumer element's that the selection depends on has changed. */
  reselect(): void {
    this.#part.refresh();
  }

  /** @internal */
  hostConnected(): void {
    this.#stopListening = onCallElementsChange(this.resolve);
    this.resolve();
  }

  /** @internal */
  hostDisconnected(): void {
    this.#stopListening();
    this.#leaveContext();
    this.#leaveContext = nothing;
    // Of those who hold the page's call, one who is in the page is to tell of it.
    this.#watch(undefined);
  }

  #askAround(): void {
    let answered = false;
    const request = new ContextEvent(
      callContext,
      this.#host,
      (store, unsubscribe) => {
        answered = true;
        if (this.#leaveContext !== unsubscribe) this.#leaveContext();
        this.#leaveContext = unsubscribe ?? nothing;
        this.#use(store);
      },
      true,
    );
    this.#host.dispatchEvent(request);
    if (!answered) this.#use(keptCallElement(this.#host, this.#host.above)?.callStore);
  }

  #use(store: CallStore | undefined, call?: CallPort): void {
    this.#watch(call, store);
    this.#part.use(store);
  }

  #watch(call: CallPort | undefined, store?: CallStore): void {
    if (call === this.#watched) return;
    this.#unwatch();
    this.#watched = call;
    this.#unwatch = call && store ? watchCall(store, call, this.#report) : nothing;
  }
}
