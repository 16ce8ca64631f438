// Elements with `for` that are in the page before the code for calls has loaded. In a file of their own: call elements of earlier tests
// that go for good would make them look for their call again.
import '../../src/elements/owner-room/define.js';
import '../../src/elements/video-tile/define.js';
import '../../src/elements/waiting-list/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ROOM, TOKEN } from '../support/fixtures.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { PendingCallModule } from '../support/pending-call-module.js';
import { until } from '../support/until.js';

describe('elements with `for`, before the code for calls has loaded', () => {
  const daily = eachTest(() => new FakeDaily());
  const onItsWay = eachTest(() => new PendingCallModule());

  it('show the call', async () => {
    const page = await fixture(html`
      <div>
        <daily-waiting-list for="room"></daily-waiting-list>
        <daily-owner-room id="room" room-url=${ROOM} user-name="Olga"></daily-owner-room>
        <daily-video-tile for="room" session-id="local"></daily-video-tile>
      </div>
    `);
    const list = new WaitingListHarness(page.querySelector<DailyWaitingList>('daily-waiting-list')!);
    const joined = page.querySelector<DailyOwnerRoom>('daily-owner-room')!.join({ token: TOKEN });
    await onItsWay.resolve();
    const call = await daily.made();
    await call.asked('join');
    call.enter('full', { name: 'Olga', owner: true });
    await joined;
    call.knockFrom({ id: 'a', name: 'Ana' });
    await until(() => list.names.length > 0, 'the list');
    expect(list.names).to.deep.equal(['Ana']);
    const tile = new VideoTileHarness(page.querySelector<DailyVideoTile>('daily-video-tile')!);
    expect(tile.label).to.equal('Olga (you)');
  });
});
