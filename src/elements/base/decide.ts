import type { Decision } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { DecisionResult } from '../../core/outcomes.js';

/**
 * Decides about people. Without a call nobody waits.
 *
 * @param store the call
 * @param decision what to do
 * @param ids their session ids
 * @returns one result for each id; never rejects
 */
export function decide(
  store: CallStore | undefined,
  decision: Decision,
  ids: readonly string[],
): Promise<DecisionResult[]> {
  if (store) return store.decide(decision, ids);
  return Promise.resolve(ids.map((id) => ({ id, name: '', outcome: 'gone' as const })));
}

/**
 * Decides about exactly the people who wait now.
 *
 * @param store the call
 * @param decision what to do
 */
export function decideAll(store: CallStore | undefined, decision: Decision): Promise<DecisionResult[]> {
  return store?.decideAll(decision) ?? Promise.resolve([]);
}
