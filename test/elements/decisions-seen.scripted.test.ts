// Daily does not confirm an answer to a knock. Its outcome is what the call shows.
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import {
  ADMISSION_GRACE_MS,
  DEPARTURE_GRACE_MS,
  REPEATED_RETURN_GRACE_MS,
  RETURN_GRACE_MS,
} from '../../src/core/outcomes.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { ownerWithList } from '../support/fixtures.js';
import { ANA } from '../support/people.js';
import { Timers } from '../support/timers.js';
import { listRead, nextMicrotasks, nextTasks } from '../support/until.js';

/** Daily drops whoever has not been heard for so long. */
const SILENCE_MS = 12_000;

const daily = eachTest(() => new FakeDaily());
const log = eachTest(() => new EventLog());
const timers = eachTest(() => new Timers());

const open = async () => {
  const owner = await ownerWithList(daily, [ANA]);
  log.clear();
  return owner;
};

describe('the outcome of a decision', () => {
  it('is not known when Daily’s promise resolves', async () => {
    const { room, call, list } = await open();
    let isSettled = false;
    void room.admit('a').then(() => (isSettled = true));
    call.sendDecision('a');
    await nextTasks();
    await list.rendered();
    expect(isSettled).to.be.false;
    expect(list.row('Ana')).to.include({ busy: true });
    expect(list.row('Ana').text).to.include('Letting in…');
    expect(log.events).to.deep.equal(['daily-before-admit']);
  });

  it('admitted: they are in the call', async () => {
    const { room, call } = await open();
    const result = room.admit('a');
    call.sendDecision('a');
    call.unlist('a');
    await nextTasks();
    expect(log.events).to.deep.equal(['daily-before-admit']);
    call.participantJoins(ANA);
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'self' }]);
  });

  it('rejected: they are no longer listed, and not in the call', async () => {
    const { room, call } = await open();
    const result = room.reject('a');
    call.sendDecision('a');
    call.unlist('a');
    await nextTasks();
    expect(log.events).to.deep.equal(['daily-before-reject']);
    timers.fire(DEPARTURE_GRACE_MS);
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'rejected' }]);
    expect(log.events).to.deep.equal(['daily-before-reject', 'daily-rejected']);
  });

  it('gone: they have left the list and do not appear', async () => {
    const { room, call } = await open();
    const result = room.admit('a');
    call.sendDecision('a');
    call.unlist('a');
    await nextMicrotasks();
    // Who was let in may take longer than who left.
    timers.fire(DEPARTURE_GRACE_MS);
    await nextTasks();
    expect(log.events).to.deep.equal(['daily-before-admit']);
    timers.fire(ADMISSION_GRACE_MS);
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'gone' }]);
    expect(log.events).to.deep.equal(['daily-before-admit', 'daily-withdrawn']);
    expect(log.errorCodes).to.deep.equal([]);
  });

  it('gone: another owner has admitted a guest whom this one rejected', async () => {
    const { room, call } = await open();
    const result = room.reject('a');
    call.sendDecision('a');
    call.unlist('a');
    call.participantJoins(ANA);
    expect(await result).to.deep.equal([{ ...ANA, outcome: 'gone' }]);
    expect(log.details('daily-admitted')).to.deep.equal([{ role: 'owner', ...ANA, waited: 0, by: 'other' }]);
  });

  for (const decision of ['admit', 'reject'] as const) {
    it(`failed: they are still listed after 20 s, and the row can be answered again (${decision})`, async () => {
      const { room, call, list } = await open();
      const result = room[decision]('a');
      call.sendDecision('a');
      await nextTasks();
      timers.fire(20_000);
      const [{ outcome, error }] = (await result) as [Awaited<typeof result>[number]];
      expect(outcome).to.equal('failed');
      expect(error).to.include({ code: 'decision-failed', fatal: false });
      await list.rendered();
      expect(list.row('Ana')).to.include({ busy: false });
      expect(list.alerts.join()).to.include('That did not go through. Please try again.');
      const second = room.admit('a');
      call.acceptDecision('a');
      expect(await second).to.deep.equal([{ ...ANA, outcome: 'admitted' }]);
    });
  }

  it('decision-timeout can be another', async () => {
    const { room, call } = await open();
    room.decisionTimeout = 33;
    await room.updateComplete;
    const result = room.admit('a');
    call.sendDecision('a');
    await nextTasks();
    expect(timers.fire(20_000)).to.equal(0);
    timers.fire(33_000);
    expect((await result)[0]!.outcome).to.equal('failed');
  });

  it('decision-timeout applies from the line after it is set', async () => {
    const { room, call } = await open();
    room.decisionTimeout = 33;
    const result = room.admit('a');
    call.sendDecision('a');
    await nextTasks();
    timers.fire(33_000);
    expect((await result)[0]!.outcome).to.equal('failed');
  });

  for (const none of [0, -5, NaN]) {
    it(`decision-timeout is the default again with ${none}`, async () => {
      const { room, call } = await open();
      for (const seconds of [33, none]) {
        room.decisionTimeout = seconds;
        await room.updateComplete;
      }
      const result = room.admit('a');
      call.sendDecision('a');
      await nextTasks();
      timers.fire(20_000);
      expect((await result)[0]!.outcome).to.equal('failed');
    });
  }
});

describe('a guest who is no longer listed', () => {
  it('has withdrawn a second later, if they have just knocked', async () => {
    const { call, room } = await open();
    call.unlist('a');
    expect(room.waitingParticipants).to.deep.equal([]);
    expect(log.events).to.deep.equal([]);
    timers.fire(DEPARTURE_GRACE_MS);
    expect(log.events).to.deep.equal(['daily-withdrawn']);
  });

  it('may return: the same id is the same knock in the same place', async () => {
    const { call, room } = await open();
    const [{ since }] = room.waitingParticipants as unknown as [{ since: Date }];
    timers.advanceClock(SILENCE_MS);
    call.knockFrom({ id: 'b', name: 'Bea' });
    call.unlist('a');
    timers.fire(DEPARTURE_GRACE_MS);
    call.knockFrom(ANA);
    expect(room.waitingParticipants.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(room.waitingParticipants[0]!.since).to.deep.equal(since);
    expect(timers.fire(RETURN_GRACE_MS)).to.equal(0);
    expect(log.details('daily-knock').map(({ id }) => id)).to.deep.equal(['b']);
    expect(log.events).not.to.include('daily-withdrawn');
  });

  it('has withdrawn if they do not come back', async () => {
    const { call } = await open();
    timers.advanceClock(SILENCE_MS);
    call.unlist('a');
    expect(timers.fire(RETURN_GRACE_MS)).to.equal(1);
    expect(log.events).to.deep.equal(['daily-withdrawn']);
  });

  it('has more time if they have returned before, as with a throttled tab', async () => {
    const { call, room } = await open();
    for (let minute = 0; minute < 3; minute += 1) {
      timers.advanceClock(SILENCE_MS);
      call.unlist('a');
      await listRead();
      expect(room.waitingParticipants).to.deep.equal([]);
      call.knockFrom(ANA);
      await listRead();
      expect(room.waitingParticipants).to.have.length(1);
    }
    timers.advanceClock(SILENCE_MS);
    call.unlist('a');
    await listRead();
    expect(timers.fire(RETURN_GRACE_MS)).to.equal(0);
    expect(log.events).to.deep.equal([]);
    expect(timers.fire(REPEATED_RETURN_GRACE_MS)).to.equal(1);
    expect(log.events).to.deep.equal(['daily-withdrawn']);
  });
});
