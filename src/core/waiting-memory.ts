import type { WaitingParticipant } from './call-state.js';
import { type Clock, Throttle } from './clock.js';

/** A text that outlives a reload of the page. Its methods never throw. */
export interface StoredText {
  read(): string | undefined;
  /** `undefined` removes it. */
  write(text: string | undefined): void;
}

/**
 * How long a person is remembered who is no longer listed, in milliseconds. After a reload the list is empty at first, and browsers let a
 * guest in a hidden tab knock once a minute.
 */
export const MEMORY_MS = 120_000;

const WRITE_INTERVAL_MS = 1000;

interface Remembered {
  readonly since: number;
  /** When the person was last listed. */
  readonly listedAt: number;
}

/** Remembers since when people have waited in a room: ids and times, no names. */
export class WaitingMemory {
  readonly #clock: Clock;
  readonly #stored: StoredText;
  readonly #people = new Map<string, Remembered>();
  #listed: readonly WaitingParticipant[] = [];
  #isOver = false;
  readonly #writing: Throttle;

  constructor(clock: Clock, stored: StoredText) {
    this.#clock = clock;
    this.#stored = stored;
    const now = clock.now();
    // The page before this one listed them until just now.
    for (const [id, since] of parse(stored.read())) if (since <= now) this.#people.set(id, { since, listedAt: now });
    this.#writing = new Throttle(
      clock,
      () => WRITE_INTERVAL_MS,
      () => this.#write(),
    );
  }

  since(id: string): Date | undefined {
    const known = this.#people.get(id);
    return known && new Date(known.since);
  }

  /** Records who is listed from now on. */
  record(listed: readonly WaitingParticipant[]): void {
    if (this.#isOver) return;
    const listedAt = this.#clock.now();
    // Those of the previous list were listed until now.
    for (const { id, since } of [...this.#listed.filter(({ id }) => this.#people.has(id)), ...listed])
      this.#people.set(id, { since: since.getTime(), listedAt });
    this.#listed = listed;
    for (const [id, person] of this.#people) if (listedAt - person.listedAt > MEMORY_MS) this.#people.delete(id);
    this.#writing.request();
  }

  /** Forgets a person whose knock has an outcome. */
  forget(id: string): void {
    if (this.#people.delete(id) && !this.#isOver) this.#writing.request();
  }

  /** Forgets everybody, and remembers nobody from now on. */
  end(): void {
    if (this.#isOver) return;
    this.release();
    this.#people.clear();
    this.#write();
  }

  /** Leaves what is stored to another memory of the same room. */
  release(): void {
    this.#isOver = true;
    this.#writing.cancel();
  }

  /** Writes what is still to be written. */
  close(): void {
    this.#writing.flush();
  }

  #write(): void {
    const people = [...this.#people].map(([id, { since }]) => [id, since]);
    this.#stored.write(people.length > 0 ? JSON.stringify(Object.fromEntries(people)) : undefined);
  }
}

/** Reads what was stored, which scripts of the page may have changed. */
function parse(text: string | undefined): [id: string, since: number][] {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1]));
}
