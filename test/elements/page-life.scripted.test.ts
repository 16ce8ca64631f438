import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import type { DailyKnockForm } from '../../src/elements/knock-form/knock-form.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { bringToLobby, guestIn, ownerConnecting, ownerInCall, ROOM, TOKEN } from '../support/fixtures.js';
import { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { guests } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { Timers } from '../support/timers.js';
import { nextTasks, rejection, until } from '../support/until.js';

const OTHER_ROOM = 'https://example.daily.co/advice';
const ABSENCE = 1000;

describe('page lifecycle', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const timers = eachTest(() => new Timers());

  const autoOwner = html`<daily-owner-room auto-join room-url=${ROOM} .token=${TOKEN}></daily-owner-room>`;
  const autoGuest = html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana"></daily-knock-form>`;

  describe('prerendered', () => {
    let isAhead: boolean;

    beforeEach(() => {
      isAhead = true;
      Object.defineProperty(document, 'prerendering', { configurable: true, get: () => isAhead });
    });

    afterEach(() => Reflect.deleteProperty(document, 'prerendering'));

    const show = (): void => {
      isAhead = false;
      document.dispatchEvent(new Event('prerenderingchange'));
    };

    it('auto-join requests no token and joins no room before the page is shown', async () => {
      const asked: string[] = [];
      const getToken = ({ roomUrl }: { roomUrl: string }): string => {
        asked.push(roomUrl);
        return TOKEN;
      };
      const room = await fixture<DailyOwnerRoom>(
        html`<daily-owner-room auto-join room-url=${ROOM} .getToken=${getToken}></daily-owner-room>`,
      );
      await nextTasks();
      expect({ asked, calls: daily.calls.length, state: room.state }).to.deep.equal({
        asked: [],
        calls: 0,
        state: 'idle',
      });
      show();
      const call = await daily.made();
      await call.asked('join');
      expect(asked).to.deep.equal([ROOM]);
    });

    it('auto-knock knocks when the page is shown, once', async () => {
      await fixture(autoGuest);
      await nextTasks();
      expect(daily.calls).to.have.length(0);
      show();
      await bringToLobby(await daily.made());
      show();
      await nextTasks();
      expect(daily.calls).to.have.length(1);
      expect(log.details('daily-before-knock')).to.have.length(1);
    });

    it('starts with the latest values', async () => {
      const form = await fixture<DailyKnockForm>(
        html`<daily-knock-form auto-knock room-url=${ROOM}></daily-knock-form>`,
      );
      form.userName = 'Ana';
      await nextTasks();
      form.roomUrl = OTHER_ROOM;
      await nextTasks();
      expect(daily.calls).to.have.length(0);
      show();
      const call = await daily.made();
      await call.asked('preAuth');
      expect(call.calls('preAuth')[0]![0]).to.include({ url: OTHER_ROOM });
    });

    it('a removed element starts nothing', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      form.remove();
      show();
      await nextTasks();
      expect(daily.calls).to.have.length(0);
    });
  });

  describe('back from the back/forward cache', () => {
    const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

    it('auto-join joins again, as after a reload', async () => {
      await fixture(autoOwner);
      const first = await daily.made();
      await first.asked('join');
      first.enter('full', { name: 'Olga', owner: true });
      leave();
      await until(() => first.isDestroyed(), 'the end of the first call');
      comeBack();
      const second = await daily.made(2);
      await second.asked('join');
    });

    it('auto-knock knocks again, also after a refusal', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      const first = await daily.made();
      await bringToLobby(first);
      first.denyByPromise();
      await until(() => form.state === 'rejected', 'the refusal');
      leave();
      comeBack();
      await bringToLobby(await daily.made(2));
      expect(form.state).to.equal('waiting');
    });

    it('nothing starts without auto-…', async () => {
      const { form } = await guestIn('waiting', daily);
      leave();
      comeBack();
      await nextTasks();
      expect(form.state).to.equal('idle');
      expect(daily.calls).to.have.length(1);
    });
  });

  describe('removed and put back within a second', () => {
    const outAndBack = async (element: HTMLElement): Promise<void> => {
      const place = element.parentElement!;
      element.remove();
      await nextTasks();
      place.append(element);
      await nextTasks();
      timers.fire(ABSENCE);
      await nextTasks();
    };

    it('an owner is still in the call, with the same waiting guests', async () => {
      const { room, page, call } = await ownerInCall(daily, { waiting: [{ id: 'a', name: 'Ana' }] });
      const list = await page.waitingList();
      log.clear();
      await outAndBack(room);
      expect(room.state).to.equal('joined');
      expect(call.isDestroyed()).to.be.false;
      expect(call.calls('leave')).to.have.length(0);
      expect(list.names).to.deep.equal(['Ana']);
      expect(log.eventsAndStates).to.deep.equal([]);
      call.knockFrom({ id: 'b', name: 'Bea' });
      await until(() => list.names.join() === 'Ana,Bea', 'the new one');
    });

    it('a guest goes on waiting', async () => {
      const { form, call, outcome } = await guestIn('waiting', daily);
      await outAndBack(form);
      expect(form.state).to.equal('waiting');
      call.grantByEvent();
      expect(await outcome).to.equal('admitted');
    });

    it('an owner who is connecting joins', async () => {
      const { room, call, joined } = await ownerConnecting(daily);
      await outAndBack(room);
      call.enter('full', { name: 'Olga', owner: true });
      await joined;
      expect(room.state).to.equal('joined');
    });

    it('a decision under way has its outcome', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [{ id: 'a', name: 'Ana' }] });
      const decided = room.admit('a');
      await outAndBack(room);
      call.acceptDecision('a');
      expect((await decided).map(({ outcome }) => outcome)).to.deep.equal(['admitted']);
    });

    it('what was typed is still there, the token as well', async () => {
      const room = await fixture<DailyOwnerRoom>(html`<daily-owner-room room-url=${ROOM}></daily-owner-room>`);
      const page = new OwnerRoomHarness(room);
      page.fillName('Olga');
      page.fillToken(TOKEN);
      await outAndBack(room);
      expect(['Your name', 'Owner token'].map((label) => page.field(label).value)).to.deep.equal(['Olga', TOKEN]);
    });

    it('a waiting list of its own shows the same people, and keeps what is searched for', async () => {
      const people = guests(60);
      await ownerInCall(daily, {
        waiting: people,
        template: html`<daily-owner-room id="room" room-url=${ROOM} user-name="Olga"></daily-owner-room>`,
      });
      const list = await fixture<DailyWaitingList>(html`<daily-waiting-list for="room"></daily-waiting-list>`);
      const harness = new WaitingListHarness(list);
      await until(() => harness.names.length > 0, 'the list');
      harness.search('Person 17');
      await until(() => harness.names.length === 1, 'what was searched for');
      await outAndBack(list);
      expect(harness.names).to.deep.equal(['Person 17']);
    });
  });

  it('nothing starts while it is removed', async () => {
    const { form, outcome } = await guestIn('waiting', daily);
    form.cancel();
    await outcome;
    form.remove();
    expect(await rejection(form.knock())).to.include({ code: 'aborted' });
    expect(daily.calls).to.have.length(1);
  });

  describe('removed for longer than a second', () => {
    it('the call is left for good', async () => {
      const { room, call } = await ownerInCall(daily);
      const place = room.parentElement!;
      room.remove();
      expect(call.calls('leave'), 'at first').to.have.length(0);
      timers.fire(ABSENCE);
      await until(() => call.isDestroyed(), 'the end of the call');
      place.append(room);
      await nextTasks();
      expect(room.state).to.equal('idle');
      expect(log.details('daily-left')).to.deep.equal([]);
    });

    it('a guest’s knock is cancelled', async () => {
      const { form, outcome } = await guestIn('waiting', daily);
      form.remove();
      timers.fire(ABSENCE);
      expect(await outcome).to.equal('cancelled');
    });

    it('a join under way is aborted', async () => {
      const { room, joined } = await ownerConnecting(daily);
      room.remove();
      timers.fire(ABSENCE);
      expect(await rejection(joined)).to.include({ code: 'aborted' });
    });
  });

  describe('morphed to the server’s HTML', () => {
    it('the state attribute is restored', async () => {
      const { form } = await guestIn('waiting', daily);
      form.removeAttribute('state');
      expect(form.getAttribute('state')).to.equal('waiting');
      form.setAttribute('state', 'idle');
      expect(form.getAttribute('state')).to.equal('waiting');
    });
  });

  describe('another room-url', () => {
    it('while waiting by auto-knock: waits there', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      const first = await daily.made();
      await bringToLobby(first);
      form.roomUrl = OTHER_ROOM;
      const second = await daily.made(2);
      await bringToLobby(second);
      expect(second.calls('preAuth')[0]![0]).to.include({ url: OTHER_ROOM });
      expect(first.isDestroyed()).to.be.true;
      expect(form.state).to.equal('waiting');
      expect(log.details('daily-withdrawn')).to.have.length(1);
    });

    it('while waiting by auto-knock with a call of the page: waits there', async () => {
      const call = new ScriptedCall();
      const form = await fixture<DailyKnockForm>(
        html`<daily-knock-form auto-knock room-url=${ROOM} user-name="Ana" .call=${call.asCall}></daily-knock-form>`,
      );
      await bringToLobby(call);
      call.stuck = true;
      form.roomUrl = OTHER_ROOM;
      await call.asked('leave');
      await nextTasks();
      call.goOn();
      await bringToLobby(call);
      expect(call.methods).to.deep.equal([
        'preAuth',
        'join',
        'requestAccess',
        'leave',
        'preAuth',
        'join',
        'requestAccess',
      ]);
      expect(call.calls('preAuth')[1]![0]).to.include({ url: OTHER_ROOM });
      expect(form.state).to.equal('waiting');
      expect(log.details('daily-withdrawn')).to.have.length(1);
    });

    it('after a moment without any: waits there', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      const first = await daily.made();
      await bringToLobby(first);
      form.roomUrl = '';
      await nextTasks();
      form.roomUrl = OTHER_ROOM;
      await bringToLobby(await daily.made(2));
      expect(first.isDestroyed()).to.be.true;
      expect(form.state).to.equal('waiting');
    });

    it('given while the element is out of the page: waits there', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      const place = form.parentElement!;
      await bringToLobby(await daily.made());
      form.remove();
      form.roomUrl = OTHER_ROOM;
      await nextTasks();
      place.append(form);
      const second = await daily.made(2);
      await second.asked('preAuth');
      expect(second.calls('preAuth')[0]![0]).to.include({ url: OTHER_ROOM });
    });

    it('after a refusal or a failure by auto-knock: knocks there', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      const first = await daily.made();
      await first.asked('preAuth');
      first.fatal('no-room');
      await until(() => form.state === 'failed', 'the failure');
      form.roomUrl = OTHER_ROOM;
      await bringToLobby(await daily.made(2));
      expect(form.state).to.equal('waiting');
    });

    it('connecting by auto-join: joins there', async () => {
      const room = await fixture<DailyOwnerRoom>(autoOwner);
      const first = await daily.made();
      await first.asked('join');
      room.roomUrl = OTHER_ROOM;
      const second = await daily.made(2);
      await second.asked('join');
      expect(second.calls('join')[0]![0]).to.include({ url: OTHER_ROOM });
    });

    it('in the call: stays', async () => {
      const room = await fixture<DailyOwnerRoom>(autoOwner);
      const call = await daily.made();
      await call.asked('join');
      call.enter('full', { name: 'Olga', owner: true });
      await until(() => room.state === 'joined', 'the call');
      room.roomUrl = OTHER_ROOM;
      await nextTasks();
      expect(room.state).to.equal('joined');
      expect(daily.calls).to.have.length(1);
    });

    it('while waiting after a knock by hand: keeps waiting', async () => {
      const { form } = await guestIn('waiting', daily);
      form.roomUrl = OTHER_ROOM;
      await nextTasks();
      expect(form.state).to.equal('waiting');
      expect(daily.calls).to.have.length(1);
    });

    it('removed while waiting: keeps waiting', async () => {
      const form = await fixture<DailyKnockForm>(autoGuest);
      await bringToLobby(await daily.made());
      form.roomUrl = '';
      await nextTasks();
      expect(form.state).to.equal('waiting');
    });
  });
});
