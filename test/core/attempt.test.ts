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

  it('resolves with the awaited value', async () => {
    expect(await new Attempt<void>().until(Promise.resolve(7))).to.equal(7);
  });

  it('passes on a rejection', async () => {
    const why = new Error('why');
    expect(await reasonOf(new Attempt<void>().until(Promise.reject(why)))).to.equal(why);
  });

  it('does not wait for a promise that never settles', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(never));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });

  it('does not continue when it ended in the same microtask checkpoint as its promise', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(Promise.resolve('late')));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });

  it('does not pass on a rejection of the same microtask checkpoint', async () => {
    const attempt = new Attempt<string>();
    const waiting = reasonOf(attempt.until(Promise.reject(new Error('late'))));
    attempt.resolve('over');
    expect(isOver(await waiting)).to.be.true;
  });
});
