// The time since when people wait, over a reload of the owner's page.
import '../../src/elements/owner-room/define.js';
import { expect } from '@open-wc/testing';
import { DEPARTURE_GRACE_MS } from '../../src/core/outcomes.js';
import { eachTest } from '../support/each-test.js';
import { EventLog } from '../support/event-log.js';
import { FakeDaily } from '../support/fake-daily.js';
import { type Owner, ownerInCall } from '../support/fixtures.js';
import { ANA, BEA, CLEO } from '../support/people.js';
import { removeForGood, Timers } from '../support/timers.js';
import { listRead, nextTasks, until } from '../support/until.js';

describe('since, over a reload of the page', () => {
  const daily = eachTest(() => new FakeDaily());
  const log = eachTest(() => new EventLog());
  const timers = eachTest(() => new Timers());

  const stored = () => Object.entries(sessionStorage).filter(([key]) => key.startsWith('daily-knock:'));
  const listed = ({ room }: Owner) => room.waitingParticipants.map(({ id, since }) => [id, since.getTime()]);

  /** The page ends, and is loaded again: another element joins, and the list is empty at first. */
  async function reload(): Promise<Owner> {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
    await nextTasks();
    timers.advanceClock(5000);
    log.clear();
    return ownerInCall(daily);
  }

  async function lists(owner: Owner, person: typeof ANA): Promise<void> {
    owner.call.knockFrom(person);
    await listRead();
  }

  /** Ana has waited for a minute, and Bea has just come. */
  async function before(): Promise<{ owner: Owner; times: Record<string, number> }> {
    const owner = await ownerInCall(daily, { waiting: [ANA] });
    timers.advanceClock(60_000);
    await lists(owner, BEA);
    return { owner, times: Object.fromEntries(listed(owner)) as Record<string, number> };
  }

  it('is the same, and the oldest is first, whoever is heard of first', async () => {
    const { times } = await before();
    const owner = await reload();
    await lists(owner, CLEO);
    await lists(owner, BEA);
    await lists(owner, ANA);
    const [[, cleo]] = listed(owner).slice(2) as [[string, number]];
    expect(listed(owner)).to.deep.equal([
      ['a', times['a']],
      ['b', times['b']],
      ['c', cleo],
    ]);
    expect(cleo).to.be.greaterThan(times['b']!);
  });

  it('is in daily-knock, which is fired anew, and in the outcome', async () => {
    const { times } = await before();
    const owner = await reload();
    await lists(owner, ANA);
    expect(log.details('daily-knock')).to.deep.equal([{ ...ANA, since: new Date(times['a']!) }]);
    void owner.room.admit('a');
    owner.call.acceptDecision('a');
    await nextTasks();
    expect(log.details('daily-admitted')[0]!.waited).to.be.within(65, 70);
  });

  it('is kept by id, without names, until there is an outcome', async () => {
    const ids = () => Object.keys(JSON.parse(stored()[0]![1] as string) as object);
    const { owner } = await before();
    expect(JSON.stringify(stored())).not.to.match(/Ana|Bea/);
    expect(ids()).to.have.members(['a', 'b']);
    const result = owner.room.reject('a');
    owner.call.acceptDecision('a');
    await listRead();
    timers.fire(DEPARTURE_GRACE_MS);
    await result;
    await until(() => ids().join() === 'b', 'Ana to be forgotten');
  });

  it('is gone when the owner leaves, is removed, or the room is over', async () => {
    const ends: ((owner: Owner) => unknown)[] = [
      ({ room }) => room.leave(),
      ({ room }) => removeForGood(() => room.remove()),
      ({ call }) => call.fatal('no-room'),
      ({ call }) => call.fatal('ejected'),
    ];
    for (const end of ends) {
      const { owner } = await before();
      expect(stored()).to.have.length(1);
      await end(owner);
      await nextTasks();
      expect(stored(), String(end)).to.deep.equal([]);
      owner.room.remove();
    }
  });

  it('outlives a lost connection, after which the owner joins again', async () => {
    const { owner, times } = await before();
    owner.call.fatal('connection-error');
    const count = daily.calls.length + 1;
    const joined = owner.room.join();
    const call = await daily.made(count);
    await call.asked('join');
    call.enter('full', { name: 'Olga', owner: true });
    await joined;
    call.knockFrom(ANA);
    await listRead();
    expect(listed({ ...owner, call })).to.deep.equal([['a', times['a']]]);
  });

  it('is new where the storage fails', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('No storage here.', 'SecurityError');
      },
    });
    try {
      const { times } = await before();
      const owner = await reload();
      await lists(owner, ANA);
      expect(listed(owner)[0]![1]).to.be.greaterThan(times['a']!);
      expect(log.errorCodes).to.deep.equal([]);
      await owner.room.leave();
    } finally {
      Object.defineProperty(window, 'sessionStorage', own);
    }
  });
});
