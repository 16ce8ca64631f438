import type { TemplateResult } from 'lit';
import { documentProperty } from '../../context/document.js';
import type { VisibleSession } from '../../core/call-session.js';
import { type CallOptions, mergeCallOptions } from '../../daily/create-call.js';
import { html } from '../../elements/base/html.js';
import type { CallHost } from '../host.js';
import { LazyPanel } from '../lazy-panel.js';
import type { LocalDevices } from './local-devices.js';
import { KINDS, needsQuestion } from './request-devices.js';
import type { StartOptions } from './start-options.js';

/** Opens and closes the preview of an element, which has it in the place of the picture. */
export class PreviewController {
  readonly #host: CallHost;
  readonly #session: VisibleSession<string>;
  readonly #devices: LocalDevices;
  readonly #options: StartOptions;
  readonly #panel: LazyPanel;
  /** Whether it was open when the visitor knocked or joined. */
  #wasOpen = false;
  /** The state that was last followed. */
  #state = '';

  constructor(host: CallHost, session: VisibleSession<string>, devices: LocalDevices, options: StartOptions) {
    this.#host = host;
    this.#session = session;
    this.#devices = devices;
    this.#options = options;
    this.#panel = new LazyPanel(host, () => import('./preview.js'));
  }

  get isOpen(): boolean {
    return this.#panel.isOpen;
  }

  render(): TemplateResult | undefined {
    const host = this.#host;
    if (!this.#panel.isShown) return undefined;
    return html`<div class="picture" part="preview">
      <daily-knock-preview
        class="preview-view"
        tabindex="-1"
        data-preview
        role="group"
        aria-label=${host.words.term('previewVideo')}
        .devices=${this.#devices}
        .userName=${host.complete().userName}
        .camera=${!this.#options.isOff('video')}
        .microphone=${!this.#options.isOff('audio')}
        .isConnecting=${this.#session.state === 'connecting'}
        .switch=${this.#options.switch}
        .close=${this.#onClose}
        .callOptions=${this.#checkOptions}
      ></daily-knock-preview>
    </div>`;
  }

  /** Opens the preview for the visitor, and asks for camera and microphone. */
  async open(): Promise<void> {
    // With both off there would be nothing to try.
    if (KINDS.every((kind) => this.#options.isOff(kind))) for (const kind of KINDS) this.#options.switch(kind, true);
    await this.#panel.open();
    await this.#moveFocus('[data-preview]');
  }

  /**
   * Opens the preview again for a visitor who is back at the form and had it open there. Opens nothing with a prompt, nor in a page or an
   * element that cannot be seen (docs/decisions/0009-devices-before-the-call.md).
   */
  async reopen(): Promise<void> {
    const host = this.#host;
    if (!this.#wasOpen || host.call) return;
    const kinds = KINDS.filter((kind) => !this.#options.isOff(kind));
    if (await needsQuestion(kinds, 'prompt')) return;
    // The page may have called `leave()` meanwhile.
    const isBack = this.#wasOpen && ['idle', 'failed'].includes(this.#session.state);
    if (isBack && host.checkVisibility() && !documentProperty(host.ownerDocument, 'hidden')) await this.#panel.open();
  }

  /** Ends the preview, and does not open it again. */
  leave(): void {
    this.#wasOpen = false;
    if (!this.#panel.isShown) return;
    this.#panel.close();
    this.#devices.release();
  }

  /** Closes and opens the preview after a change of the session. */
  follow(): void {
    const { state, inCall, store } = this.#session;
    const from = this.#state;
    this.#state = state;
    if (state !== from) {
      // A guest who knocks again after a denial comes from a card without a preview.
      if (state === 'connecting' && from !== 'rejected') this.#wasOpen = this.isOpen;
      if (inCall) this.#wasOpen = false;
      // It stays open while connecting, until the call takes over the open devices or has released them.
      if (state !== 'connecting' || !this.#panel.isShown) this.#end();
      if (state === 'failed') void this.reopen();
    }
    // A call of the page may be joined by the page, with its own devices.
    if (this.#host.call && /^join/.test(store.snapshot.meetingState)) this.#end();
  }

  #end(): void {
    this.#panel.close();
    // The page's own call does not take over the devices: it opens them itself.
    if (this.#host.call) this.#devices.release();
  }

  readonly #onClose = (): void => {
    this.#panel.close();
    this.#devices.release();
    void this.#moveFocus('[data-try]');
  };

  /** The link may be missing: the check needs no room. */
  readonly #checkOptions = (): CallOptions =>
    mergeCallOptions(this.#host.complete().roomUrl.trim(), this.#host.callOptions);

  /** Moves the focus, whose element is no longer rendered. */
  async #moveFocus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
