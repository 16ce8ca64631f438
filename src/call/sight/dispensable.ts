import type { CallStore } from '../../core/call-store.js';

/** With fewer people than this in a call, all their pictures are loaded. There is little to spare, and each is at hand at once. */
const MANY = 6;

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Whose picture need not be loaded: nobody can see it, and there are many.
 *
 * @param store the call's store
 * @returns their session ids
 */
export function dispensable({ snapshot, sight }: CallStore): ReadonlySet<string> {
  return Object.keys(snapshot.participants).length < MANY ? NOBODY : sight.unseen;
}
