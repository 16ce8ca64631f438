import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ownerConnecting, ownerInCall } from '../support/fixtures.js';
import { ANA, BEA } from '../support/people.js';
import { listRead, nextMicrotasks, nextTasks, until } from '../support/until.js';

describe('waiting guests and decisions of <daily-owner-room>', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());

  const knocks = () => log.details('daily-knock').map(({ id }) => id);

  describe('waiting guests', () => {
    it('before the owner joined fire daily-knock after daily-joined, each once', async () => {
      const { room } = await ownerInCall(daily, { waiting: [ANA, BEA] });
      expect(log.events).to.deep.equal(['daily-joined', 'daily-knock', 'daily-knock']);
      expect(knocks()).to.deep.equal(['a', 'b']);
      expect(room.waitingParticipants.map(({ id, name }) => ({ id, name }))).to.deep.equal([ANA, BEA]);
    });

    it('that Daily reports again fire daily-knock once', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      call.repeatKnockFrom('a');
      await nextTasks();
      expect(knocks()).to.deep.equal(['a']);
    });

    it('that are listed a moment after the join fire daily-knock then', async () => {
      const { call } = await ownerConnecting(daily);
      call.enter('full', { owner: true });
      call.knockFrom(ANA);
      call.knockFrom(BEA);
      await listRead();
      expect(log.events).to.deep.equal(['daily-joined', 'daily-knock', 'daily-knock']);
    });

    it('that Daily reports before the join resolves: daily-joined comes first', async () => {
      const { call } = await ownerConnecting(daily);
      call.knockFrom(ANA);
      expect(log.events).to.deep.equal([]);
      call.enter('full', { owner: true });
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-joined', 'daily-knock']);
    });

    it('have name and time in the event, and are listed oldest first', async () => {
      const start = Date.now();
      const { room, call } = await ownerInCall(daily);
      call.knockFrom(BEA);
      call.knockFrom(ANA);
      await listRead();
      const [bea, ana] = room.waitingParticipants;
      expect([bea?.name, ana?.name]).to.deep.equal(['Bea', 'Ana']);
      expect(bea!.since).to.be.instanceOf(Date);
      expect(bea!.since.getTime()).to.be.within(start, Date.now());
      expect(log.details('daily-knock')).to.deep.equal([
        { ...BEA, since: bea!.since },
        { ...ANA, since: ana!.since },
      ]);
    });

    it('under a new name keep their place and time', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA, BEA] });
      const { since } = room.waitingParticipants[0]!;
      call.rename('a', 'Anna');
      expect(room.waitingParticipants[0]).to.deep.equal({ id: 'a', name: 'Anna', since });
      expect(knocks()).to.deep.equal(['a', 'b']);
    });

    it('are removed without events when the owner leaves', async () => {
      const { room } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      await room.leave();
      expect(room.waitingParticipants).to.deep.equal([]);
      expect(log.events).to.deep.equal(['daily-left']);
    });
  });

  describe('a decision', () => {
    it('admit(): is sent, fires events, and removes the guest from the list', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      const results = room.admit('a');
      expect(log.details('daily-before-admit')).to.deep.equal([ANA]);
      call.acceptDecision('a');
      expect(await results).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
      call.participantJoins({ id: 'a', name: 'Ana' });
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-before-admit', 'daily-admitted']);
      expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'self' }]);
      expect(room.waitingParticipants).to.deep.equal([]);
    });

    it('reject(): the same', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      const results = room.reject('a');
      call.acceptDecision('a');
      expect(await results).to.deep.equal([{ ...ANA, outcome: 'rejected' }]);
      expect(log.events).to.deep.equal(['daily-before-reject', 'daily-rejected']);
      expect(log.details('daily-rejected')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0 }]);
    });

    it('fires one event, whether the answer, the list or the guest comes first', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      const results = room.admit('a');
      call.participantJoins({ id: 'a', name: 'Ana' });
      call.unlist('a');
      await nextTasks();
      call.acceptDecision('a');
      expect(await results).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-before-admit', 'daily-admitted']);
      expect(log.details('daily-admitted')[0]).to.include({ by: 'self' });
    });

    it('is not sent twice: a later call for the same person gets the first outcome', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      const first = room.admit('a');
      const second = room.reject('a');
      const third = room.rejectAll();
      expect(call.answers).to.deep.equal([['a', { grantRequestedAccess: true }]]);
      call.acceptDecision('a');
      const expected = [{ ...ANA, outcome: 'admitted' }];
      expect(await Promise.all([first, second, third])).to.deep.equal([expected, expected, expected]);
      expect(log.details('daily-before-reject')).to.deep.equal([]);
    });

    it('that a listener prevents is not sent', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA, BEA] });
      room.addEventListener('daily-before-admit', (event) => {
        if (event.detail.id === 'a') event.preventDefault();
      });
      const results = room.admitAll();
      call.acceptDecision('b');
      expect(await results).to.deep.equal([
        { ...ANA, outcome: 'vetoed' },
        { ...BEA, outcome: 'admitted' },
      ]);
      expect(room.waitingParticipants.map(({ id }) => id)).to.deep.equal(['a']);
    });

    it('that fails can be tried again', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      const first = room.admit('a');
      const cause = new Error('network');
      call.failDecision('a', cause);
      const [result] = await first;
      expect(result).to.include({ ...ANA, outcome: 'failed' });
      expect(result!.error).to.include({ code: 'decision-failed', fatal: false, cause });
      expect(log.details('daily-error')).to.deep.equal([{ error: result!.error }]);
      expect(room.error).to.equal(result!.error);
      const second = room.admit('a');
      call.acceptDecision('a');
      expect(await second).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
      expect(room.state).to.equal('joined');
    });

    for (const order of ['the refusal first', 'the list first'] as const) {
      it(`about a guest who has left, ${order}: gone, no error`, async () => {
        const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
        log.clear();
        const results = room.admit('a');
        if (order === 'the list first') call.unlist('a');
        call.failDecision('a', new Error('unknown participant'));
        await nextMicrotasks();
        if (order === 'the refusal first') call.unlist('a');
        expect(await results).to.deep.equal([{ ...ANA, outcome: 'gone' }]);
        await until(() => log.events.length > 1, 'what became of Ana');
        await nextTasks();
        expect(log.events).to.deep.equal(['daily-before-admit', 'daily-withdrawn']);
      });
    }

    it('by a listener of daily-knock admits everyone at once', async () => {
      const { room, call } = await ownerInCall(daily);
      log.clear();
      const letIn = ({ detail }: HTMLElementEventMap['daily-knock']) => void room.admit(detail.id);
      document.addEventListener('daily-knock', letIn as EventListener, { once: true });
      call.knockFrom(ANA);
      call.acceptDecision('a');
      await nextTasks();
      expect(log.events).to.deep.equal(['daily-knock', 'daily-before-admit', 'daily-admitted']);
      expect(room.waitingParticipants).to.deep.equal([]);
    });

    it('about nobody: gone', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      expect(await room.admit('nobody')).to.deep.equal([{ id: 'nobody', name: '', outcome: 'gone' }]);
      expect(call.answers).to.deep.equal([]);
    });

    it('about all means exactly those who are listed', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA, BEA] });
      const results = room.admitAll();
      call.knockFrom({ id: 'c', name: 'Cleo' });
      call.acceptDecision('a');
      call.acceptDecision('b');
      expect((await results).map(({ id, outcome }) => ({ id, outcome }))).to.deep.equal([
        { id: 'a', outcome: 'admitted' },
        { id: 'b', outcome: 'admitted' },
      ]);
      expect(call.answers.map(([id]) => id)).to.deep.equal(['a', 'b']);
      expect(call.calls('updateWaitingParticipants'), 'messages').to.have.length(1);
      expect(room.waitingParticipants.map(({ id }) => id)).to.deep.equal(['c']);
    });

    it('pending when the owner leaves: failed, without an error event', async () => {
      const { room } = await ownerInCall(daily, { waiting: [ANA] });
      const results = room.admit('a');
      await room.leave();
      const [result] = await results;
      expect(result).to.include({ outcome: 'failed' });
      expect(result!.error).to.include({ code: 'aborted' });
      expect(log.errorCodes).to.deep.equal([]);
    });

    it('before the call: every outcome is gone', async () => {
      const { room } = await ownerConnecting(daily);
      expect(await room.admit('a')).to.deep.equal([{ id: 'a', name: '', outcome: 'gone' }]);
      expect(await room.admitAll()).to.deep.equal([]);
    });
  });

  it('gives copies of the list: a page that changes one changes nothing here', async () => {
    const { room } = await ownerInCall(daily, { waiting: [ANA] });
    const [person] = room.waitingParticipants;
    const since = person!.since.getTime();
    person!.since.setTime(0);
    log.details('daily-knock')[0]!.since.setTime(0);
    expect(room.waitingParticipants[0]!.since.getTime()).to.equal(since);
  });

  describe('a guest who leaves the list without a decision', () => {
    it('was admitted by another owner, if they join the call afterwards', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      call.unlist('a');
      await nextTasks();
      expect(log.events).to.deep.equal([]);
      call.participantJoins({ id: 'a', name: 'Ana' });
      expect(log.events).to.deep.equal(['daily-admitted']);
      expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'other' }]);
    });

    it('was admitted by another owner, if they are in the call already', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      call.participantJoins({ id: 'a', name: 'Ana' });
      call.unlist('a');
      await nextTasks();
      expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'other' }]);
      expect(log.events).to.deep.equal(['daily-admitted']);
    });

    it('has withdrawn, if they do not join', async () => {
      const { room, call } = await ownerInCall(daily, { waiting: [ANA] });
      log.clear();
      call.unlist('a');
      expect(room.waitingParticipants).to.deep.equal([]);
      await until(() => log.events.length, 'daily-withdrawn');
      expect(log.events).to.deep.equal(['daily-withdrawn']);
      expect(log.details('daily-withdrawn')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0 }]);
    });

    it('and knocks again fires daily-knock again', async () => {
      const { call } = await ownerInCall(daily, { waiting: [ANA] });
      call.unlist('a');
      call.knockFrom({ id: 'a2', name: 'Ana' });
      await listRead();
      expect(knocks()).to.deep.equal(['a', 'a2']);
    });
  });

  describe('the right to answer', () => {
    const RIGHTS = [
      { title: 'an owner', me: { owner: true }, may: true },
      { title: 'canAdmin true', me: { owner: false, canAdmin: true }, may: true },
      { title: 'canAdmin as an array', me: { owner: false, canAdmin: ['participants'] }, may: true },
      { title: 'canAdmin as a set', me: { owner: false, canAdmin: new Set(['participants']) }, may: true },
      { title: 'canAdmin for something else', me: { owner: false, canAdmin: ['streaming'] }, may: false },
      { title: 'canAdmin false', me: { owner: false, canAdmin: false }, may: false },
      { title: 'an owner without canAdmin', me: { owner: true, canAdmin: false }, may: false },
      { title: 'an owner with canAdmin for something else', me: { owner: true, canAdmin: ['streaming'] }, may: false },
    ];
    for (const { title, me, may } of RIGHTS) {
      it(`${title}: ${may ? 'may answer' : 'reads why not, and has no buttons'}`, async () => {
        const { room, page } = await ownerInCall(daily, { me });
        expect(room.state).to.equal('joined');
        expect(log.events).to.deep.equal(may ? ['daily-joined'] : ['daily-joined', 'daily-error']);
        expect(page.hasWaitingList).to.equal(may);
        expect(log.errorCodes).to.deep.equal(may ? [] : ['not-admin']);
        const alerts = page.alerts.join();
        if (may) expect(alerts).to.equal('');
        else expect(alerts).to.include('This token cannot answer knocks');
        const buttons = ['Microphone', 'Camera', 'Devices', 'Leave'];
        // Alone in the call, somebody who may answer also gets the link for the guests.
        expect(page.callButtonNames).to.deep.equal(may ? [...buttons, 'Copy link'] : buttons);
      });
    }

    it('that is lost in the call fires one event', async () => {
      const { room, page, call } = await ownerInCall(daily);
      log.clear();
      call.participantChanges({ id: 'local', name: 'Olga', owner: false });
      call.participantChanges({ id: 'local', name: 'Olga', owner: false, video: { state: 'playable' } });
      await page.rendered();
      expect(log.errorCodes).to.deep.equal(['not-admin']);
      expect(log.details('daily-error')[0]!.error.fatal).to.be.false;
      expect(room.state).to.equal('joined');
      expect(page.hasWaitingList).to.be.false;
    });

    it('that is granted in the call shows the list', async () => {
      const { page, call } = await ownerInCall(daily, { me: { owner: false } });
      call.participantChanges({ id: 'local', owner: false, canAdmin: ['participants'] });
      call.knockFrom(ANA);
      await page.rendered();
      expect((await page.waitingList()).names).to.deep.equal(['Ana']);
    });
  });

  it('Leave: back to the form, and camera and microphone are released', async () => {
    const { room, page, call } = await ownerInCall(daily);
    log.clear();
    await page.press('Leave');
    await page.reaches('idle');
    await until(() => call.isDestroyed(), 'the call object to be destroyed');
    expect(log.eventsAndStates).to.deep.equal(['joined → idle', 'daily-left']);
    expect(log.details('daily-left')).to.deep.equal([{ reason: 'left' }]);
    expect(page.labels).to.deep.equal(['Your name']);
    expect(room.error).to.be.undefined;
    expect(call.listenerCount()).to.equal(0);
  });
});
