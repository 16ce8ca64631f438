import type { RoomState } from '../room/types.js';

type RoomRequest = IDBRequest<RoomState | undefined>;

const DATABASE = 'daily-knock-local-room';
const ROOM_TABLE = 'rooms';

/** A change to a stored room: returns the new room, `null` to delete it, or its argument for no change. */
export type Change = (room: RoomState | undefined) => RoomState | undefined | null;

/**
 * Stores rooms in IndexedDB, where a readwrite transaction is a mutex over all tabs of the origin. With `localStorage` two processes could
 * both read before either writes.
 */
export class RoomStore {
  #database: Promise<IDBDatabase> | undefined;

  async read(name: string): Promise<RoomState | undefined> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const request = database.transaction(ROOM_TABLE).objectStore(ROOM_TABLE).get(name) as RoomRequest;
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** Reads, changes and writes in one transaction. Rejects if `change` throws. */
  async change(name: string, change: Change): Promise<void> {
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(ROOM_TABLE, 'readwrite');
      const rooms = transaction.objectStore(ROOM_TABLE);
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
      request.onupgradeneeded = () => request.result.createObjectStore(ROOM_TABLE, { keyPath: 'name' });
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        // The database is being deleted or upgraded: close it, and open it again when needed.
        database.onversionchange = () => this.close();
        database.onclose = () => (this.#database = undefined);
        resolve(database);
      };
    });
    return this.#database;
  }
}
