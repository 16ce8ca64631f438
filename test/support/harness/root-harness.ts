import type { LitElement } from 'lit';
import type { DailyVideoTile } from '../../../src/elements/video-tile/video-tile.js';
import { until } from '../until.js';
import { ElementHarness, text } from './element-harness.js';
import { VideoTileHarness } from './video-tile-harness.js';

/** What both roots have: a form, then a call with pictures and switches. */
export class RootHarness<Element extends LitElement & { readonly state: string }> extends ElementHarness<Element> {
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

  /** Whether a switch is on. */
  isOn(name: string): boolean {
    return this.button(name).getAttribute('aria-pressed') === 'true';
  }
}
