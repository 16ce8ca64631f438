import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { ADMISSION_GRACE_MS } from '../../src/core/outcomes.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Owner, ownerInCall, ROOM, waitingList } from '../support/fixtures.js';
import { OwnerRoomHarness } from '../support/harness/owner-room-harness.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA, CLEO, guests } from '../support/people.js';
import { ScriptedCall, type Waiting } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

const ON = html`<daily-owner-room room-url=${ROOM} user-name="Olga" auto-admit></daily-owner-room>`;
const SWITCH = 'Let people in automatically';

describe('auto-admit', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const answered = (call: ScriptedCall) => call.answers.map(([id]) => id);

  const opened = (waiting: Waiting[] = []): Promise<Owner> => ownerInCall(daily, { waiting, template: ON });

  async function read(): Promise<void> {
    await listRead();
    await nextTasks(3);
  }

  it('lets in those who wait and those who knock, each after daily-before-admit', async () => {
    const { call } = await opened([ANA]);
    await read();
    call.acceptDecision('a');
    call.knockFrom(BEA);
    await read();
    call.acceptDecision('b');
    await read();
    expect(answered(call)).to.deep.equal(['a', 'b']);
    expect(log.events).to.deep.equal([
      'daily-joined',
      ...['daily-knock', 'daily-before-admit', 'daily-admitted'],
      ...['daily-knock', 'daily-before-admit', 'daily-admitted'],
    ]);
    expect(log.details('daily-admitted')[1]).to.include({ id: 'b', by: 'self' });
  });

  it('is off by default, and reflected', async () => {
    const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
    await read();
    expect(room.autoAdmit).to.be.false;
    expect(answered(call)).to.deep.equal([]);
    room.autoAdmit = true;
    await read();
    expect(room.hasAttribute('auto-admit')).to.be.true;
    expect(answered(call)).to.deep.equal(['a']);
    room.removeAttribute('auto-admit');
    call.knockFrom(BEA);
    await read();
    expect(answered(call)).to.deep.equal(['a']);
  });

  it('leaves a person waiting whom the page vetoes, and asks once', async () => {
    let asked = 0;
    const veto = (event: Event): void => {
      asked += 1;
      event.preventDefault();
    };
    document.addEventListener('daily-before-admit', veto);
    try {
      const { room, call } = await opened([ANA]);
      await read();
      call.rename('a', 'Anna');
      call.knockFrom(BEA);
      await read();
      expect(asked).to.equal(2);
      expect(answered(call)).to.deep.equal([]);
      expect(room.waitingParticipants.map(({ name }) => name)).to.deep.equal(['Anna', 'Bea']);
    } finally {
      document.removeEventListener('daily-before-admit', veto);
    }
  });

  it('that is switched off by a listener stops at once', async () => {
    const { room, call } = await ownerInCall(daily, { waiting: [ANA, BEA, CLEO] });
    room.addEventListener('daily-before-admit', () => (room.autoAdmit = false));
    room.autoAdmit = true;
    await read();
    expect(answered(call)).to.deep.equal(['a']);
  });

  it('shows a decision that failed in its row, and does not repeat it', async () => {
    const timers = new Timers();
    try {
      const { page, call, room } = await opened([ANA]);
      await read();
      call.sendDecision('a');
      await nextTasks();
      timers.fire(room.decisionTimeout * 1000);
      await read();
      const list = await page.waitingList();
      expect(list.row('Ana').text).to.include('That did not go through. Please try again.');
      call.rename('a', 'Anna');
      await read();
      expect(answered(call)).to.deep.equal(['a']);
      expect(log.errorCodes).to.deep.equal(['decision-failed']);
      await list.allow('Anna');
      expect(answered(call)).to.deep.equal(['a', 'a']);
    } finally {
      timers.restore();
    }
  });

  it('lets in who knocks anew after an Allow that came to nothing', async () => {
    const timers = new Timers();
    try {
      const { call } = await opened([ANA]);
      await read();
      call.sendDecision('a');
      call.unlist('a');
      await read();
      timers.fire(ADMISSION_GRACE_MS);
      await read();
      expect(log.events).to.include('daily-withdrawn');
      call.knockFrom(ANA);
      await read();
      expect(answered(call)).to.deep.equal(['a', 'a']);
    } finally {
      timers.restore();
    }
  });

  it('lets in those who wait already in a call of the page', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    await fixture(html`<daily-owner-room .call=${call.asCall} auto-admit></daily-owner-room>`);
    await until(() => answered(call).length > 0, 'an answer');
    expect(answered(call)).to.deep.equal(['a']);
  });

  it('waits for a lost connection', async () => {
    const { call } = await opened();
    call.network('interrupted');
    call.knockFrom(ANA);
    await read();
    expect(log.events).not.to.include('daily-before-admit');
    call.network('connected');
    await read();
    expect(answered(call)).to.deep.equal(['a']);
  });

  it('does nothing without the right to answer', async () => {
    const { call } = await ownerInCall(daily, { waiting: [ANA], template: ON, me: { owner: false } });
    await read();
    expect(answered(call)).to.deep.equal([]);
  });

  it("leaves the page's call alone when the element is gone", async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const room = await fixture(html`<daily-owner-room .call=${call.asCall} auto-admit></daily-owner-room>`);
    await new OwnerRoomHarness(room as DailyOwnerRoom).reaches('joined');
    call.knockFrom(BEA);
    await read();
    expect(answered(call)).to.deep.equal(['b']);
    call.acceptDecision('b');
    await removeForGood(() => room.remove());
    const list = await waitingList(call);
    call.knockFrom(ANA);
    await read();
    await list.rendered();
    expect(answered(call)).to.deep.equal(['b']);
    expect(list.names).to.deep.equal(['Ana']);
  });

  it('lets in many people, and nobody twice', async () => {
    const people = guests(450);
    const { call } = await opened(people);
    await until(() => answered(call).length >= people.length, 'an answer to everybody');
    await read();
    expect(answered(call)).to.deep.equal(people.map(({ id }) => id));
  });

  describe('its switch in the waiting list', () => {
    it('says what it does, and shows that it is on', async () => {
      const { room, page } = await ownerInCall(daily);
      const list = await page.waitingList();
      expect(list.autoAdmit).to.include({
        name: SWITCH,
        on: false,
        description: 'Whoever knocks waits until you let them in.',
        isDescriptionShown: true,
      });
      await list.toggleAutoAdmit();
      await page.rendered();
      await list.rendered();
      expect(list.autoAdmit).to.include({ name: SWITCH, on: true, description: 'Whoever knocks comes in at once.' });
      expect(room.autoAdmit).to.be.true;
      expect(list.focused).to.equal(SWITCH);
      await page.announces('Whoever knocks comes in at once.');
    });

    it('stays as the owner has switched it when a library morphs the page into its HTML', async () => {
      const { room, page, call } = await opened();
      const list = await page.waitingList();
      await list.toggleAutoAdmit();
      await page.rendered();
      room.setAttribute('auto-admit', '');
      expect(room.autoAdmit).to.be.false;
      expect(room.hasAttribute('auto-admit')).to.be.false;
      call.knockFrom(ANA);
      await read();
      expect(answered(call)).to.deep.equal([]);
      room.autoAdmit = true;
      await read();
      expect(answered(call)).to.deep.equal(['a']);
    });

    it('follows the attribute after the owner has removed a person without having switched it', async () => {
      const { room, page, call } = await ownerInCall(daily);
      call.participantJoins(ANA);
      const ejected = room.eject('a');
      call.participantLeaves('a');
      expect(await ejected).to.include({ outcome: 'done' });
      room.setAttribute('auto-admit', '');
      await page.rendered();
      expect(room.autoAdmit).to.be.true;
    });

    it('follows the attribute', async () => {
      const { room, page } = await opened();
      const list = await page.waitingList();
      expect(list.autoAdmit?.on).to.be.true;
      room.autoAdmit = false;
      await page.rendered();
      await list.rendered();
      expect(list.autoAdmit?.on).to.be.false;
      await page.announces('Whoever knocks waits until you let them in.');
    });

    it('is large enough for a pointer, and for a finger where there is one', async () => {
      const { page } = await ownerInCall(daily);
      const least = matchMedia('(pointer: coarse)').matches ? 44 : 36;
      expect((await page.waitingList()).autoAdmit!.height).to.be.at.least(least);
    });

    it('is not there without the right to answer, nor without an owner’s element', async () => {
      const { page, call } = await ownerInCall(daily);
      const list = await page.waitingList();
      call.participantChanges({ id: 'local', name: 'Olga', owner: true, canAdmin: false });
      await list.rendered();
      expect(list.autoAdmit).to.be.undefined;
      const apart = await waitingList(ScriptedCall.inRoom({ owner: true }, [ANA]));
      expect(apart.autoAdmit).to.be.undefined;
    });

    it('is in a list elsewhere in the page as well', async () => {
      const { room } = await ownerInCall(daily);
      room.id = 'room';
      const list = document.createElement('daily-waiting-list');
      list.for = 'room';
      room.after(list);
      const page = await new WaitingListHarness(list).rendered();
      await page.toggleAutoAdmit();
      expect(room.autoAdmit).to.be.true;
    });
  });
});
