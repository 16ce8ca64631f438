import type { DailyOwnerRoom } from '../../../src/elements/owner-room/owner-room.js';
import { listRead, until } from '../until.js';
import { CallElementHarness } from './call-element-harness.js';
import { WaitingListHarness } from './waiting-list-harness.js';

/** An owner who uses `<daily-owner-room>`. */
export class OwnerRoomHarness extends CallElementHarness<DailyOwnerRoom> {
  override async rendered(): Promise<this> {
    await listRead();
    return super.rendered();
  }

  fillName(name: string): void {
    this.fill('Your name', name);
  }

  fillLink(link: string): void {
    this.fill('Room link', link);
  }

  fillToken(token: string): void {
    this.fill('Owner token', token);
  }

  join(): Promise<void> {
    return this.press('Join');
  }

  /** Without the button for a small window, which not every browser has. */
  get callButtonNames(): string[] {
    return this.buttonNames.filter((name) => name !== 'Open in a small window');
  }

  /** Waits for a button of the menu of a participant. */
  async offers(name: string): Promise<void> {
    await until(() => this.findButton(name), `the button "${name}"; there are: ${this.buttonNames.join(', ')}`);
  }

  isExpanded(name: string): boolean {
    return this.button(name).getAttribute('aria-expanded') === 'true';
  }

  isDisabled(name: string): boolean {
    return this.button(name).getAttribute('aria-disabled') === 'true';
  }

  /** Presses Escape where the focus is. Returns whether the browser would close a dialog of the page around it. */
  async escape(): Promise<boolean> {
    const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });
    this.root.activeElement?.dispatchEvent(key);
    await this.rendered();
    return !key.defaultPrevented;
  }

  /** Puts a pointer down on a button. */
  pointTo(name: string): void {
    this.button(name).dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  }

  get hasWaitingList(): boolean {
    return this.root.querySelector('daily-waiting-list') !== null;
  }

  /** Waits for the rendered waiting list. */
  async waitingList(): Promise<WaitingListHarness> {
    const list = await until(() => this.root.querySelector('daily-waiting-list'), 'the waiting list');
    return new WaitingListHarness(list).rendered();
  }
}
