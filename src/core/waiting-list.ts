import type { Decision, WaitingEntry } from './call-state.js';

/** How the answer to one person stands, beside what Daily says of them. */
export interface DecisionMark {
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
 * @param marks decisions by id
 * @param now milliseconds since the epoch, for those who are new
 * @returns the people, oldest first
 */
export function reconcileWaiting(
  before: readonly WaitingEntry[],
  names: ReadonlyMap<string, string>,
  marks: ReadonlyMap<string, DecisionMark>,
  now: number,
): readonly WaitingEntry[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const entries: WaitingEntry[] = [];
  // Those who were there keep their places, whatever order Daily's object has.
  for (const entry of before) {
    const name = names.get(entry.id);
    if (name !== undefined) add(entry.id, name);
  }
  for (const [id, name] of names) if (!known.has(id)) add(id, name);

  function add(id: string, name: string): void {
    const mark = marks.get(id);
    if (mark?.status === 'done') return;
    const old = known.get(id);
    const status = mark?.status ?? 'waiting';
    const decision = mark?.decision;
    entries.push(
      old && old.name === name && old.status === status && old.decision === decision
        ? old
        : Object.freeze({ id, name, since: old?.since ?? new Date(now), status, decision }),
    );
  }

  const same = entries.length === before.length && entries.every((entry, index) => entry === before[index]);
  return same ? before : Object.freeze(entries);
}
