import { inCall, waitingIn } from '../room/queries.js';
import { leave } from '../room/rules.js';
import type { RoomState } from '../room/types.js';
import { findDead, PresenceWatch } from '../storage/presence.js';
import { RoomLink } from '../storage/room-link.js';
import { type LocalRoom, toLocalRoom } from './rooms.js';

export interface LocalRoomParticipant {
  sessionId: string;
  userName: string;
  owner: boolean;
}

export interface LocalRoomWaiting {
  id: string;
  name: string;
  since: Date;
}

/** The people in a room. */
export interface LocalRoomSnapshot {
  /** `undefined` while there is no room of this name. */
  room: LocalRoom | undefined;
  /** The participants of the call, oldest first. */
  participants: LocalRoomParticipant[];
  /** The people who knock, oldest first, whether or not an owner's page lists them yet. */
  waiting: LocalRoomWaiting[];
}

/**
 * Calls a listener with the people in a room, once soon and then on each change.
 *
 * @returns A function that removes the listener.
 */
export function watchRoom(name: string, listener: (snapshot: LocalRoomSnapshot) => void): () => void {
  // A watcher also detects crashed tabs.
  const presence = new PresenceWatch((id) => link.submit(leave, { ids: [id] }));
  const link = new RoomLink(name, {
    room: (room) => {
      presence.sync(Object.keys(room?.sessions ?? {}));
      listener(toSnapshot(room));
    },
    message: () => undefined,
  });
  void removeDead(link);
  return () => {
    presence.close();
    link.close();
  };
}

/** Sessions of tabs that crashed unnoticed. */
async function removeDead(link: RoomLink): Promise<void> {
  try {
    const room = await link.read();
    const dead = await findDead(Object.keys(room?.sessions ?? {}));
    if (dead.length > 0) link.submit(leave, { ids: dead });
  } catch (error) {
    console.warn('Local room: the room could not be read.', error);
  }
}

function toSnapshot(room: RoomState | undefined): LocalRoomSnapshot {
  if (!room) return { room: undefined, participants: [], waiting: [] };
  return {
    room: toLocalRoom(room),
    participants: inCall(room).map(({ id, userName, owner }) => ({ sessionId: id, userName, owner })),
    waiting: waitingIn(room).map(({ id, knock: { name, since } }) => ({ id, name, since: new Date(since) })),
  };
}
