import type { RoomState } from '../room/types.js';

type RoomRequest = IDBRequest<RoomState | undefined>;

const DATABASE = 'daily-knock-local-room';
const ROOMS = 'rooms';

/** A change to a stored room: the new room, `null` to delete it, or what was given when nothing changes. */
export type Change = (room: RoomState | undefined) => RoomState | undefined | null;

/**
 * Where rooms are kept. IndexedDB, because one readwrite transaction is a mutex over all tabs of the origin;
 * `localStorage` is not: two processes can both read before either writes.
 */
export class RoomStore {
  #database: Promise<IDBDatabase> | undefined;

  async read(name: string): Promise<RoomState | undefined> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const request = database.transaction(ROOMS).objectStore(ROOMS).get(name) as RoomRequest;
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** Reads, changes and writes in one transaction. Resolves when it is written; rejects with what `change` throws. */
  async change(name: string, change: Change): Promise<void> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(ROOMS, 'readwrite');
      const rooms = transaction.objectStore(ROOMS);
      const request = rooms.get(name) as RoomRequest;
      let failure: unknown;
      request.onsuccess = () => {
        try {
          const next = change(request.result);
          if (next === null) rooms.delete(name);
          else if (next && next !== request.result) rooms.put(next);
        } catch (error) {
          failure = error;
          transaction.abort();
        }
      };
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(failure ?? transaction.error ?? new Error('The room could not be stored.'));
    });
  }

  close(): void {
    void this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = undefined;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(ROOMS, { keyPath: 'name' });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        // Somebody deletes the database or brings a newer one: let go, and open anew when next needed.
        database.onversionchange = () => this.close();
        database.onclose = () => (this.#database = undefined);
        resolve(database);
      };
    });
    return this.#database;
  }
}
