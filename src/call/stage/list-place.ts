import { type ReactiveController, render, type TemplateResult } from 'lit';
import { windowOf } from '../../context/document.js';
import { headingLevel } from '../../elements/base/heading-level.js';
import { html } from '../../elements/base/html.js';
import type { OwnerHost } from '../host.js';
import type { StageAdditions } from './call-stage.js';
import type { SmallWindow } from './small-window.js';

/** From this width on, in rem, the list stands beside the call. As in `call-stage.styles.ts`. */
const WIDE = 48;

/** The place of the owner's waiting list: beside the call, or above the controls as a bar, so that the call stays in sight. */
export class ListPlace implements ReactiveController {
  readonly #host: OwnerHost;
  readonly #smallWindow: SmallWindow;
  #isNarrow = false;
  /** Holds the list, and moves with it from one place to the other: what is typed there is kept. */
  #holder: HTMLElement | undefined;
  #observer: ResizeObserver | undefined;

  constructor(host: OwnerHost, smallWindow: SmallWindow) {
    this.#host = host;
    this.#smallWindow = smallWindow;
    host.addController(this);
  }

  /** @internal */
  hostConnected(): void {
    // Of the element's own window: another one reports changes of size in frames as errors.
    const { ResizeObserver } = windowOf(this.#host.ownerDocument)!;
    this.#observer = new ResizeObserver(([entry]) => this.#onResize(entry!.contentRect.width));
    this.#observer.observe(this.#host);
  }

  /** @internal */
  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Whether the list covers the call. */
  get isSheetOpen(): boolean {
    return this.#holder?.querySelector('daily-waiting-list')?.isSheetOpen ?? false;
  }

  /** Forgets the list of a call. */
  end(): void {
    this.#holder = undefined;
  }

  render(): Pick<StageAdditions, 'aside' | 'bar'> {
    // A page's own content is no bar.
    const isReplaced = this.#host.querySelector(':scope > [slot="waiting-list"]') !== null;
    const isBar = this.#isNarrow && !isReplaced;
    const content = this.#smallWindow.render((foot) => this.#renderList(isBar, foot), isReplaced);
    const place = html`<aside>${this.#renderInto(content)}</aside>`;
    return isBar ? { bar: place } : { aside: place };
  }

  #renderInto(content: TemplateResult): HTMLElement {
    const options = { host: this.#host };
    const holder = (this.#holder ??= document.createElement('div'));
    try {
      render(content, holder, options);
      return holder;
    } catch {
      // A page translator has removed Lit's markers.
      this.#holder = document.createElement('div');
      render(content, this.#holder, options);
      return this.#holder;
    }
  }

  #renderList(isBar: boolean, foot: unknown): TemplateResult {
    return html`<slot name="waiting-list" @slotchange=${this.#onSlotChange}
      ><daily-waiting-list
        part="waiting-list"
        heading-level=${headingLevel(this.#host.headingLevel, 1)}
        exportparts="card: list-card, heading: list-heading, row, name, note, since, button, primary, allow, deny, allow-all, deny-all, messages, message, write, write-all, send, delivery, stale, auto-admit, empty, bar: list-bar, show-all, sheet: list-sheet"
        .compact=${isBar}
        >${foot}</daily-waiting-list
      ></slot
    >`;
  }

  readonly #onSlotChange = (): void => this.#host.requestUpdate();

  #onResize(width: number): void {
    // Without a box it has no width.
    if (width === 0) return;
    const isNarrow = width < WIDE * parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (isNarrow === this.#isNarrow) return;
    this.#isNarrow = isNarrow;
    // Not within the frame: the list's new place changes the size that is observed, which browsers report as an error.
    requestAnimationFrame(() => this.#host.requestUpdate());
  }
}
