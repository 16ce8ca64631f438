// While the connection that carries knocks is lost, Daily's list empties although nobody has left.
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import { RELIST_GRACE_MS } from '../../src/core/outcomes.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { FakeSound } from '../support/fake-sound.js';
import { ownerInCall, ownerWithList } from '../support/fixtures.js';
import type { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA, BEA } from '../support/people.js';
import { Timers } from '../support/timers.js';
import { nextMicrotasks, until } from '../support/until.js';

const STALE = 'The connection is lost. These people were waiting.';
const BUTTONS = ['Allow all', 'Deny all', 'Allow guest Ana', 'Deny guest Ana', 'Allow guest Bea', 'Deny guest Bea'];

describe('the waiting list while the connection is lost', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const timers = eachTest(() => new Timers());
  const sound = eachTest(() => new FakeSound());

  before(() => import('../../src/call/alerts/knock-alerts.js'));

  /** An owner at whose door Ana and Bea wait. */
  const open = async () => {
    const owner = await ownerWithList(daily, [ANA, BEA]);
    log.clear();
    return owner;
  };

  /** The same, with the connection lost for so long that Daily has dropped both. */
  async function lost(): Promise<Awaited<ReturnType<typeof open>>> {
    const owner = await open();
    owner.call.network('interrupted');
    owner.call.unlist('a');
    owner.call.unlist('b');
    await owner.list.rendered();
    return owner;
  }

  const disabled = (list: WaitingListHarness): string[] =>
    list.buttonNames.filter((name) => list.button(name).getAttribute('aria-disabled') === 'true');

  it('is unchanged, is marked, and its buttons do nothing', async () => {
    const { room, list, call } = await lost();
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
    expect(list.count).to.equal('2 people are waiting');
    expect(list.stale).to.equal(STALE);
    expect(list.buttonNames).to.deep.equal(BUTTONS);
    expect(disabled(list)).to.deep.equal(BUTTONS);
    for (const name of BUTTONS) await list.press(name);
    expect(call.answers).to.deep.equal([]);
    expect(list.rows.map(({ busy }) => busy)).to.deep.equal([false, false]);
    expect(room.waitingParticipants.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(log.events).to.deep.equal([]);
  });

  it('stays unchanged when the connection is back, until guests knock again', async () => {
    const { room, list, call } = await lost();
    const [{ since }] = room.waitingParticipants as unknown as [{ since: Date }];
    const rows = [...list.element.shadowRoot!.querySelectorAll('li')];
    const notes = sound.notes;
    list.button('Allow guest Bea').focus();
    call.network('connected');
    await list.rendered();
    expect(list.stale).to.equal('');
    expect(disabled(list)).to.deep.equal([]);
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
    call.knockFrom(BEA);
    call.knockFrom(ANA);
    await list.rendered();
    expect([...list.element.shadowRoot!.querySelectorAll('li')]).to.deep.equal(rows);
    expect(list.focused).to.equal('Allow guest Bea');
    expect(timers.fire(RELIST_GRACE_MS)).to.equal(1);
    await list.rendered();
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
    expect(room.waitingParticipants[0]!.since).to.deep.equal(since);
    expect(log.events).to.deep.equal([]);
    expect(sound.notes).to.equal(notes);
  });

  it('a guest who does not knock again has withdrawn', async () => {
    const { list, call } = await lost();
    call.network('connected');
    call.knockFrom(BEA);
    await list.rendered();
    expect(list.names).to.deep.equal(['Ana', 'Bea']);
    timers.fire(RELIST_GRACE_MS);
    await list.rendered();
    expect(list.names).to.deep.equal(['Bea']);
    expect(log.events).to.deep.equal(['daily-withdrawn']);
    expect(log.details('daily-withdrawn')[0]).to.include({ id: 'a' });
  });

  it('a denied guest who does not knock again was turned away', async () => {
    const { list, call } = await open();
    await list.deny('Ana');
    call.network('interrupted');
    call.unlist('a');
    call.network('connected');
    await list.rendered();
    timers.fire(RELIST_GRACE_MS);
    await until(() => list.gone.length > 0, 'Ana to have left');
    expect(log.events).to.include('daily-rejected');
    expect(list.gone.map(({ text }) => text)).to.deep.equal(['A Ana Turned away']);
  });

  it('a guest who is in the call by then was admitted by another owner', async () => {
    const { list, call } = await lost();
    call.network('connected');
    call.participantJoins(ANA);
    call.knockFrom(BEA);
    await list.rendered();
    expect(list.names).to.deep.equal(['Bea']);
    expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'other' }]);
  });

  it('a guest whom another owner admits just afterwards is removed', async () => {
    const { room, call, list } = await open();
    call.network('interrupted');
    call.network('connected');
    call.unlist('a');
    call.participantJoins(ANA);
    expect(log.events).to.deep.equal(['daily-admitted']);
    expect(room.waitingParticipants.map(({ name }) => name)).to.deep.equal(['Bea']);
    await list.rendered();
    expect(list.buttonNames).not.to.include('Allow guest Ana');
  });

  it("a page's decision waits, and is sent when they are listed again", async () => {
    const { room, list, call } = await lost();
    const result = room.admit('a');
    await list.rendered();
    expect(list.row('Ana')).to.include({ busy: true });
    expect(call.answers).to.deep.equal([]);
    call.network('connected');
    expect(call.answers).to.deep.equal([]);
    call.knockFrom(ANA);
    expect(call.answers).to.deep.equal([['a', { grantRequestedAccess: true }]]);
    call.acceptDecision('a');
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'self' }]);
  });

  it('a pending decision gets the outcome that is observed afterwards', async () => {
    const { room, list, call } = await open();
    const result = room.admit('a');
    call.sendDecision('a');
    call.network('interrupted');
    call.unlist('a');
    await nextMicrotasks();
    await list.rendered();
    expect(list.row('Ana')).to.include({ busy: true });
    call.participantJoins(ANA);
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    await list.rendered();
    expect(list.names).to.deep.equal(['Bea']);
  });

  it('empty, it shows that the connection is lost, not that nobody waits', async () => {
    const { page, call } = await ownerInCall(daily);
    const list = await page.waitingList();
    expect(list.text).to.include('Nobody is waiting.');
    call.network('interrupted');
    await list.rendered();
    expect(list.text).not.to.include('Nobody is waiting.');
    expect(list.text).to.include('The connection is lost.');
  });

  for (const type of ['sfu', 'peer-to-peer']) {
    it(`is not affected by another type of connection: ${type}`, async () => {
      const { list, call } = await open();
      call.network('interrupted', type, 'x');
      await list.rendered();
      expect(list.stale).to.equal('');
      expect(disabled(list)).to.deep.equal([]);
      call.unlist('a');
      await list.rendered();
      expect(list.names).to.deep.equal(['Bea']);
    });
  }

  it('is cleared when the owner leaves meanwhile', async () => {
    const { room, page } = await lost();
    await room.leave();
    await page.reaches('idle');
    expect(room.waitingParticipants).to.deep.equal([]);
    expect(log.events).to.deep.equal(['daily-left']);
    expect(timers.waiting.filter((ms) => ms > 1000)).to.deep.equal([]);
  });
});
