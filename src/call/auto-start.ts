import type { CallHost } from './host.js';

declare global {
  interface Document {
    /** Whether the page is loaded ahead of its visit. Not in TypeScript's library yet. */
    readonly prerendering?: boolean;
  }
}

/** Joins or knocks without a click, where the page wishes that: once the page is shown, and the element is rendered in it. */
export class AutoStart {
  readonly #host: CallHost;
  #isDue = true;
  /** The room at which the element was to begin. */
  #room = '';
  #untilRendered: ResizeObserver | undefined;

  /** @param host the element */
  constructor(host: CallHost) {
    this.#host = host;
  }

  /** Begins with the next update, as if the page had been loaded anew. */
  readonly restart = (): void => {
    this.#isDue = true;
    this.#host.requestUpdate();
  };

  /** Waits for the element no longer. */
  stop(): void {
    this.#untilRendered?.disconnect();
    this.#untilRendered = undefined;
  }

  /**
   * Begins if that is possible now.
   *
   * @param isPossible whether something has changed that may have stood in the way
   */
  update(isPossible: boolean): void {
    if (!this.#isDue && !isPossible) return;
    const { autoStart, roomUrl, isConnected, callStore } = this.#host;
    // Outside of a page nothing would end it.
    this.#isDue = !isConnected;
    if (!autoStart || !roomUrl || !isConnected || this.#isPrerendered()) return;
    // Another room is meant than the one at which the visitor waits; between the two there may have been none.
    const isOther = this.#room && this.#room !== roomUrl;
    this.#room = roomUrl;
    if (isOther && !callStore?.inCall) void this.#host.leave();
    if (this.#host.state !== 'idle') return;
    this.stop();
    if (isRendered(this.#host)) autoStart();
    else this.#waitForRendering();
  }

  /** A browser may load a page ahead of a visit that never comes. */
  #isPrerendered(): boolean {
    // An image of this name may stand in its place.
    if (document.prerendering !== true) return false;
    document.addEventListener('prerenderingchange', this.restart, { once: true });
    return true;
  }

  #waitForRendering(): void {
    const host = this.#host;
    const observer = new ResizeObserver(() => isRendered(host) && this.restart());
    this.#untilRendered = observer;
    // The element itself may be without a box, or keep its size.
    void host.updateComplete.then(
      () => this.#untilRendered === observer && observer.observe(host.shadowRoot!.firstElementChild!),
    );
  }
}

/** Not below `display: none` or `content-visibility: hidden`, in a closed `<details>`, or in a frame that is not shown. */
function isRendered(element: Element): boolean {
  const { display, contentVisibility } = getComputedStyle(element);
  if (contentVisibility === 'hidden') return false;
  const around = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
  if (display === 'contents' && around) return isRendered(around);
  return element.checkVisibility();
}
