/** What can be read off a room. Pure, as the rules are. */
import type { GoneReason, Kind, RoomState, SessionState } from './types.js';

/** When a session will be put out, and why; `undefined` when it may stay. */
export function endOf(room: RoomState, session: SessionState): { at: number; reason: GoneReason } | undefined {
  const { exp, eject_at_room_exp } = room.config;
  const roomEnd = eject_at_room_exp && exp !== undefined ? exp * 1000 : Infinity;
  const tokenEnd = session.ejectAt ?? Infinity;
  const at = Math.min(roomEnd, tokenEnd);
  return at === Infinity ? undefined : { at, reason: roomEnd <= tokenEnd ? 'room-expired' : 'token-expired' };
}

/** May this session answer knocks and put people out? */
export function isAdmin({ access, permissions: { canAdmin } }: SessionState): boolean {
  return access === 'full' && (Array.isArray(canAdmin) ? canAdmin.includes('participants') : canAdmin);
}

/** May this session send sound, or video? Somebody hidden sends nothing. */
export function maySend({ permissions: { canSend, hasPresence } }: SessionState, kind: Kind): boolean {
  return hasPresence && (Array.isArray(canSend) ? canSend.includes(kind) : canSend);
}

export function isAdminIn(room: RoomState, id: string): boolean {
  const session = room.sessions[id];
  return session !== undefined && isAdmin(session);
}

/** Those who knock, oldest first. */
export function waitingIn(room: RoomState): SessionState[] {
  return Object.values(room.sessions)
    .filter(({ knockingSince }) => knockingSince !== undefined)
    .sort((a, b) => (a.knockingSince ?? 0) - (b.knockingSince ?? 0) || (a.id < b.id ? -1 : 1));
}

/** Those who are in the call, oldest first. */
export function inCall(room: RoomState): SessionState[] {
  return Object.values(room.sessions)
    .filter(({ access }) => access === 'full')
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

/** Is there no place left in the call? */
export function isFull(room: RoomState): boolean {
  const { max_participants } = room.config;
  return max_participants !== undefined && inCall(room).length >= max_participants;
}
