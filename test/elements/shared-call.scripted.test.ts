import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { DailyOwnerRoom } from '../../src/elements/owner-room/owner-room.js';
import type { DailyVideoTile } from '../../src/elements/video-tile/video-tile.js';
import type { DailyWaitingList } from '../../src/elements/waiting-list/waiting-list.js';
import { forGood } from '../support/for-good.js';
import { WaitingListHarness } from '../support/harness/waiting-list-harness.js';
import { EventDiary, stopRecording } from '../support/record-events.js';
import { ME, ScriptedCall } from '../support/scripted-call.js';
import { listRead, settled } from '../support/until.js';

const ANA = { id: 'a', name: 'Ana' };

describe('one call in several elements', () => {
  let diary: EventDiary;

  beforeEach(() => {
    diary = new EventDiary();
  });

  afterEach(() => stopRecording());

  const leaf = (call: ScriptedCall) =>
    fixture<DailyWaitingList>(html`<daily-waiting-list .call=${call.asCall}></daily-waiting-list>`);
  const root = async (call: ScriptedCall) => {
    const room = await fixture<DailyOwnerRoom>(html`<daily-owner-room .call=${call.asCall}></daily-owner-room>`);
    await room.updateComplete;
    return room;
  };

  it('a leaf tells of the call that it was handed', async () => {
    const call = new ScriptedCall();
    const list = await leaf(call);
    call.enter('full', { owner: true, name: 'Olga' });
    call.knockFrom(ANA);
    call.cameraError('permissions');
    await call.leave();
    expect(diary.story).to.deep.equal(['daily-joined', 'daily-knock', 'daily-error', 'daily-left']);
    expect(diary.details('daily-joined')).to.deep.equal([{ sessionId: ME, userName: 'Olga', owner: true }]);
    expect(diary.details('daily-knock')[0]).to.include(ANA);
    expect(diary.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
    expect(diary.errorCodes).to.deep.equal(['camera-permissions']);
    expect(diary.isAllBy(list)).to.be.true;
  });

  for (const [type, reason] of [
    ['ejected', 'ejected'],
    ['exp-room', 'error'],
  ] as const) {
    it(`a leaf tells of ${type}: the error once, then left`, async () => {
      const call = ScriptedCall.inRoom({ owner: true });
      await leaf(call);
      diary.clear();
      call.fatal(type);
      call.emit('left-meeting');
      expect(diary.story).to.deep.equal(['daily-error', 'daily-left']);
      expect(diary.details('daily-left')).to.deep.equal([{ reason }]);
    });
  }

  it('two leaves with one call: one set of listeners, and everything told once', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const first = await leaf(call);
    const listeners = call.listenerCount();
    const second = await leaf(call);
    expect(listeners).to.be.greaterThan(0);
    expect(call.listenerCount()).to.equal(listeners);
    diary.clear();
    call.knockFrom(ANA);
    await Promise.all([first.updateComplete, second.updateComplete]);
    expect(diary.story).to.deep.equal(['daily-knock']);
    expect(new WaitingListHarness(first).names).to.deep.equal(['Ana']);
    expect(new WaitingListHarness(second).names).to.deep.equal(['Ana']);
    const results = second.admit('a');
    call.acceptDecision('a');
    expect(await results).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    expect(diary.story).to.deep.equal(['daily-knock', 'daily-before-admit', 'daily-admitted']);
    expect(diary.isAllBy(first)).to.be.true;
  });

  it('when the one that speaks goes, the other goes on', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const first = await leaf(call);
    const second = await leaf(call);
    call.knockFrom(ANA);
    first.remove();
    call.knockFrom({ id: 'b', name: 'Bea' });
    await listRead();
    expect(diary.story).to.deep.equal(['daily-knock', 'daily-knock']);
    expect(diary.entries.map(({ target }) => [first, second].indexOf(target as DailyWaitingList))).to.deep.equal([
      0, 1,
    ]);
  });

  for (const order of ['the root first', 'the leaf first'] as const) {
    it(`a root and a leaf with one call, ${order}: the root speaks`, async () => {
      const call = ScriptedCall.inRoom({ owner: true, name: 'Olga' });
      let room: DailyOwnerRoom;
      if (order === 'the root first') {
        room = await root(call);
        await leaf(call);
      } else {
        await leaf(call);
        room = await root(call);
      }
      const listeners = call.listenerCount();
      diary.clear();
      call.knockFrom(ANA);
      call.cameraError('unknown');
      await call.leave();
      await settled();
      expect(diary.story).to.deep.equal(['daily-knock', 'daily-error', 'daily-left']);
      expect(diary.isAllBy(room)).to.be.true;
      expect(call.listenerCount()).to.equal(listeners);
    });
  }

  it('a call has no listeners left once all elements have gone', async () => {
    const call = ScriptedCall.inRoom({ owner: true });
    const elements = [
      await root(call),
      await leaf(call),
      await fixture<DailyVideoTile>(
        html`<daily-video-tile session-id="local" .call=${call.asCall}></daily-video-tile>`,
      ),
    ];
    expect(call.listenerCount()).to.be.greaterThan(0);
    for (const element of elements) {
      expect(call.listenerCount()).to.be.greaterThan(0);
      await forGood(() => element.remove());
    }
    expect(call.listenerCount()).to.equal(0);
    expect(call.methods, 'neither left nor destroyed').to.deep.equal([]);
  });

  it('a leaf that is given another call lets go of the first', async () => {
    const [first, second] = [ScriptedCall.inRoom({ owner: true }, [ANA]), ScriptedCall.inRoom({ owner: true })];
    const list = await leaf(first);
    list.call = second.asCall;
    await list.updateComplete;
    expect(first.listenerCount()).to.equal(0);
    expect(second.listenerCount()).to.be.greaterThan(0);
    expect(new WaitingListHarness(list).names).to.deep.equal([]);
    list.call = undefined;
    await list.updateComplete;
    expect(second.listenerCount()).to.equal(0);
  });

  it('a leaf that comes back tells nobody twice, and shows what has changed meanwhile', async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const list = await leaf(call);
    const parent = list.parentElement!;
    list.remove();
    await settled();
    call.listSilently([ANA, { id: 'b', name: 'Bea' }]);
    parent.append(list);
    await list.updateComplete;
    expect(new WaitingListHarness(list).names).to.deep.equal(['Ana', 'Bea']);
    expect(diary.details('daily-knock').map(({ name }) => name)).to.deep.equal(['Ana', 'Bea']);
  });

  it("a root that is taken out of the page's call and put back goes on where it was", async () => {
    const call = ScriptedCall.inRoom({ owner: true }, [ANA]);
    const room = await root(call);
    const parent = room.parentElement!;
    diary.clear();
    await forGood(() => room.remove());
    expect(call.listenerCount()).to.equal(0);
    parent.append(room);
    await room.updateComplete;
    expect(room.state).to.equal('joined');
    call.knockFrom({ id: 'b', name: 'Bea' });
    expect(diary.fullStory).to.deep.equal(['daily-knock']);
  });
});
