import type { CallHost } from './host.js';
import { roomAddress } from './room-address.js';

declare global {
  interface Document {
    /** Not in TypeScript's library yet. */
    readonly prerendering?: boolean;
  }
}

/** Joins or knocks without a click, once the page is shown and the element is rendered. */
export class AutoStart {
  readonly #host: CallHost;
  #isDue = true;
  /** The last link, and its room. */
  #link = '';
  #room = '';
  /** The room of the last automatic start. It does not start again once the visitor has left. */
  #started = '';
  #untilRendered: ResizeObserver | undefined;

  constructor(host: CallHost) {
    this.#host = host;
  }

  /** Starts with the next update, as after loading the page. */
  readonly restart = (): void => {
    this.#started = '';
    this.#isDue = true;
    this.#host.requestUpdate();
  };

  /** Stops waiting for the element to be rendered. */
  stop(): void {
    this.#untilRendered?.disconnect();
    this.#untilRendered = undefined;
  }

  /** Starts if possible. `isPossible` tells whether an obstacle may have gone. */
  update(isPossible: boolean): void {
    if (!this.#isDue && !isPossible) return;
    const { autoStart, roomUrl, isConnected, callStore } = this.#host;
    // Outside of a page, nothing would end the call.
    this.#isDue = !isConnected;
    // Switched off, or without a name or token: it may start again when it has all of them.
    if (!autoStart) this.#started = '';
    if (!autoStart || !roomUrl || !isConnected || this.#isPrerendered()) return;
    const room = roomAddress(roomUrl) || roomUrl;
    // After a failure, another link to the same room counts as well: it may have a new token.
    const isOtherLink = this.#host.state === 'failed' && this.#link !== roomUrl;
    // The page has changed the room while the visitor waits. There may have been no room in between.
    const isOther = this.#room && (this.#room !== room || isOtherLink);
    this.#room = room;
    this.#link = roomUrl;
    if (isOther && !callStore?.inCall) {
      this.#started = '';
      void this.#host.end();
    }
    if (this.#host.state !== 'idle' || this.#started === room) return;
    this.stop();
    if (this.#isPreview()) return;
    if (!isRendered(this.#host)) return this.#waitForRendering();
    autoStart();
    // Still idle if the page has forbidden it, which it may do until something has changed.
    if (this.#host.state !== 'idle') this.#started = room;
  }

  /** A browser may prerender a page that is never visited. */
  #isPrerendered(): boolean {
    // Not just truthy: an image of this name may shadow the property.
    if (document.prerendering !== true) return false;
    document.addEventListener('prerenderingchange', this.restart, { once: true });
    return true;
  }

  /** Turbo shows a page of its cache, with elements of its own, until the server's has come and replaces them. */
  #isPreview(): boolean {
    // From the prototype, since an image may have the name `documentElement`.
    if (!Document.prototype.querySelector.call(document, ':root[data-turbo-preview]')) return false;
    // After each rendering, the preview's included. The attribute goes too early: before the preview's elements do.
    document.addEventListener('turbo:render', this.restart, { once: true });
    return true;
  }

  #waitForRendering(): void {
    const host = this.#host;
    // Not within the observer's own turn: what is drawn then changes the size, which browsers report as an error of the page.
    const observer = new ResizeObserver(() => {
      if (isRendered(host)) requestAnimationFrame(() => this.#untilRendered === observer && this.restart());
    });
    this.#untilRendered = observer;
    // The element itself may have no box, or not change its size.
    void host.updateComplete.then(
      () => this.#untilRendered === observer && observer.observe(host.shadowRoot!.firstElementChild!),
    );
  }
}

/** Whether no `display: none`, `content-visibility: hidden`, closed `<details>` or hidden frame keeps the element from rendering. */
function isRendered(element: Element): boolean {
  const { display, contentVisibility } = getComputedStyle(element);
  if (contentVisibility === 'hidden') return false;
  const parent = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
  if (display === 'contents' && parent) return isRendered(parent);
  return element.checkVisibility();
}
