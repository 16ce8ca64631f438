import { READ_INTERVAL_MS } from '../../src/core/call-store.js';

/** How long a condition may take. Generous: a machine that runs three browsers at once is slow, and no test waits this long. */
const LIMIT = 8000;

/**
 * Waits until a condition holds.
 *
 * @param condition gives something truthy once it holds, or promises it
 * @param what for the message when it never does
 */
export async function until<Value>(
  condition: () => Value,
  what: string | (() => string),
): Promise<NonNullable<Awaited<Value>>> {
  const deadline = performance.now() + LIMIT;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline)
      throw new Error(`Waited in vain for: ${typeof what === 'string' ? what : what()}`);
    await nextTask();
  }
}

/** Lets everything run that is ready: promises, their followers, and the tasks that they post. */
export async function nextTasks(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTask();
}

/** Lets promises and their followers run, and nothing else: no time passes. */
export async function nextMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Lets the waiting list be read and published, at most once in an interval each. Timers run in the order of their times. */
export function listRead(): Promise<void> {
  return new Promise((done) => setTimeout(done, READ_INTERVAL_MS));
}

/**
 * What a promise rejected with.
 *
 * @param promise one that is to fail
 */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('The promise was to reject, but it resolved.');
}

function nextTask(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}
