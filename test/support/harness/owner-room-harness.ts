import type { DailyOwnerRoom } from '../../../src/elements/owner-room/owner-room.js';
import { listRead, until } from '../until.js';
import { CallElementHarness } from './call-element-harness.js';
import { WaitingListHarness } from './waiting-list-harness.js';

/** An owner who uses `<daily-owner-room>`. */
export class OwnerRoomHarness extends CallElementHarness<DailyOwnerRoom> {
  override async drawn(): Promise<this> {
    await listRead();
    return super.drawn();
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

  get hasWaitingList(): boolean {
    return this.root.querySelector('daily-waiting-list') !== null;
  }

  /** Waits for the rendered waiting list. */
  async waitingList(): Promise<WaitingListHarness> {
    const list = await until(() => this.root.querySelector('daily-waiting-list'), 'the waiting list');
    return new WaitingListHarness(list).drawn();
  }
}
