import type { Decision } from '../../core/call-state.js';
import type { CallStore } from '../../core/call-store.js';
import type { DecisionResult } from '../../core/outcomes.js';

/** Decides about people. Without a call they are all `'gone'`. Never rejects. */
export function decide(
  store: CallStore | undefined,
  decision: Decision,
  ids: readonly string[],
): Promise<DecisionResult[]> {
  if (store) return store.decide(decision, ids);
  return Promise.resolve(ids.map((id) => ({ id, name: '', outcome: 'gone' as const })));
}

/** Decides about the people who wait now. */
export function decideAll(store: CallStore | undefined, decision: Decision): Promise<DecisionResult[]> {
  return store?.decideAll(decision) ?? Promise.resolve([]);
}
