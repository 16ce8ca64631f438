import type { LitElement } from 'lit';
import type { DailyVideoTile } from '../../../src/elements/video-tile/video-tile.js';
import { until } from '../until.js';
import { ElementHarness, text } from './element-harness.js';
import { VideoTileHarness } from './video-tile-harness.js';

/** What both roots have: a form, then a call with pictures and switches. */
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

  /** Fills in a field as some password managers and scripts do: nothing tells of it. */
  setValue(label: string, value: string): void {
    this.field(label).value = value;
  }

  /** What a screen reader says after a field's name: the text of what `aria-describedby` points to. */
  problemAt(label: string): string {
    const ids = this.field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
    return ids.map((id) => text(this.root.getElementById(id))).join(' ');
  }

  isMarkedWrong(label: string): boolean {
    return this.field(label).getAttribute('aria-invalid') === 'true';
  }

  /** Waits until it is in a state and has drawn it. */
  async reaches(state: string): Promise<void> {
    await until(() => this.element.state === state, `state ${state}; it is ${this.element.state}`);
    await this.drawn();
  }

  /** The session ids of the pictures, in order. */
  get tileIds(): string[] {
    return this.tiles.map(({ sessionId }) => sessionId);
  }

  get tiles(): DailyVideoTile[] {
    return [...this.root.querySelectorAll('daily-video-tile')];
  }

  /** What screen readers call the pictures, once they have been drawn. */
  async tileNames(): Promise<(string | null)[]> {
    const tiles = this.tiles.map((tile) => new VideoTileHarness(tile));
    await Promise.all(tiles.map((tile) => tile.drawn()));
    return tiles.map((tile) => tile.accessibleName);
  }

  /** One's own picture before the call, while it is shown. */
  get previewStream(): MediaStream | undefined {
    const source = this.root.querySelector<HTMLVideoElement>('[data-preview] video')?.srcObject;
    return source instanceof MediaStream ? source : undefined;
  }

  /** What the bar measures that shows how loud one is. */
  get meter(): string | null {
    return this.root.querySelector('[role="meter"]:not([hidden])')?.getAttribute('aria-label') ?? null;
  }

  /** What can be chosen in a list. */
  options(label: string): string[] {
    return [...(this.#list(label)?.options ?? [])].map(text);
  }

  /** What is chosen in a list. */
  chosen(label: string): string {
    return text(this.#list(label)?.selectedOptions[0]);
  }

  /** Chooses from a list. */
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

  /** Whether a switch is on. */
  isOn(name: string): boolean {
    return this.button(name).getAttribute('aria-pressed') === 'true';
  }
}
