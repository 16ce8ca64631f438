import '../../src/elements/owner-room/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { FakeBadge } from '../support/fake-badge.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeNotifications } from '../support/fake-notifications.js';
import { FakeSound } from '../support/fake-sound.js';
import { FakeVisibility } from '../support/fake-visibility.js';
import { ownerConnecting, ownerInCall, ownerRoom, ROOM } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { removeForGood } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

const withAlerts = (alerts: string) =>
  html`<daily-owner-room alerts=${alerts} room-url=${ROOM} user-name="Olga"></daily-owner-room>`;

const titleIs = (title: string) =>
  until(() => document.title === title, `the title "${title}"; it is "${document.title}"`);

describe('the alerts of <daily-owner-room>', () => {
  const daily = eachTest(() => new FakeDaily());

  // Fetched by the element itself, but a test that hears nothing must know that it is not just late.
  before(() => import('../../src/call/alerts/knock-alerts.js'));

  describe('in the title of the page', () => {
    let title: string;

    beforeEach(() => {
      title = document.title;
      document.title = 'Consulting';
    });

    afterEach(() => {
      document.title = title;
    });

    it('show how many wait, as long as they do', async () => {
      const { call } = await ownerInCall(daily);
      expect(document.title).to.equal('Consulting');
      call.knockFrom(ANA);
      await titleIs('(1) Consulting');
      call.knockFrom(BEA);
      await titleIs('(2) Consulting');
      call.unlist('a');
      call.unlist('b');
      await titleIs('Consulting');
    });

    it('keep a title that the page has changed meanwhile', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      await titleIs('(1) Consulting');
      document.title = 'Notes';
      call.knockFrom(BEA);
      await titleIs('(2) Notes');
      call.unlist('a');
      call.unlist('b');
      await titleIs('Notes');
    });

    it('are removed when no one waits, from a translated title too', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      await titleIs('(1) Consulting');
      document.title = '(1) Beratung';
      call.knockFrom(BEA);
      await titleIs('(2) Beratung');
      document.title = '(2) Conseil';
      call.unlist('a');
      call.unlist('b');
      await titleIs('Conseil');
    });

    for (const end of ['Leave', 'removal'] as const) {
      it(`are gone after ${end}`, async () => {
        const { room, page } = await ownerInCall(daily, { waiting: [ANA] });
        await titleIs('(1) Consulting');
        if (end === 'Leave') await page.press('Leave');
        else await removeForGood(() => room.remove());
        await nextTasks();
        expect(document.title).to.equal('Consulting');
      });
    }

    for (const alerts of ['none', 'sound', '']) {
      it(`alerts="${alerts}" leaves it alone`, async () => {
        const { call, page } = await ownerInCall(daily, {
          template: withAlerts(alerts),
        });
        call.knockFrom(ANA);
        await page.rendered();
        await nextTasks();
        expect(document.title).to.equal('Consulting');
      });
    }

    it('follow a change of alerts', async () => {
      const { room } = await ownerInCall(daily, { waiting: [ANA] });
      await titleIs('(1) Consulting');
      room.alerts = 'none';
      await room.updateComplete;
      expect(document.title).to.equal('Consulting');
      room.alerts = 'title';
      await room.updateComplete;
      expect(document.title).to.equal('(1) Consulting');
    });

    it('stay while the element is moved within the page', async () => {
      const { room, page } = await ownerInCall(daily, { waiting: [ANA] });
      await titleIs('(1) Consulting');
      const elsewhere = await fixture(html`<section></section>`);
      elsewhere.append(room);
      await page.rendered();
      await nextTasks();
      expect(document.title).to.equal('(1) Consulting');
    });

    it('of two elements are removed completely', async () => {
      const rooms = [await ownerRoom(), await ownerRoom()];
      const calls = rooms.map(() => ScriptedCall.inRoom({ owner: true }, [ANA]));
      rooms.forEach(({ room }, index) => (room.call = calls[index]!.asCall));
      for (const { page } of rooms) await page.reaches('joined');
      for (const call of calls) call.knockFrom(BEA);
      await titleIs('(4) Consulting');
      for (const { room } of rooms) await room.leave();
      for (const { page } of rooms) await page.rendered();
      expect(document.title).to.equal('Consulting');
    });
  });

  describe('as a badge of an installed page', () => {
    const badge = eachTest(() => new FakeBadge());

    it('show how many wait, as long as they do', async () => {
      const { call } = await ownerInCall(daily);
      await nextTasks();
      expect(badge.shown).to.deep.equal([]);
      call.knockFrom(ANA);
      await until(() => badge.shown.at(-1) === 1, 'one');
      call.knockFrom(BEA);
      await until(() => badge.shown.at(-1) === 2, 'two');
      call.rename('a', 'Ann');
      await listRead();
      call.unlist('a');
      await until(() => badge.shown.at(-1) === 1, 'one again');
      call.unlist('b');
      await until(() => badge.shown.at(-1) === 0, 'none');
      expect(badge.shown).to.deep.equal([1, 2, 1, 0]);
    });

    for (const [end, act] of [
      ['Leave', ({ page }) => page.press('Leave')],
      ['removal', ({ room }) => removeForGood(() => room.remove())],
      ['the end of the page', () => window.dispatchEvent(new PageTransitionEvent('pagehide'))],
      ['another choice of alerts', ({ room }) => (room.alerts = 'sound')],
    ] as [string, (owner: Awaited<ReturnType<typeof ownerInCall>>) => unknown][])
      it(`is cleared by ${end}`, async () => {
        const owner = await ownerInCall(daily, { waiting: [ANA] });
        await until(() => badge.shown.at(-1) === 1, 'the badge');
        await act(owner);
        await until(() => badge.shown.at(-1) === 0, 'the end');
      });

    it('of two elements are added up', async () => {
      const rooms = [await ownerRoom(), await ownerRoom()];
      rooms.forEach(({ room }) => (room.call = ScriptedCall.inRoom({ owner: true }, [ANA]).asCall));
      await until(() => badge.shown.at(-1) === 2, 'both');
      for (const { room } of rooms) await room.leave();
      await until(() => badge.shown.at(-1) === 0, 'none');
    });

    for (const alerts of ['none', 'sound'])
      it(`alerts="${alerts}" leaves it alone`, async () => {
        const { call, page } = await ownerInCall(daily, { template: withAlerts(alerts) });
        call.knockFrom(ANA);
        await page.rendered();
        await nextTasks();
        expect(badge.shown).to.deep.equal([]);
      });

    it('is done without where the browser refuses it', async () => {
      badge.refusal = new DOMException('Not here.', 'SecurityError');
      const { call, page } = await ownerInCall(daily);
      call.knockFrom(ANA);
      await (await page.waitingList()).shows('Ana');
    });
  });

  describe('as a sound', () => {
    const sound = eachTest(() => new FakeSound());

    it('a knock plays a sound, and many knocks play one', async () => {
      const { call } = await ownerInCall(daily);
      await nextTasks();
      expect(sound.notes).to.equal(0);
      call.knockFrom(ANA);
      const once = sound.notes;
      expect(once).to.be.greaterThan(0);
      call.knockFrom(BEA);
      await listRead();
      expect(sound.notes).to.equal(once);
    });

    it('a knock that is interrupted plays one sound, however long after', async () => {
      const { call } = await ownerInCall(daily);
      await nextTasks();
      call.knockFrom(ANA);
      const once = sound.notes;
      call.unlist('a');
      await listRead();
      const now = Date.now;
      Date.now = () => now() + 60_000;
      try {
        call.knockFrom(ANA);
        await listRead();
        expect(sound.notes).to.equal(once);
        call.knockFrom(BEA);
        await until(() => sound.notes > once, 'the second sound');
      } finally {
        Date.now = now;
      }
    });

    for (const alerts of ['none', 'title', 'none sound']) {
      it(`not with alerts="${alerts}"`, async () => {
        const { call } = await ownerInCall(daily, { template: withAlerts(alerts) });
        await nextTasks();
        call.knockFrom(ANA);
        expect(sound.notes).to.equal(0);
      });
    }

    it('still after the element was moved within the page', async () => {
      const { room, call } = await ownerInCall(daily);
      const elsewhere = await fixture(html`<section></section>`);
      elsewhere.append(room);
      await nextTasks();
      call.knockFrom(ANA);
      expect(sound.notes).to.be.greaterThan(0);
    });

    it('plays a sound for guests who waited before', async () => {
      await ownerInCall(daily, { waiting: [ANA] });
      await until(() => sound.notes > 0, 'a sound');
    });

    it('is allowed by the click on Join, before anything else has loaded', async () => {
      await ownerConnecting(daily);
      expect(sound.open).to.equal(1);
    });

    it('waits for a click after an automatic start', async () => {
      sound.clicked = false;
      const { call } = await ownerInCall(daily);
      await nextTasks();
      expect(sound.open, 'Chrome would complain').to.equal(0);
      call.knockFrom(ANA);
      expect(sound.notes).to.equal(0);
      sound.click();
      call.knockFrom(BEA);
      await until(() => sound.notes > 0, 'the sound');
    });

    it('releases the audio output when the element is removed', async () => {
      const { room } = await ownerInCall(daily);
      expect(sound.open).to.equal(1);
      await removeForGood(() => room.remove());
      expect(sound.open).to.equal(0);
    });
  });

  describe('as a notification', () => {
    const notifications = eachTest(() => new FakeNotifications());
    const visibility = eachTest(() => new FakeVisibility(false));

    const knockAt = async (alerts: string) => {
      const owner = await ownerInCall(daily, { template: withAlerts(alerts) });
      await nextTasks();
      owner.call.knockFrom({ id: 'a', name: '' });
      return owner;
    };

    it('shows who knocks, to an owner in another tab', async () => {
      const { call } = await ownerInCall(daily, { template: withAlerts('notification') });
      await nextTasks();
      call.knockFrom(ANA);
      expect(notifications.open.map(({ title, body }) => ({ title, body }))).to.deep.equal([
        { title: 'Ana is knocking', body: '1 person is waiting' },
      ]);
    });

    it('focuses the page and the waiting guest', async () => {
      const { page } = await knockAt('notification');
      notifications.click();
      const list = await page.waitingList();
      expect(notifications.broughtToFront).to.be.true;
      expect(list.focused).to.equal('Guest without a name');
      expect(notifications.open).to.have.length(0);
    });

    it('focuses a list elsewhere in the page', async () => {
      const { room } = await knockAt('notification');
      room.id = 'room';
      const place = document.createElement('p');
      place.slot = 'waiting-list';
      room.append(place);
      const list = new WaitingListHarness(
        await fixture<DailyWaitingList>(html`<daily-waiting-list for="room"></daily-waiting-list>`),
      );
      await list.shows('Guest without a name');
      notifications.click();
      expect(list.focused).to.equal('Guest without a name');
    });

    it('closes when no one is waiting', async () => {
      const { call } = await knockAt('notification');
      expect(notifications.open).to.have.length(1);
      call.unlist('a');
      await until(() => notifications.open.length === 0, 'the notification to go');
    });

    it('closes with the element', async () => {
      const { room } = await knockAt('notification');
      await removeForGood(() => room.remove());
      expect(notifications.open).to.have.length(0);
    });

    for (const [why, alerts, prepare] of [
      ['unless the page wants it', 'sound title', () => {}],
      ['while the owner looks at the page', 'notification', () => visibility.returnToPage()],
      ['without permission', 'notification', () => (notifications.permission = 'denied')],
    ] as const) {
      it(`not ${why}`, async () => {
        prepare();
        const { room } = await knockAt(alerts);
        expect(room.waitingParticipants).to.have.length(1);
        expect(notifications.open).to.have.length(0);
      });
    }

    it('asks for permission when the owner joins, and only if the page wants it', async () => {
      notifications.permission = 'default';
      await knockAt('sound title');
      expect(notifications.requests).to.equal(0);
      await knockAt('notification');
      expect(notifications.requests).to.equal(1);
    });
  });

  /** What a browser has, or an add-on leaves of it. */
  const without = (name: string, value: unknown, run: () => Promise<void>): Promise<void> => {
    const sound = new FakeSound();
    const before = Object.getOwnPropertyDescriptor(globalThis, name)!;
    Object.defineProperty(globalThis, name, { ...before, value });
    return run().finally(() => {
      Object.defineProperty(globalThis, name, before);
      sound.restore();
    });
  };
  class Refused {
    static permission = 'default';
    static requestPermission(): never {
      throw new TypeError('Not here.');
    }
    constructor() {
      throw new DOMException('Too many of them.', 'NotSupportedError');
    }
  }
  const LACKS = {
    'no sound device': ['AudioContext', undefined],
    'too many sound devices': ['AudioContext', Refused],
    'no tones': ['OscillatorNode', Refused],
    'no notifications': ['Notification', undefined],
    'notifications of service workers only': ['Notification', Refused],
  } as const;

  for (const [what, [name, value]] of Object.entries(LACKS))
    it(`do not prevent joining and daily-knock where there are ${what}`, () =>
      without(name, value, async () => {
        document.title = 'Consulting';
        const { page, call } = await ownerInCall(daily, { template: withAlerts('sound title notification') });
        call.knockFrom(ANA);
        await (await page.waitingList()).shows('Ana');
        await titleIs('(1) Consulting');
      }));
});
