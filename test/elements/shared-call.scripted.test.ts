import '../../src/define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { RELIST_GRACE_MS } from '../../src/core/outcomes.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { videoTile, waitingList } from '../support/fixtures.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { ANA } from '../support/people.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { removeForGood, Timers } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

describe('one call in several elements', () => {
  const log = eachTest(() => new EventLog());

  const listOf = async (call: ScriptedCall) => (await waitingList(call)).element;
  const roomOf = async (call: ScriptedCall) => {
    const room = await fixture<DailyOwnerRoom>(html`<daily-owner-room .call=${call.asCall}></daily-owner-room>`);
    await room.updateComplete;
    return room;
  };

  it('a list fires the events of its own call', async () => {
    const call = new ScriptedCall();
    const list = await listOf(call);
    call.enter('full', { owner: true, name: 'Olga' });
    call.knockFrom(ANA);
    call.cameraError('permissions');
    await call.leave();
    expect(log.events).to.deep.equal(['daily-joined', 'daily-knock', 'daily-error', 'daily-left']);
    expect(log.details('daily-joined')).to.deep.equal([{ sessionId: ME, userName: 'Olga', owner: true }]);
    expect(log.details('daily-knock')[0]).to.include(ANA);
    expect(log.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
    expect(log.errorCodes).to.deep.equal(['camera-permissions']);
    expect(log.isAllBy(list)).to.be.true;
  });

  for (const [type, reason] of [
    ['ejected', 'ejected'],
    ['exp-room', 'error'],
  ] as const) {
    it(`a list fires ${type}: the error once, then left`, async () => {
      const call = ScriptedCall.inRoom({ owner: true });
      await listOf(call);
      log.clear();
      call.fatal(type);
      call.emit('left-meeting');
      expect(log.events).to.deep.equal(['daily-error', 'daily-left']);
      expect(log.details('daily-left')).to.deep.equal([{ reason }]);
    });
  }

  it('two lists with one call: one set of listeners, and each event once', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const first = await listOf(call);
    const listeners = call.listenerCount();
    const second = await listOf(call);
    expect(listeners).to.be.greaterThan(0);
    expect(call.listenerCount()).to.equal(listeners);
    log.clear();
    call.knockFrom(ANA);
    await Promise.all([first.updateComplete, second.updateComplete]);
    expect(log.events).to.deep.equal(['daily-knock']);
    expect(new WaitingListHarness(first).names).to.deep.equal(['Ana']);
    expect(new WaitingListHarness(second).names).to.deep.equal(['Ana']);
    const results = second.admit('a');
    call.acceptDecision('a');
    expect(await results).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    expect(log.events).to.deep.equal(['daily-knock', 'daily-before-admit', 'daily-admitted']);
    expect(log.isAllBy(first)).to.be.true;
  });

  it('when the reporter is removed, the other element fires events', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const first = await listOf(call);
    const second = await listOf(call);
    call.knockFrom(ANA);
    first.remove();
    call.knockFrom({ id: 'b', name: 'Bea' });
    await listRead();
    expect(log.events).to.deep.equal(['daily-knock', 'daily-knock']);
    expect(log.entries.map(({ target }) => [first, second].indexOf(target as DailyWaitingList))).to.deep.equal([0, 1]);
  });

  it('a call element that replaces another one fires events, and asks before a decision, at once', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const first = await roomOf(call);
    const second = document.createElement('daily-owner-room');
    second.call = call.asCall;
    first.replaceWith(second);
    await second.updateComplete;
    log.clear();
    document.addEventListener('daily-before-admit', (event) => event.preventDefault(), { once: true });
    call.knockFrom(ANA);
    expect(await second.admit('a')).to.deep.equal([{ ...ANA, outcome: 'vetoed' }]);
    expect(log.events).to.deep.equal(['daily-knock', 'daily-before-admit']);
    expect(log.isAllBy(second)).to.be.true;
  });

  for (const order of ['the room first', 'the list first'] as const) {
    it(`a call element and a list with one call, ${order}: the call element fires events`, async () => {
      const call = ScriptedCall.inRoom({ owner: true, name: 'Olga' });
      let room: DailyOwnerRoom;
      if (order === 'the room first') {
        room = await roomOf(call);
        await listOf(call);
      } else {
        await listOf(call);
        room = await roomOf(call);
      }
      const listeners = call.listenerCount();
      log.clear();
      call.knockFrom(ANA);
      call.cameraError('unknown');
      await call.leave();
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-knock', 'daily-error', 'daily-left']);
      expect(log.isAllBy(room)).to.be.true;
      expect(call.listenerCount()).to.equal(listeners);
    });
  }

  for (const tag of ['daily-owner-room', 'daily-knock-form'] as const) {
    it(`a <${tag}> that a listener makes leave a call that the page has joined: neither joined nor left`, async () => {
      const call = ScriptedCall.inRoom({ owner: tag === 'daily-owner-room' });
      const element = document.createElement(tag);
      element.addEventListener('daily-state-change', () => void element.leave(), { once: true });
      document.body.append(element);
      try {
        element.call = call.asCall;
        await until(() => call.methods.includes('leave') && element.state === 'idle', 'the end');
        await nextTasks();
        expect(log.events.filter((name) => name !== 'daily-state-change')).to.deep.equal([]);
      } finally {
        element.remove();
      }
    });
  }

  it('a call has no listeners left once all elements have gone', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const elements = [await roomOf(call), await listOf(call), (await videoTile(call)).element];
    expect(call.listenerCount()).to.be.greaterThan(0);
    for (const element of elements) {
      expect(call.listenerCount()).to.be.greaterThan(0);
      await removeForGood(() => element.remove());
    }
    expect(call.listenerCount()).to.equal(0);
    expect(call.methods, 'neither left nor destroyed').to.deep.equal([]);
  });

  it('a list with a new call removes its listeners from the first', async () => {
    const [first, second] = [ScriptedCall.inRoom({ owner: true }, [ANA]), ScriptedCall.inRoom({ owner: true })];
    const list = await listOf(first);
    list.call = second.asCall;
    await list.updateComplete;
    expect(first.listenerCount()).to.equal(0);
    expect(second.listenerCount()).to.be.greaterThan(0);
    expect(new WaitingListHarness(list).names).to.deep.equal([]);
    list.call = undefined;
    await list.updateComplete;
    expect(second.listenerCount()).to.equal(0);
  });

  it('a list that is put back fires no event twice, and shows the changes', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const list = await listOf(call);
    const parent = list.parentElement!;
    list.remove();
    await nextTasks();
    call.listSilently([ANA, { id: 'b', name: 'Bea' }]);
    parent.append(list);
    await list.updateComplete;
    expect(new WaitingListHarness(list).names).to.deep.equal(['Ana', 'Bea']);
    expect(log.details('daily-knock').map(({ name }) => name)).to.deep.equal(['Ana', 'Bea']);
  });

  it('a list that is moved while the connection is lost keeps who is in it', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const list = await listOf(call);
    const timers = new Timers();
    call.network('interrupted');
    call.unlist('a');
    await listRead();
    log.clear();
    list.parentElement!.append(list);
    timers.fire(RELIST_GRACE_MS);
    timers.restore();
    await nextTasks();
    await listRead();
    await list.updateComplete;
    expect(new WaitingListHarness(list).names).to.deep.equal(['Ana']);
    expect(log.events).to.deep.equal([]);
  });

  it("a call element that is removed and put back continues with the page's call", async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const room = await roomOf(call);
    const parent = room.parentElement!;
    log.clear();
    await removeForGood(() => room.remove());
    expect(call.listenerCount()).to.equal(0);
    parent.append(room);
    await room.updateComplete;
    expect(room.state).to.equal('joined');
    call.knockFrom({ id: 'b', name: 'Bea' });
    expect(log.eventsAndStates).to.deep.equal(['daily-knock']);
  });
});
