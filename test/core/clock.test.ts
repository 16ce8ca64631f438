import { expect } from '@open-wc/testing';
import { systemClock } from '../../src/core/clock.js';

/** Records the delays of timers instead of waiting. */
function delaysOf(run: () => void): number[] {
  const { setTimeout: original } = globalThis;
  const delays: number[] = [];
  Object.assign(globalThis, { setTimeout: (_task: () => void, ms: number) => delays.push(ms) });
  try {
    run();
  } finally {
    Object.assign(globalThis, { setTimeout: original });
  }
  return delays;
}

describe('the clock', () => {
  it('sets no timer for Infinity', () => {
    expect(delaysOf(() => systemClock.after(Infinity, () => {})())).to.deep.equal([]);
  });

  it('waits for longer than one browser timer can', () => {
    expect(delaysOf(() => systemClock.after(2 ** 31, () => {}))).to.deep.equal([2 ** 31 - 1]);
  });

  it('waits for the given time, and can be cancelled', async () => {
    let isCalled = false;
    systemClock.after(0, () => (isCalled = true))();
    await new Promise<void>((done) => systemClock.after(1, done));
    expect(isCalled).to.be.false;
  });
});
