import type { Decision, WaitingEntry } from './call-state.js';
import { splitNote } from './note.js';

/** The status of a decision about one person. */
export interface DecisionStatus {
  readonly status: 'deciding' | 'failed' | 'done';
  readonly decision: Decision;
}

/**
 * Updates the waiting list, oldest first, from Daily's `names` and the statuses of decisions. Pure.
 *
 * A person whose decision is `done` is left out, even if Daily still lists them. An unchanged entry stays the same object, so that only
 * changed rows render; an unchanged list stays the same array.
 *
 * Daily's names contain the notes. `now` is in milliseconds since the epoch. `sinceOf` tells since when a person has waited who was off the list meanwhile.
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
  const add = (id: string, fullName: string, old?: WaitingEntry): void => {
    const person = splitNote(fullName);
    const current = statuses.get(id);
    if (current?.status === 'done') return;
    const status = current?.status ?? 'waiting';
    const decision = current?.decision;
    if (
      old &&
      old.name === person.name &&
      old.note === person.note &&
      old.status === status &&
      old.decision === decision
    ) {
      entries.push(old);
      return;
    }
    const known = old ? old.since : sinceOf(id);
    if (known && !old) isSorted = false;
    entries.push(Object.freeze({ id, ...person, since: known ?? new Date(now), status, decision }));
  };
  let kept = 0;
  // Listed people keep their places, whatever the order of Daily's object.
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

/** Yields the names that are not in the list. Both usually have the same order, which needs no lookup. */
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
