import { ContextProvider } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { VisibleSession } from '../core/call-session.js';
import type { CallStore } from '../core/call-store.js';
import { callContext } from './call-context.js';
import { onGone } from './on-gone.js';
import { addCallElement, notifyCallElements, removeCallElement } from './call-elements.js';

/** What a session looks like from here. */
type AnySession = Pick<VisibleSession<string>, 'connect' | 'connected' | 'disconnect' | 'store'>;

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly callStore: CallStore | undefined;
}

/** Ties a session to a call element's life in the page, and gives its store to what is below. */
export class CallProvider implements ReactiveController {
  readonly #host: Host;
  readonly #session: AnySession;
  readonly #onReturn: () => void;
  readonly #provider: ContextProvider<typeof callContext>;

  /**
   * @param host the call element
   * @param session its session
   * @param onReturn told when the element is in the page again, as if it had been loaded anew
   */
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

  /** The session may show another call's store now. */
  update(): void {
    if (this.#provider.value === this.#session.store) return;
    this.#provider.setValue(this.#session.store);
    if (this.#host.isConnected) notifyCallElements();
  }

  /** @internal */
  hostConnected(): void {
    // Moved within the page it is still connected in the session's eyes.
    if (!this.#session.connected) this.#onReturn();
    this.#session.connect();
    addCallElement(this.#host);
    // Once, however often the host is moved: the same function object.
    window.addEventListener('pagehide', this.#onPageHide);
    window.addEventListener('pageshow', this.#onPageShow);
  }

  /** A page that is left, or goes into the back-forward cache, is not in a call any more: nobody is there. */
  readonly #onPageHide = (): void => this.#session.disconnect();

  readonly #onPageShow = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.#session.connect();
    this.#onReturn();
  };
}
