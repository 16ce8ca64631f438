import { expect } from '@open-wc/testing';
import { CallStore, READ_INTERVAL_MS } from '../../src/core/call-store.js';
import { guests } from '../support/people.js';
import { ScriptedCall } from '../support/scripted-call.js';
import { FakeClock } from './fake-clock.js';

/** An owner's store, and how often its list has changed. */
function storeWith(count: number) {
  const clock = new FakeClock();
  const call = ScriptedCall.inRoom({ owner: true }, guests(count));
  const store = new CallStore(clock);
  store.attach(call.asCall);
  store.announce();
  const changes: number[] = [];
  let { waiting } = store.snapshot;
  store.subscribe(() => {
    if (store.snapshot.waiting === waiting) return;
    waiting = store.snapshot.waiting;
    changes.push(clock.now());
  });
  return { clock, call, store, changes };
}

describe('the list of a store', () => {
  it('changes in 16 ms for a decision about one person, however many wait', () => {
    const { clock, store, changes } = storeWith(1000);
    void store.decide('admit', ['p0']);
    clock.pass(READ_INTERVAL_MS);
    expect(changes).to.have.length(1);
    expect(store.snapshot.waiting[0]).to.include({ id: 'p0', status: 'deciding' });
  });

  it('changes once, and at once, for a decision about one person that is carried out at once', () => {
    const { clock, call, store, changes } = storeWith(10);
    void store.decide('admit', ['p0']);
    call.unlist('p0');
    expect(store.snapshot.waiting.map(({ id }) => id)).to.not.include('p0');
    clock.pass(READ_INTERVAL_MS);
    expect(changes).to.have.length(1);
  });

  for (const decision of ['admit', 'reject'] as const)
    it(`changes ten times a second at most while a hundred people leave it after ${decision}`, () => {
      const { clock, call, store, changes } = storeWith(100);
      void store.decideAll(decision);
      const start = clock.now();
      for (const { id } of guests(100)) {
        call.unlist(id);
        clock.pass(20);
      }
      clock.pass(1000);
      expect(store.snapshot.waiting).to.deep.equal([]);
      expect(changes.length).to.be.at.most((clock.now() - start) / 100 + 1);
    });

  it('is read in 16 ms again some seconds after a decision about many', () => {
    const { clock, call, store, changes } = storeWith(100);
    void store.decideAll('reject');
    for (const { id } of guests(100)) call.unlist(id);
    clock.pass(6000);
    changes.length = 0;
    for (const id of ['x', 'y', 'z']) {
      call.knockFrom({ id, name: id });
      clock.pass(READ_INTERVAL_MS);
    }
    expect(changes).to.have.length(3);
  });
});
