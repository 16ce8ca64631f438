import { systemClock } from '../core/clock.js';
import { parseRoomUrl } from '../core/room-url.js';
import { WaitingMemory, type StoredText } from '../core/waiting-memory.js';

/** Remembers since when people wait in a room, for as long as this tab is open. */
export function rememberWaiting(roomUrl: string): WaitingMemory {
  const room = parseRoomUrl(roomUrl);
  // Without the query, which may contain a token.
  const { origin, pathname } = room ? new URL(room) : { origin: '', pathname: '' };
  return new WaitingMemory(systemClock, inSession(`daily-knock:waiting:${origin}${pathname}`));
}

/** A text in the storage of the session, which browsers deny to some pages and which may be full. */
function inSession(key: string): StoredText {
  return {
    read() {
      try {
        return sessionStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(text) {
      try {
        if (text === undefined) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, text);
      } catch {
        // People keep their place until the next reload.
      }
    },
  };
}
