import type { Decision, WaitingEntry } from './call-state.js';

/** How the decision about one person stands, beside what Daily says of them. */
export interface DecisionStatus {
  readonly status: 'deciding' | 'failed' | 'done';
  readonly decision: Decision;
}

/**
 * The waiting list from what Daily says now, what the list was, and the decisions that are under way. Pure.
 *
 * Somebody whose decision went through is no longer listed, even if Daily still lists them for a moment. A person whose
 * entry is as it was keeps the very same object, so that only changed rows are drawn again; if nothing changed at all,
 * the very same array is returned.
 *
 * @param before the list so far
 * @param names names of those who wait, by id, in Daily's order
 * @param statuses decisions by id
 * @param now milliseconds since the epoch, for those who are new
 * @param sinceOf since when somebody has waited who was off the list meanwhile
 * @returns the people, oldest first
 */
export function reconcileWaiting(
  before: readonly WaitingEntry[],
  names: ReadonlyMap<string, string>,
  statuses: ReadonlyMap<string, DecisionStatus>,
  now: number,
  sinceOf: (id: string) => Date | undefined = () => undefined,
): readonly WaitingEntry[] {
  const entries: WaitingEntry[] = [];
  let isSorted = true;
  const add = (id: string, name: string, old?: WaitingEntry): void => {
    const current = statuses.get(id);
    if (current?.status === 'done') return;
    const status = current?.status ?? 'waiting';
    const decision = current?.decision;
    if (old && old.name === name && old.status === status && old.decision === decision) {
      entries.push(old);
      return;
    }
    const known = old ? old.since : sinceOf(id);
    if (known && !old) isSorted = false;
    entries.push(Object.freeze({ id, name, since: known ?? new Date(now), status, decision }));
  };
  let kept = 0;
  // Those who were there keep their places, whatever order Daily's object has.
  for (const old of before) {
    const name = names.get(old.id);
    if (name === undefined) continue;
    kept += 1;
    add(old.id, name, old);
  }
  if (kept < names.size) for (const [id, name] of others(names, before)) add(id, name);
  if (!isSorted) entries.sort((a, b) => a.since.getTime() - b.since.getTime());
  const same = entries.length === before.length && entries.every((entry, index) => entry === before[index]);
  return same ? before : Object.freeze(entries);
}

/** The names of those who are not in the list. Usually both have the same order, and nobody needs to be looked up. */
function* others(names: ReadonlyMap<string, string>, list: readonly WaitingEntry[]): Iterable<[string, string]> {
  let known: Set<string> | undefined;
  let at = 0;
  for (const [id, name] of names) {
    while (at < list.length && !names.has(list[at]!.id)) at += 1;
    if (list[at]?.id === id) {
      at += 1;
      continue;
    }
    if (at < list.length) known ??= new Set(list.map((entry) => entry.id));
    if (!known?.has(id)) yield [id, name];
  }
}
