import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VisibleSession } from '../core/call-session.js';
import type { CallStore } from '../core/call-store.js';
import { callContext } from './call-context.js';
import { addCallElement, notifyCallElements, removeCallElement } from './call-elements.js';
import { onGone } from './on-gone.js';

type AnySession = Pick<VisibleSession<string>, 'connect' | 'connected' | 'disconnect' | 'store'>;

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly callStore: CallStore | undefined;
}

/** Connects a session while its call element is in the page, and provides the session's store to the elements below. */
export class CallProvider implements ReactiveController {
  readonly #host: Host;
  readonly #session: AnySession;
  readonly #onReturn: () => void;
  readonly #provider: ContextProvider<typeof callContext>;

  constructor(host: Host, session: AnySession, onReturn: () => void) {
    this.#host = host;
    this.#session = session;
    this.#onReturn = onReturn;
    this.#provider = new ContextProvider(host, { context: callContext, initialValue: session.store });
    host.addController(this);
    onGone(host, () => {
      removeCallElement(host);
      window.removeEventListener('pagehide', this.#onPageHide);
      window.removeEventListener('pageshow', this.#onPageShow);
      session.disconnect();
    });
  }

  /** Provides the session's current store. */
  update(): void {
    if (this.#provider.value === this.#session.store) return;
    this.#provider.setValue(this.#session.store);
    if (this.#host.isConnected) notifyCallElements();
  }

  /** @internal */
  hostConnected(): void {
    // An element that was moved within the page is still connected.
    if (!this.#session.connected) this.#onReturn();
    this.#session.connect();
    addCallElement(this.#host);
    // The same functions, so that moving the host adds no second listener.
    window.addEventListener('pagehide', this.#onPageHide);
    window.addEventListener('pageshow', this.#onPageShow);
  }

  /** Ends the call when the page is unloaded or enters the back/forward cache. */
  readonly #onPageHide = (): void => this.#session.disconnect();

  readonly #onPageShow = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.#session.connect();
    this.#onReturn();
  };
}
