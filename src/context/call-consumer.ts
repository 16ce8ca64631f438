import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallPort } from '../core/call-port.js';
import type { CallSnapshot } from '../core/call-state.js';
import { type CallStore, sharedStore } from '../core/call-store.js';
import { watchCall } from '../core/call-watch.js';
import { noop } from '../core/listeners.js';
import type { Report } from '../core/reports.js';
import { callContext } from './call-context.js';
import { type CallHostElement, onCallElementsChange } from './call-elements.js';
import { findCallElement, previousCallElement } from './find-call-element.js';
import { StoreController } from './store-controller.js';

/** The sources of a consumer element's call. */
export interface CallSource {
  /** The page's call. Has precedence. */
  readonly call: CallPort | undefined;
  /** The `id` of a call element. Has precedence over the nearest one. */
  readonly for: string;
  /** The call element above; in another document, the former one. */
  readonly above?: CallHostElement | undefined;
}

type Host = ReactiveControllerHost & HTMLElement & CallSource;

/** Finds a consumer element's call, also when the page changes, and selects the part that the element renders. */
export class CallConsumer<Selected> implements ReactiveController {
  readonly #host: Host;
  readonly #report: Report;
  readonly #part: StoreController<Selected>;
  #watched: CallPort | undefined;
  #unwatch = noop;
  #unsubscribe = noop;
  #stopListening = noop;
  /** The last call element that `for` referred to. */
  #named: CallHostElement | undefined;

  constructor(host: Host, select: (snapshot: CallSnapshot) => Selected, report: Report) {
    this.#host = host;
    this.#report = report;
    this.#part = new StoreController(host, select);
    host.addController(this);
  }

  get value(): Selected {
    return this.#part.value;
  }

  get store(): CallStore | undefined {
    return this.#part.store;
  }

  /** Finds the call after a change of `call`, `for` or the page's call elements. */
  readonly resolve = (): void => {
    if (!this.#host.isConnected) return;
    const { call } = this.#host;
    this.#unsubscribe();
    this.#unsubscribe = noop;
    if (call) this.#use(sharedStore(call), call);
    else if (this.#host.for)
      this.#use((this.#named = findCallElement(this.#host, this.#host.for, this.#named))?.callStore);
    else this.#requestContext();
  };

  /** Selects again after a change of the element that the selection depends on. */
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
    this.#unsubscribe();
    this.#unsubscribe = noop;
    // Another element in the page may become the active reporter.
    this.#watch(undefined);
  }

  #requestContext(): void {
    let isProvided = false;
    const request = new ContextEvent(
      callContext,
      this.#host,
      (store, unsubscribe) => {
        isProvided = true;
        if (this.#unsubscribe !== unsubscribe) this.#unsubscribe();
        this.#unsubscribe = unsubscribe ?? noop;
        this.#use(store);
      },
      true,
    );
    this.#host.dispatchEvent(request);
    if (!isProvided) this.#use(previousCallElement(this.#host, this.#host.above)?.callStore);
  }

  #use(store: CallStore | undefined, call?: CallPort): void {
    this.#watch(call, store);
    this.#part.use(store);
  }

  #watch(call: CallPort | undefined, store?: CallStore): void {
    if (call === this.#watched) return;
    this.#unwatch();
    this.#watched = call;
    this.#unwatch = call && store ? watchCall(store, call, this.#report) : noop;
  }
}
