import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import { onGone } from '../../context/on-gone.js';
import { html } from '../../elements/base/html.js';
import type { OwnerHost } from '../host.js';

declare global {
  interface Window {
    /** The Document Picture-in-Picture API. Chromium has it. */
    readonly documentPictureInPicture?: {
      requestWindow(options?: { readonly width?: number; readonly height?: number }): Promise<Window>;
    };
  }
}

const SIZE = { width: 360, height: 480 };

/** The owner's waiting list in a small window that stays on top of others. */
export class SmallWindow implements ReactiveController {
  readonly #host: OwnerHost;
  readonly #isAllowed: () => boolean;
  #window: Window | undefined;
  #update = (): void => {};
  #isOpening = false;
  #hasFailed = false;

  /** `isAllowed` says whether the owner has a waiting list. When it no longer does, the window closes. */
  constructor(host: OwnerHost, isAllowed: () => boolean) {
    this.#host = host;
    this.#isAllowed = isAllowed;
    host.addController(this);
    onGone(host, this.#close);
  }

  get isOpen(): boolean {
    return this.#window !== undefined;
  }

  /** @internal */
  hostUpdate(): void {
    if (this.#isAllowed()) return;
    this.#hasFailed = false;
    this.#close();
  }

  /** @internal */
  hostUpdated(): void {
    this.#update();
  }

  /** Renders the button, and what is in the list's place while it is in the window. */
  render(list: TemplateResult): TemplateResult {
    const { words } = this.#host;
    return html`${this.isOpen ? html`<p class="away" part="away">${words.term('inSmallWindow')}</p>` : list}
      ${
        this.isOpen || isOffered(this.#host)
          ? html`<button type="button" part="button small-window" @click=${this.#toggle}>
              ${words.term(this.isOpen ? 'closeSmallWindow' : 'openSmallWindow')}
            </button>`
          : nothing
      }
      <p class="away" role="status">${this.#hasFailed ? words.term('smallWindowFailed') : ''}</p>`;
  }

  readonly #toggle = (): void => {
    if (this.isOpen) this.#close();
    else void this.#open();
  };

  async #open(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    this.#hasFailed = false;
    const loading = import('./small-window-page.js');
    // Reported below, if the browser gives a window at all.
    loading.catch(() => {});
    try {
      // Within the click, or the browser refuses.
      const opened = await window.documentPictureInPicture!.requestWindow(SIZE);
      opened.addEventListener('pagehide', () => this.#forget(opened), { once: true });
      this.#window = opened;
      if (!this.#isAllowed()) return this.#close();
      this.#host.requestUpdate();
      const { fillSmallWindow } = await loading;
      if (this.#window === opened) this.#update = fillSmallWindow(opened, this.#host);
    } catch {
      this.#hasFailed = true;
      this.#close();
      this.#host.requestUpdate();
    } finally {
      this.#isOpening = false;
    }
  }

  readonly #close = (): void => {
    const opened = this.#window;
    if (!opened) return;
    this.#forget(opened);
    opened.close();
  };

  #forget(closed: Window): void {
    // The page may have opened another one meanwhile.
    if (this.#window !== closed) return;
    this.#window = undefined;
    this.#update = () => {};
    this.#host.requestUpdate();
  }
}

/** Browsers open such a window only for the page in a tab, not for a frame or for another small window. */
function isOffered({ ownerDocument }: Element): boolean {
  return ownerDocument === document && window.top === window && typeof window.documentPictureInPicture === 'object';
}
