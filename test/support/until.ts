import { READ_INTERVAL_MS } from '../../src/core/call-store.js';

/** Generous, for a machine that runs three browsers at once. No passing test waits this long. */
const LIMIT_MS = 8000;

/** Waits until a condition is truthy, and returns its value. */
export async function until<Value>(
  condition: () => Value,
  what: string | (() => string),
): Promise<NonNullable<Awaited<Value>>> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline)
      throw new Error(`Timed out waiting for: ${typeof what === 'string' ? what : what()}`);
    await nextTask();
  }
}

/** Runs pending microtasks and tasks. */
export async function nextTasks(count = 3): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTask();
}

/** Runs pending microtasks only. */
export async function nextMicrotasks(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Waits until a waiting list of at most 160 people has been read and published, but for a decision about more than 16. Timers fire in the order of their due times. */
export function listRead(): Promise<void> {
  return new Promise((done) => setTimeout(done, READ_INTERVAL_MS));
}

/** Returns the reason of a rejected promise. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('Expected the promise to reject, but it resolved.');
}

function nextTask(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}
