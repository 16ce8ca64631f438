import { nothing, type ReactiveController, type ReactiveControllerHost, svg, type TemplateResult } from 'lit';
import { onGone } from '../../context/on-gone.js';
import { html } from '../../elements/base/html.js';
import { icon } from '../../elements/styles/icons.js';
import type { OwnerHost } from '../host.js';

declare global {
  interface Window {
    /** The Document Picture-in-Picture API. Chromium has it. */
    readonly documentPictureInPicture?: {
      requestWindow(options?: { readonly width?: number; readonly height?: number }): Promise<Window>;
    };
  }
}

const BUTTON = '[data-small-window]';

const smallWindow = icon(svg`<path d="M11 19H4V5h16v6" /><path d="M14 14h7v6h-7z" />`);

const SIZE = { width: 360, height: 480 };

/** The owner's waiting list in a small window that stays on top of others. */
export class SmallWindow implements ReactiveController {
  readonly #host: OwnerHost;
  readonly #isAllowed: () => boolean;
  #window: Window | undefined;
  #update = (): void => {};
  #isOpening = false;
  #hadFocus = false;
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
    this.#hadFocus = this.#host.shadowRoot?.activeElement?.matches(BUTTON) ?? false;
    if (this.#isAllowed()) return;
    this.#hasFailed = false;
    this.#close();
  }

  /** @internal */
  hostUpdated(): void {
    if (this.#hadFocus) void this.#focusButton();
    this.#update();
  }

  /** The button keeps the focus where it moves into the list, or out of it. */
  async #focusButton(): Promise<void> {
    const button = this.#host.shadowRoot?.querySelector<HTMLElement>(BUTTON);
    if (button?.matches(':focus')) return;
    await (button?.parentElement as Partial<ReactiveControllerHost> | undefined)?.updateComplete;
    button?.focus();
  }

  /** Renders the list with the button in its foot, or what is in its place while it is in the window. */
  render(renderList: (foot: unknown) => TemplateResult, isReplaced: boolean): TemplateResult {
    const { words } = this.#host;
    const button =
      this.isOpen || isOffered(this.#host)
        ? html`<button type="button" slot="foot" part="button small-window" data-small-window @click=${this.#toggle}>
            ${smallWindow}${words.term(this.isOpen ? 'closeSmallWindow' : 'openSmallWindow')}
          </button>`
        : nothing;
    const isInFoot = !this.isOpen && !isReplaced;
    return html`${this.isOpen ? html`<p class="away" part="away">${words.term('inSmallWindow')}</p>` : renderList(isInFoot ? button : nothing)}
      ${isInFoot ? nothing : button}
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
