import type { SuddenFault } from '../room/fault-types.js';
import type { Rule } from '../room/rules.js';
import type { Kind, Outcome, RoomState } from '../room/types.js';
import { type Change, RoomStore } from './room-store.js';

/** Messages between tabs. `room: null`: the room was deleted. */
type RoomUpdate = { type: 'room'; version: number; room: RoomState | null };

/** A message from one session to others; `to` is a session id or `'*'`. */
export type PeerMessage = { from: string; to: string } & (
  | { type: 'signal'; signal: unknown }
  | { type: 'app-message'; data: unknown }
  | { type: 'audio-level'; level: number }
  | { type: 'turn-off'; kinds: Kind[] }
  /** Repeated until the guest stops or their tab is gone. */
  | { type: 'knock'; name: string }
  | { type: 'knock-over' }
  /** An owner's answer to a knock. Not confirmed. */
  | { type: 'answer'; granted: boolean }
  | { type: 'fault'; fault: SuddenFault }
);

/** Messages kept while the connection is interrupted. */
interface Interruption {
  update?: RoomUpdate;
  received: PeerMessage[];
  unsent: PeerMessage[];
}

export interface LinkListener {
  /** The current room; `undefined` if there is none. Never called with an older room after a newer one. */
  room(room: RoomState | undefined): void;
  message(message: PeerMessage): void;
}

/**
 * Applies rules to the stored room and exchanges changes with other sessions. Each session has its own BroadcastChannel, which reaches all
 * others of its name, also in the same page.
 */
export class RoomLink {
  readonly #store = new RoomStore();
  readonly #channel: BroadcastChannel;
  #version = -1;
  #closed = false;
  /** Set while the connection is interrupted. */
  #interruption: Interruption | undefined;

  constructor(
    readonly name: string,
    readonly listener?: LinkListener,
  ) {
    this.#channel = new BroadcastChannel(`daily-knock-local-room:${name}`);
    if (listener) this.#channel.onmessage = ({ data }: MessageEvent<RoomUpdate | PeerMessage>) => this.#receive(data);
  }

  /** Reads the stored room and passes it to the listener. */
  async read(): Promise<RoomState | undefined> {
    const room = await this.#store.read(this.name);
    if (!this.#interruption) this.#publish(room, room?.version ?? 0);
    return room;
  }

  /** Applies a rule to the stored room. Resolves after the listener was called. */
  async apply<Command, Result>(rule: Rule<Command, Result>, command: Command): Promise<Outcome<Result>> {
    let outcome: Outcome<Result> | undefined;
    await this.change((room) => {
      outcome = rule(room, command, Date.now());
      return outcome.ok ? outcome.room : room;
    });
    if (!outcome) throw new Error('The room could not be read.');
    return outcome;
  }

  /** Applies a rule without waiting for it. Ignores a refusal, since the room has changed meanwhile. */
  submit<Command, Result>(rule: Rule<Command, Result>, command: Command, then?: () => void): void {
    this.apply(rule, command).then(then, (error: unknown) => {
      if (!this.#closed) console.warn('Local room: the room could not be changed.', error);
    });
  }

  /** Changes the stored room and announces it. */
  async change(change: Change): Promise<void> {
    if (this.#closed) throw new Error('The room has been left.');
    let update: RoomUpdate | undefined;
    let changed = false;
    await this.#store.change(this.name, (room) => {
      const next = change(room);
      changed = next !== room && (next !== null || room !== undefined);
      // Starts at the current time, so that a room created again has a higher version than the old one.
      const version = room ? room.version + Number(changed) : changed ? Date.now() : 0;
      update = { type: 'room', version, room: next ? { ...next, version } : null };
      return changed ? update.room : room;
    });
    if (!update || this.#closed) return;
    if (changed) this.#channel.postMessage(update);
    // Even if nothing changed: the session that made the change may be gone without announcing it.
    this.#receive(update);
  }

  get isInterrupted(): boolean {
    return this.#interruption !== undefined;
  }

  send(message: PeerMessage): void {
    if (this.#closed) return;
    if (!this.#interruption) this.#channel.postMessage(message);
    else if (message.type === 'signal') this.#interruption.unsent.push(message);
  }

  /**
   * Interrupts the connection in both directions. As on Daily, messages are lost, except for the negotiation of media, which Daily would
   * restart.
   */
  interrupt(): void {
    this.#interruption ??= { received: [], unsent: [] };
  }

  /** Restores the connection and passes the current room to the listener. */
  resume(): void {
    const interruption = this.#interruption;
    this.#interruption = undefined;
    if (interruption?.update) this.#receive(interruption.update);
    for (const message of interruption?.received ?? []) this.#receive(message);
    for (const message of interruption?.unsent ?? []) this.send(message);
  }

  close(): void {
    this.#closed = true;
    this.#channel.onmessage = null;
    this.#channel.close();
    this.#store.close();
  }

  #receive(message: RoomUpdate | PeerMessage): void {
    if (this.#interruption && message.type !== 'fault') this.#keep(this.#interruption, message);
    else if (message.type === 'room') this.#publish(message.room ?? undefined, message.version);
    else if (!this.#closed) this.listener?.message(message);
  }

  #keep(interruption: Interruption, message: RoomUpdate | PeerMessage): void {
    if (message.type === 'signal') interruption.received.push(message);
    else if (message.type === 'room' && message.version > (interruption.update?.version ?? -1))
      interruption.update = message;
  }

  #publish(room: RoomState | undefined, version: number): void {
    if (this.#closed || version <= this.#version) return;
    this.#version = version;
    this.listener?.room(room);
  }
}
