import { expect } from '@open-wc/testing';
import { Attempt, isOver } from '../../src/core/attempt.js';

const never = new Promise<never>(() => {});

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  return undefined;
}

describe('an attempt', () => {
  it('ends once', async () => {
    const attempt = new Attempt<string>();
    attempt.resolve('first');
    attempt.resolve('second');
    attempt.reject(new Error('third'));
    expect(await attempt.promise).to.equal('first');
    expect(attempt.over).to.be.true;
  });

  it('goes on with what it waits for', async () => {
    expect(await new Attempt<void>().until(Promise.resolve(7))).to.equal(7);
  });

  it('passes a failure on', async () => {
    const why = new Error('why');
    expect(await reasonOf(new Attempt<void>().until(Promise.reject(why)))).to.equal(why);
  });

  it('does not wait for ever for what never comes', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(never));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });

  it('does not go on when it ended in the very turn in which its promise settled', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(Promise.resolve('late')));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });

  it('does not pass on a failure of the very turn in which it ended', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(Promise.reject(new Error('late'))));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });
});
