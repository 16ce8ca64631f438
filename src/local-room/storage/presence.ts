/**
 * Detects sessions that are gone. A session holds a Web Lock, which the browser releases when the tab closes or crashes. Others that request
 * the lock learn of it at once, without polling.
 */
const PREFIX = 'daily-knock-local-room:session:';

/** Acquires the lock of a session. Resolves to a function that releases it. */
export function holdPresence(sessionId: string): Promise<() => void> {
  return new Promise((held, failed) => {
    navigator.locks.request(PREFIX + sessionId, () => new Promise<void>((release) => held(release))).catch(failed);
  });
}

/** Which of these sessions have no lock. Only for sessions that acquired it before they became visible. */
export async function findDead(sessionIds: string[]): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  return sessionIds.filter((id) => !alive.has(PREFIX + id));
}

/** Reports sessions that are gone. */
export class PresenceWatch {
  readonly #watched = new Map<string, AbortController>();

  constructor(readonly onGone: (sessionId: string) => void) {}

  /** Watch exactly these. */
  sync(sessionIds: string[]): void {
    const wanted = new Set(sessionIds);
    for (const [id, abort] of this.#watched) {
      if (wanted.has(id)) continue;
      abort.abort();
      this.#watched.delete(id);
    }
    for (const id of wanted) if (!this.#watched.has(id)) this.#watch(id);
  }

  close(): void {
    this.sync([]);
  }

  #watch(id: string): void {
    const abort = new AbortController();
    this.#watched.set(id, abort);
    navigator.locks
      .request(PREFIX + id, { signal: abort.signal }, () => {
        if (!abort.signal.aborted) this.onGone(id);
      })
      .catch(() => undefined); // Aborted.
  }
}
