// The call as its participants see it: how tiles use the space, badges, sound, devices.
import '../../src/elements/owner-room/define.js';
import { expect, html } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeDevices } from '../support/fake-devices.js';
import { type Owner, ownerInCall, ROOM } from '../support/fixtures.js';
import { VideoTileHarness } from '../support/harness/video-tile-harness.js';
import { countSubscribers } from '../support/listeners.js';
import type { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { audioTrack, FakePlayback } from '../support/tracks.js';
import { nextTasks, until } from '../support/until.js';

const playable = (persistentTrack: MediaStreamTrack) => ({ state: 'playable', persistentTrack }) as const;

describe('in the call', () => {
  const daily = eachTest(() => new FakeDaily());

  afterEach(() => {
    document.documentElement.removeAttribute('lang');
  });

  function comeIn(call: ScriptedCall, count: number): void {
    for (let index = 1; index <= count; index += 1)
      call.participantJoins({ id: `p${index}`, name: `Guest ${index}`, joinedAt: new Date(index) });
  }

  async function tileOf({ page }: Owner, id: string): Promise<VideoTileHarness> {
    const tile = await until(() => page.tiles.find(({ sessionId }) => sessionId === id), `the tile of ${id}`);
    return new VideoTileHarness(tile).rendered();
  }

  it('stays in sight beside a list that is longer than the screen', async () => {
    const waiting = Array.from({ length: 30 }, (_, index) => ({ id: `w${index}`, name: `Guest ${index}` }));
    const template = html`<daily-owner-room
      style="inline-size: 1000px"
      room-url=${ROOM}
      user-name="Olga"
    ></daily-owner-room>`;
    const { page } = await ownerInCall(daily, { template, waiting });
    const list = await page.waitingList();
    await until(() => list.bar === undefined, 'the list beside the call');
    list.button('Deny guest Guest 29').scrollIntoView({ block: 'end' });
    const { top, bottom } = page.tiles[0]!.getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
  });

  describe('who speaks, in a call of ten', () => {
    const LONG = 2000;
    const timers = eachTest(() => new Timers());

    async function callOf(people: number): Promise<Owner> {
      const owner = await ownerInCall(daily, { me: { owner: true } });
      comeIn(owner.call, people - 1);
      await until(() => owner.page.tiles.length === people, 'all tiles');
      return owner;
    }

    /** Somebody speaks for a while. */
    async function speaks({ call }: Owner, id: string): Promise<void> {
      call.speaks(id);
      await nextTasks();
      timers.fire(LONG);
    }

    it('is first on the screen, and nowhere else for the keyboard and a screen reader', async () => {
      const owner = await callOf(10);
      const { page } = owner;
      const before = page.tileIds;
      await speaks(owner, 'p7');
      expect(page.tileIdsOnScreen).to.deep.equal(['p7', ...before.filter((id) => id !== 'p7')]);
      expect(page.tileIds).to.deep.equal(before);
      await speaks(owner, 'p3');
      expect(page.tileIdsOnScreen[0]).to.equal('p3');
      expect(page.tileIdsOnScreen.indexOf('p7')).to.equal(before.indexOf('p7'));
    });

    it('has spoken for two seconds: nothing moves for a cough', async () => {
      const owner = await callOf(10);
      await speaks(owner, 'p7');
      owner.call.speaks('p3');
      await nextTasks();
      expect(timers.waiting).to.include(LONG);
      owner.call.speaks('p7');
      await nextTasks();
      timers.fire(LONG);
      expect(owner.page.tileIdsOnScreen[0]).to.equal('p7');
    });

    it('waits while the owner uses a tile, and is first then', async () => {
      const owner = await callOf(10);
      const { page } = owner;
      page.button('More for Guest 1').focus();
      await speaks(owner, 'p7');
      expect(page.tileIdsOnScreen[0]).to.equal('p1');
      page.button('Leave').focus();
      timers.fire(LONG);
      expect(page.tileIdsOnScreen[0]).to.equal('p7');
    });

    it('is oneself: nobody moves', async () => {
      const owner = await callOf(10);
      await speaks(owner, 'p7');
      await speaks(owner, owner.call.participants().local!.session_id);
      expect(owner.page.tileIdsOnScreen[0]).to.equal('p7');
    });

    it('stays in place in a smaller call, where all are seen at a glance', async () => {
      const owner = await callOf(9);
      await speaks(owner, 'p7');
      expect(owner.page.tileIdsOnScreen).to.deep.equal(owner.page.tileIds);
    });
  });

  describe('the tiles', () => {
    /** An owner's room of a width, with so many people. */
    async function open(width: number, people: number): Promise<Owner> {
      const style = `inline-size: ${width}px`;
      const template = html`<daily-owner-room style=${style} room-url=${ROOM} user-name="Olga"></daily-owner-room>`;
      const owner = await ownerInCall(daily, { template, me: { owner: true } });
      const list = await owner.page.waitingList();
      await until(() => (list.bar !== undefined) === width < 768, 'the list in its place');
      comeIn(owner.call, people - 1);
      await until(() => owner.page.tiles.length === people, 'all tiles');
      return owner;
    }

    async function room(width: number, people: number): Promise<DOMRect[]> {
      const { page } = await open(width, people);
      return page.tiles.map((tile) => tile.getBoundingClientRect());
    }

    const near = (a: number, b: number) => Math.abs(a - b) < 1.5;
    const areApart = (a: DOMRect, b: DOMRect) =>
      a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;

    for (const width of [280, 375, 720, 1600]) {
      for (const people of [1, 3, 4, 5, 9, 16, 25]) {
        it(`${people} in ${width} px: no overlap, no overflow, all of one size`, async () => {
          const rects = await room(width, people);
          const box = document.querySelector('daily-owner-room')!.getBoundingClientRect();
          const [first] = rects as [DOMRect];
          // Square on phones, unless there are many, or one beside the link for the guests. Elsewhere three and more fill the rows.
          const isSquare = width < 464 && people < 16 && (people > 1 || width < 304);
          const ratios = isSquare ? [1, 1] : [people < 3 || width < 464 ? 16 / 9 : 4 / 3, 16 / 9];
          const isInShape = ({ width: x, height: y }: DOMRect): boolean =>
            x > y * ratios[0]! - 1.5 && x < y * ratios[1]! + 1.5;
          for (const [index, rect] of rects.entries()) {
            expect(rect.left >= box.left && rect.right <= box.right + 0.5, 'within the room').to.be.true;
            expect(rect.width, 'large enough to be seen').to.be.greaterThan(80);
            expect(isInShape(rect), 'in shape').to.be.true;
            expect(near(rect.width, first.width) && near(rect.height, first.height), 'alike').to.be.true;
            for (const other of rects.slice(index + 1)) expect(areApart(rect, other), 'apart').to.be.true;
          }
        });
      }

      for (const dir of ['ltr', 'rtl'])
        it(`2 in ${width} px, ${dir}: the other large, oneself small in a corner, over no name and no button`, async () => {
          document.documentElement.lang = dir === 'rtl' ? 'ar' : 'en';
          const { page } = await open(width, 2);
          await until(() => page.directions().join() === dir, 'the direction');
          const [other, me] = page.tiles.map((tile) => tile.getBoundingClientRect()) as [DOMRect, DOMRect];
          expect(page.tileIds).to.deep.equal(['p1', 'local']);
          expect(other.width).to.be.at.least(3 * me.width);
          expect(me.width, 'large enough to be seen').to.be.greaterThan(80);
          expect(near(other.bottom - me.bottom, 8), 'at the lower edge').to.be.true;
          expect(near(dir === 'rtl' ? me.left - other.left : other.right - me.right, 8), 'at the end').to.be.true;
          const label = (await new VideoTileHarness(page.tiles[0]!).rendered()).labelBox;
          expect(label.width > 0 && areApart(label, me), 'not over the name').to.be.true;
          const more = await until(() => page.buttonNames.find((name) => name.includes('Guest 1')), 'the menu button');
          expect(areApart(page.button(more).getBoundingClientRect(), me), 'not over the button').to.be.true;
        });
    }

    for (const width of [375, 1600])
      it(`leave the controls where they are, up to four people, in ${width} px`, async () => {
        const { page, call } = await open(width, 1);
        const top = (): number => Math.round(page.button('Leave').getBoundingClientRect().top);
        const before = top();
        for (const people of [2, 3, 4]) {
          call.participantJoins({ id: `p${people}`, name: `Guest ${people}`, joinedAt: new Date(people) });
          await until(() => page.tiles.length === people, 'the tile');
          expect(top(), `${people}`).to.be.closeTo(before, 1);
        }
      });

    it('keep their videos while people come and go', async () => {
      const { page, call } = await open(720, 2);
      const shown = page.tiles;
      // Out of the page for a moment, a video would stop.
      let moved = 0;
      const observer = new MutationObserver((records) => {
        moved += records
          .flatMap(({ removedNodes }) => [...removedNodes])
          .filter((node) => node instanceof Element).length;
      });
      observer.observe(shown[1]!.parentElement!, { childList: true, subtree: true });
      call.participantJoins({ id: 'late', name: 'Late', joinedAt: new Date(9) });
      call.participantJoins({ id: 'host', name: 'Oscar', owner: true, joinedAt: new Date(9) });
      await until(() => page.tileIds.length === 4, 'all');
      expect(page.tileIds).to.deep.equal(['host', 'p1', 'late', 'local']);
      expect([page.tiles[1], page.tiles[3]]).to.deep.equal(shown);
      expect(moved).to.equal(0);
      for (const id of ['late', 'host']) call.participantLeaves(id);
      await until(() => page.tileIds.length === 2, 'both');
      expect(page.tiles).to.deep.equal(shown);
      observer.disconnect();
    });

    it('use the width: nine are three by three on a desk', async () => {
      const rects = await room(1600, 9);
      expect(new Set(rects.map(({ top }) => Math.round(top))).size).to.equal(3);
    });

    it('of those who come in fade in, in less than 200 ms', async () => {
      const { page, call } = await open(720, 1);
      expect(page.tileMotions).to.deep.equal([]);
      call.participantJoins({ id: 'ana', name: 'Ana' });
      const [animation] = await until(() => page.tileMotions[0] && page.tileMotions, 'the motion');
      expect(animation!.effect!.getComputedTiming().endTime).to.be.below(200);
    });

    it('begin with the other owners, and end with oneself', async () => {
      const owner = await ownerInCall(daily);
      comeIn(owner.call, 1);
      owner.call.participantJoins({ id: 'other', name: 'Oscar', owner: true, joinedAt: new Date(9) });
      await until(() => owner.page.tileIds.length === 3, 'all');
      expect(owner.page.tileIds).to.deep.equal(['other', 'p1', 'local']);
    });
  });

  it('the switches never break a word, however narrow', async () => {
    const { room, page } = await ownerInCall(daily);
    for (const width of [280, 200]) {
      room.style.inlineSize = `${width}px`;
      for (const name of ['Microphone', 'Camera', 'Devices', 'Leave']) {
        const range = document.createRange();
        range.selectNodeContents(page.button(name).querySelector('span')!);
        expect(range.getClientRects().length, name).to.equal(1);
      }
    }
  });

  describe('the indicators', () => {
    it('show the active speaker while their sound is on', async () => {
      const owner = await ownerInCall(daily);
      const audio = playable(audioTrack());
      owner.call.participantJoins({ id: 'ana', name: 'Ana', audio, video: { state: 'off' } });
      const tile = await tileOf(owner, 'ana');
      owner.call.speaks('ana');
      await tile.rendered();
      expect(tile.accessibleName).to.include('speaking');
      expect(tile.element.hasAttribute('speaking')).to.be.true;
      owner.call.participantChanges({ id: 'ana', name: 'Ana', audio: { state: 'off' } });
      await tile.rendered();
      expect(tile.accessibleName).not.to.include('speaking');
      expect(tile.element.hasAttribute('speaking')).to.be.false;
    });

    it('show a lost peer connection, for this person only', async () => {
      const owner = await ownerInCall(daily);
      for (const id of ['ana', 'bea']) owner.call.participantJoins({ id, name: id });
      const [ana, bea, me] = [await tileOf(owner, 'ana'), await tileOf(owner, 'bea'), await tileOf(owner, 'local')];
      const weak = async (): Promise<boolean[]> => {
        await Promise.all([ana, bea, me].map((tile) => tile.rendered()));
        return [ana, bea, me].map(({ accessibleName }) => accessibleName!.includes('weak connection'));
      };
      owner.call.network('interrupted', 'peer-to-peer', 'ana');
      expect(await weak()).to.deep.equal([true, false, false]);
      expect(owner.page.text).not.to.include('The connection is lost');
      owner.call.network('connected', 'peer-to-peer', 'ana');
      expect(await weak()).to.deep.equal([false, false, false]);
      owner.call.network('interrupted', 'peer-to-peer', 'ana');
      owner.call.participantLeaves('ana');
      owner.call.participantJoins({ id: 'ana', name: 'ana' });
      expect((await tileOf(owner, 'ana')).accessibleName).not.to.include('weak connection');
    });

    it("show that a person's tracks are interrupted", async () => {
      const owner = await ownerInCall(daily);
      owner.call.participantJoins({ id: 'ana', name: 'Ana', video: { state: 'interrupted' } });
      const tile = await tileOf(owner, 'ana');
      expect(tile.accessibleName).to.include('weak connection');
    });

    for (const state of ['warning', 'bad'] as const)
      it(`show that one's own network is "${state}", until it is good`, async () => {
        const owner = await ownerInCall(daily);
        const tile = await tileOf(owner, 'local');
        owner.call.quality(state);
        await tile.rendered();
        expect(tile.accessibleName).to.include('weak connection');
        owner.call.quality('good');
        await tile.rendered();
        expect(tile.accessibleName).not.to.include('weak connection');
      });
  });

  describe('the sound', () => {
    const playing = eachTest(() => new FakePlayback());

    it('that the browser blocks is started for all by one button', async () => {
      playing.allowed = false;
      const owner = await ownerInCall(daily);
      for (const id of ['ana', 'bea']) owner.call.participantJoins({ id, name: id, audio: playable(audioTrack()) });
      await until(() => owner.page.findButton('Turn on sound'), 'the button');
      const tiles = [await tileOf(owner, 'ana'), await tileOf(owner, 'bea')];
      expect(tiles.flatMap(({ buttonNames }) => buttonNames)).to.deep.equal([]);
      expect(owner.page.text).to.include('Your browser keeps the call silent');
      playing.allowed = true;
      playing.asked.length = 0;
      await owner.page.press('Turn on sound');
      expect(playing.asked).to.deep.equal(['audio', 'audio']);
      await until(() => !owner.page.findButton('Turn on sound'), 'the button to go');
    });
  });

  describe('the devices', () => {
    const devices = eachTest(() => new FakeDevices());

    async function open(): Promise<Owner> {
      const owner = await ownerInCall(daily);
      owner.call.useDevices({ camera: { deviceId: 'cam-1' }, mic: { deviceId: 'mic-1' } });
      await owner.page.press('Devices');
      await until(() => owner.page.chosen('Camera') === 'Front', 'the menu');
      return owner;
    }

    it('are listed, those in use selected; devices are requested only while joining', async () => {
      const { page } = await open();
      expect(page.options('Camera')).to.deep.equal(['Front', 'Rear']);
      expect(page.options('Microphone')).to.deep.equal(['Desk', 'Headset']);
      expect(page.chosen('Microphone')).to.equal('Desk');
      expect(page.button('Devices').getAttribute('aria-expanded')).to.equal('true');
      expect(devices.asked).to.deep.equal(['video, audio']);
    });

    it('can be selected, and the list shows it when the call uses them', async () => {
      const { page, call } = await open();
      page.choose('Camera', 'Rear');
      await call.asked('setInputDevicesAsync');
      await page.rendered();
      expect(page.chosen('Camera'), 'until then').to.equal('Rear');
      expect(call.calls('setInputDevicesAsync')[0]).to.deep.equal([{ videoDeviceId: 'cam-2' }]);
      call.acceptDevices({ camera: { deviceId: 'cam-2' } });
      const rear = await devices.getUserMedia({ video: { deviceId: { exact: 'cam-2' } } });
      call.shows(rear.getVideoTracks()[0]!);
      await until(() => page.chosen('Camera') === 'Rear', 'the other camera');
      expect(page.alerts.join('')).to.equal('');
    });

    it('that fail are reported', async () => {
      const { page, call } = await open();
      page.choose('Microphone', 'Headset');
      await call.asked('setInputDevicesAsync');
      call.failDevices(new Error('No.'));
      await until(() => page.alerts.join('').includes('This device does not work here'), 'the reason');
      await until(() => page.chosen('Microphone') === 'Desk', 'the one in use');
    });

    it('are none where the browser refuses to list them', async () => {
      const failures: unknown[] = [];
      const onRejection = (event: PromiseRejectionEvent): void => void failures.push(event.reason);
      addEventListener('unhandledrejection', onRejection);
      devices.enumerateDevices = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
      const owner = await ownerInCall(daily);
      // As daily-js answers then.
      owner.call.useDevices({ camera: undefined!, mic: undefined!, speaker: undefined! });
      await owner.page.press('Devices');
      await until(() => owner.page.options('Camera').join() === 'None found', 'the menu');
      await nextTasks(3);
      removeEventListener('unhandledrejection', onRejection);
      expect(failures).to.deep.equal([]);
    });

    it('do not follow the call once their menu has gone, however often it was open', async () => {
      const { page, room } = await open();
      await page.press('Close');
      const subscribers = countSubscribers(room.callStore!);
      for (let time = 0; time < 3; time += 1) {
        await page.press('Devices');
        await until(() => page.options('Camera').length > 0, 'the menu');
        await removeForGood(() => page.press('Close'));
      }
      expect(subscribers.count).to.equal(0);
    });

    it('that are plugged in or out are listed at once', async () => {
      const { page } = await open();
      devices.change(devices.devices.filter(({ deviceId }) => deviceId !== 'cam-2'));
      await until(() => page.options('Camera').length === 1, 'the shorter list');
    });

    it('close with the button and with Escape, which returns the focus and closes no dialog around them', async () => {
      const { page } = await open();
      await page.press('Close');
      await page.rendered();
      expect(page.options('Camera')).to.deep.equal([]);
      expect(page.focused).to.equal('Devices');
      for (const place of ['Close', 'Devices']) {
        await page.press('Devices');
        await until(() => page.options('Camera').length > 0, 'the menu again');
        page.button(place).focus();
        expect(await page.escape(), 'closes a dialog').to.be.false;
        expect(page.options('Camera'), place).to.deep.equal([]);
        expect(page.focused).to.equal('Devices');
      }
      expect(await page.escape(), 'without a menu').to.be.true;
    });

    if ('setSinkId' in HTMLMediaElement.prototype)
      it('the speaker applies to everyone, and is reset when it is unplugged', async () => {
        const sinks: string[] = [];
        const { setSinkId } = HTMLMediaElement.prototype;
        HTMLMediaElement.prototype.setSinkId = function (id) {
          sinks.push(id);
          Object.defineProperty(this, 'sinkId', { configurable: true, value: id });
          return Promise.resolve();
        };
        try {
          const owner = await open();
          for (const id of ['ana', 'bea']) owner.call.participantJoins({ id, name: id, audio: playable(audioTrack()) });
          await tileOf(owner, 'ana');
          await tileOf(owner, 'bea');
          owner.page.choose('Speaker', 'Headphones');
          await until(() => sinks.length === 2, 'both to sound there');
          expect(sinks).to.deep.equal(['out-2', 'out-2']);
          devices.change(devices.devices.filter(({ deviceId }) => deviceId !== 'out-2'));
          await until(() => sinks.length === 4, 'both to sound elsewhere');
          expect(sinks.slice(2)).to.deep.equal(['', '']);
        } finally {
          HTMLMediaElement.prototype.setSinkId = setSinkId;
        }
      });
  });
});
