import { expect } from '@open-wc/testing';
import { systemClock } from '../../src/core/clock.js';

/** What was asked of the browser's timers, instead of waiting. */
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
  it('never comes to Infinity', () => {
    expect(delaysOf(() => systemClock.after(Infinity, () => {})())).to.deep.equal([]);
  });

  it('waits for longer than a timer of the browser can', () => {
    expect(delaysOf(() => systemClock.after(2 ** 31, () => {}))).to.deep.equal([2 ** 31 - 1]);
  });

  it('waits as long as it is told otherwise, and can be called off', async () => {
    let isCalled = false;
    systemClock.after(0, () => (isCalled = true))();
    await new Promise<void>((done) => systemClock.after(1, done));
    expect(isCalled).to.be.false;
  });
});
