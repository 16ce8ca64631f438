import type { LitElement } from 'lit';
import type { DailyVideoTile } from '../../../src/elements/video-tile/video-tile.js';
import { until } from '../until.js';
import { ElementHarness, text } from './element-harness.js';
import { VideoTileHarness } from './video-tile-harness.js';

/** The common part of both call elements: the form, then the call with tiles and controls. */
export class CallElementHarness<
  Element extends LitElement & { readonly state: string },
> extends ElementHarness<Element> {
  /** The labels of the fields, in order. */
  get labels(): string[] {
    return [...this.root.querySelectorAll('label')].map(text);
  }

  field(label: string): HTMLInputElement {
    const found = [...this.root.querySelectorAll('input')].find((input) => text(input.labels?.[0]) === label);
    if (!found) throw new Error(`No field "${label}", only: ${this.labels.join(', ') || 'none'}`);
    return found;
  }

  /** Types into a field. */
  fill(label: string, value: string): void {
    const input = this.field(label);
    input.focus();
    input.value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Sets a field's value without an event, as some password managers and scripts do. */
  setValue(label: string, value: string): void {
    this.field(label).value = value;
  }

  /** The accessible description of a field: the text that `aria-describedby` refers to. */
  problemAt(label: string): string {
    const ids = this.field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => text(this.root.getElementById(id))).join(' ');
  }

  isMarkedWrong(label: string): boolean {
    return this.field(label).getAttribute('aria-invalid') === 'true';
  }

  /** Waits until a state is rendered. */
  async reaches(state: string): Promise<void> {
    await until(() => this.element.state === state, `state ${state}; it is ${this.element.state}`);
    await this.rendered();
  }

  /** The session ids of the tiles, in order. */
  get tileIds(): string[] {
    return this.tiles.map(({ sessionId }) => sessionId);
  }

  /** As they are seen: line by line. */
  get tileIdsOnScreen(): string[] {
    const places = this.tiles.map((tile) => ({ tile, box: tile.getBoundingClientRect() }));
    const seen = places.sort((a, b) => Math.round(a.box.top - b.box.top) || a.box.left - b.box.left);
    return seen.map(({ tile }) => tile.sessionId);
  }

  get tiles(): DailyVideoTile[] {
    return [...this.root.querySelectorAll('daily-video-tile')];
  }

  /** The motions of tiles that have just come. */
  get tileMotions(): Animation[] {
    return this.tiles.flatMap((tile) => (tile.closest('.participant') ?? tile).getAnimations());
  }

  /** The accessible names of the tiles. */
  async tileNames(): Promise<(string | null)[]> {
    const tiles = this.tiles.map((tile) => new VideoTileHarness(tile));
    await Promise.all(tiles.map((tile) => tile.rendered()));
    return tiles.map((tile) => tile.accessibleName);
  }

  /** The stream of the preview, while it is shown. */
  get previewStream(): MediaStream | undefined {
    const source = this.root.querySelector<HTMLVideoElement>('[data-preview] video')?.srcObject;
    return source instanceof MediaStream ? source : undefined;
  }

  /** Where the picture before the call is, or what stands in its place. */
  get pictureBox(): DOMRect {
    return this.root.querySelector('.frame')!.getBoundingClientRect();
  }

  /** Where the heading and what follows it are. */
  get mainBox(): DOMRect {
    return this.root.querySelector('#heading')!.parentElement!.getBoundingClientRect();
  }

  /** The surface that all this is on. */
  get panelBox(): DOMRect {
    return this.root.querySelector('[part="card"]')!.getBoundingClientRect();
  }

  /** Whether an alert looks like a notice, not like an error. */
  get isAlertCalm(): boolean {
    return this.root.querySelector('[role="alert"]')!.matches('.notice');
  }

  /** The text of the live region with a class. */
  status(name: string): string {
    return text(this.root.querySelector(`.${name}[role="status"]`));
  }

  /** The paragraphs that a visitor reads who is alone in the call. A screen reader pauses between them. */
  get aloneTexts(): string[] {
    return [...this.root.querySelectorAll('[part="invite"] [role="status"] p')].map(text);
  }

  /** The accessible name of the level meter. */
  get meter(): string | null {
    return this.root.querySelector('[role="meter"]:not([hidden])')?.getAttribute('aria-label') ?? null;
  }

  /** The options of a device field. */
  options(label: string): string[] {
    return [...(this.#list(label)?.options ?? [])].map(text);
  }

  /** The selected option of a device field. */
  chosen(label: string): string {
    return text(this.#list(label)?.selectedOptions[0]);
  }

  /** Selects an option of a device field. */
  choose(label: string, option: string): void {
    const list = this.#list(label);
    const found = [...(list?.options ?? [])].find((each) => text(each) === option);
    if (!list || !found) throw new Error(`No "${option}" in "${label}", only: ${this.options(label).join(', ')}`);
    list.focus();
    list.value = found.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #list(label: string): HTMLSelectElement | undefined {
    return [...this.root.querySelectorAll('select')].find((list) => text(list.labels[0]) === label);
  }

  /** Whether a toggle button is pressed. */
  isOn(name: string): boolean {
    return this.button(name).getAttribute('aria-pressed') === 'true';
  }
}
