import { nothing } from 'lit';
import { windowOf } from '../../context/document.js';
import { onGone } from '../../context/on-gone.js';
import { systemClock } from '../../core/clock.js';
import { guestLinkOf } from '../../core/guest-link.js';
import type { Announcer } from '../../elements/base/announcer.js';
import { html } from '../../elements/base/html.js';
import { callIcons } from '../../elements/styles/call-icons.js';
import { hint } from '../diagnostics/console-hints.js';
import type { OwnerHost } from '../host.js';
import type { StageInvite } from './call-stage.js';

/** How long the button says that the link is copied. */
const COPIED_MS = 4000;

/** What an owner who is alone does next: give the link to the guests. */
export class Invite {
  readonly #host: OwnerHost;
  readonly #announcer: Announcer;
  readonly #roomUrl: () => string;
  #outcome: 'copied' | 'failed' | undefined;
  #cancel = (): void => {};

  /** `roomUrl`: the link of the room. */
  constructor(host: OwnerHost, announcer: Announcer, roomUrl: () => string) {
    this.#host = host;
    this.#announcer = announcer;
    this.#roomUrl = roomUrl;
    onGone(host, this.end);
  }

  /** Forgets what has become of the link in a call. */
  readonly end = (): void => this.#set(undefined);

  /** `hasWaiting`: a guest waits, which is more urgent. The link stays, so that a knock moves nothing. */
  render(hasWaiting: boolean): StageInvite {
    const { words } = this.#host;
    const link = this.#link;
    const isCopied = this.#outcome === 'copied';
    return {
      text: words.term(link ? 'shareLink' : 'alone'),
      content: html`${
        link
          ? html`<div class="link">
              <bdi part="guest-link" dir="ltr" translate="no">${link}</bdi>
              <button
                type="button"
                class=${hasWaiting ? '' : 'primary'}
                part=${hasWaiting ? 'button copy-link' : 'button copy-link primary'}
                @click=${this.#onCopy}
              >
                ${isCopied ? callIcons.done : callIcons.copy}<span
                  >${words.term(isCopied ? 'copied' : 'copyLink')}</span
                >
              </button>
            </div>`
          : nothing
      }
      ${this.#outcome === 'failed' ? html`<p>${words.term('copyFailed')}</p>` : nothing}`,
    };
  }

  get #link(): string | undefined {
    const { guestLink, baseURI } = this.#host;
    const link = guestLinkOf(guestLink, this.#roomUrl(), baseURI);
    if (guestLink && !link) hint('guest-link');
    return link;
  }

  readonly #onCopy = async (): Promise<void> => {
    const link = this.#link;
    if (!link) return;
    const isCopied = await this.#copy(link);
    this.#announcer.announce('copied', this.#host.words.term(isCopied ? 'copied' : 'copyFailed'));
    this.#set(isCopied ? 'copied' : 'failed');
    if (isCopied) this.#cancel = systemClock.after(COPIED_MS, () => this.#set(undefined));
  };

  /** Pages without https have no clipboard, and frames may not use it: there the browser's command copies. */
  async #copy(link: string): Promise<boolean> {
    const view = windowOf(this.#host.ownerDocument)!;
    try {
      await view.navigator.clipboard.writeText(link);
      return true;
    } catch {
      return copyByCommand(view, link);
    }
  }

  #set(outcome: 'copied' | 'failed' | undefined): void {
    this.#cancel();
    if (outcome === this.#outcome) return;
    this.#outcome = outcome;
    this.#host.requestUpdate();
  }
}

/** Without selecting the link: the page's selection and focus stay as they are. */
function copyByCommand(view: Window, link: string): boolean {
  let isCopied = false;
  const onCopy = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== 'copy') return;
    (event as ClipboardEvent).clipboardData?.setData('text/plain', link);
    isCopied = true;
  };
  // Without a selection, WebKit copies only if the first event is prevented.
  const types = ['beforecopy', 'copy'];
  for (const type of types) view.addEventListener(type, onCopy, true);
  const isDone = view.document.execCommand('copy');
  for (const type of types) view.removeEventListener(type, onCopy, true);
  return isDone && isCopied;
}
