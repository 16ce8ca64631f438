import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { systemClock } from '../core/clock.js';
import { type StoredText, WaitingMemory } from '../core/waiting-memory.js';
import { roomAddress } from './room-address.js';

/** The memory of each room that this page has joined. */
const memories = new Map<string, WaitingMemory>();

/** Remembers since when people wait, for as long as this tab is open. */
export class RememberWaiting implements ReactiveController {
  #memory: WaitingMemory | undefined;

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Begins to remember the people of a room. */
  begin(roomUrl: string): WaitingMemory {
    const key = `daily-knock:waiting:${roomAddress(roomUrl)}`;
    memories.get(key)?.release();
    this.#memory = new WaitingMemory(systemClock, inSession(key));
    memories.set(key, this.#memory);
    return this.#memory;
  }

  /** @internal The element may not come back. */
  hostDisconnected(): void {
    this.#memory?.close();
  }
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
