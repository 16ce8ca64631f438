/** Queries on a room. Pure, as the rules. */
import {
  type AccessLevel,
  behaviorOf,
  type GoneReason,
  type Kind,
  type RoomState,
  type SessionState,
} from './types.js';

/** An access level in the form of daily-js. */
export type ShownAccess = 'unknown' | { level: AccessLevel };

/** When a session will be ejected, and why; `undefined` if it may stay. */
export function endOf(room: RoomState, session: SessionState): { at: number; reason: GoneReason } | undefined {
  const { exp, eject_at_room_exp } = room.config;
  const roomEnd = eject_at_room_exp && exp !== undefined ? exp * 1000 : Infinity;
  const tokenEnd = session.ejectAt ?? Infinity;
  const at = Math.min(roomEnd, tokenEnd);
  return at === Infinity ? undefined : { at, reason: roomEnd <= tokenEnd ? 'room-expired' : 'token-expired' };
}

/** Whether this session may answer knocks and eject participants. Independent of being an owner. */
export function isAdmin({ permissions: { canAdmin } }: SessionState): boolean {
  return Array.isArray(canAdmin) ? canAdmin.includes('participants') : canAdmin;
}

/** Whether this session is in the call, visible to others. */
export function isPresent({ access, arriving }: SessionState): boolean {
  return access === 'full' && !arriving;
}

/** What `accessState()` returns for a level. */
export function shownAccess(room: RoomState | undefined, level: AccessLevel): ShownAccess {
  return room?.privacy === 'public' && behaviorOf(room).publicAccess === 'unknown' ? 'unknown' : { level };
}

/** Whether this session may send audio, or video. Hidden participants send nothing. */
export function maySend({ permissions: { canSend, hasPresence } }: SessionState, kind: Kind): boolean {
  return hasPresence && (Array.isArray(canSend) ? canSend.includes(kind) : canSend);
}

export function isAdminIn(room: RoomState, id: string): boolean {
  const session = room.sessions[id];
  return session !== undefined && isAdmin(session);
}

/** Whether one session may eject another. */
export function mayEject(room: RoomState, by: string, id: string): boolean {
  return room.sessions[by]?.owner === true || (isAdminIn(room, by) && !isAdminIn(room, id));
}

/** The sessions that knock, oldest first. */
export function waitingIn(room: RoomState): Required<Pick<SessionState, 'id' | 'knock'>>[] {
  return Object.values(room.sessions)
    .flatMap(({ id, knock }) => (knock ? [{ id, knock }] : []))
    .sort((a, b) => a.knock.since - b.knock.since || (a.id < b.id ? -1 : 1));
}

/** The sessions in the call, oldest first. */
export function inCall(room: RoomState): SessionState[] {
  return Object.values(room.sessions)
    .filter(isPresent)
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

/** Whether the call is full. People who wait do not count. */
export function isFull(room: RoomState): boolean {
  const { max_participants } = room.config;
  const taken = Object.values(room.sessions).filter(({ access }) => access === 'full').length;
  return max_participants !== undefined && taken >= max_participants;
}

/** Daily's defaults, as far as the local room supports them. */
const DEFAULTS = { enable_knocking: false, start_video_off: false, start_audio_off: false, eject_at_room_exp: false };

/**
 * The result of daily-js's `room()`. As Daily's, it says whether guests can knock, but not whether the room is private. `withDefaults` is
 * `includeRoomConfigDefaults`.
 */
export function roomInfo(room: RoomState | undefined, withDefaults: boolean): Record<string, unknown> {
  if (!room) return {};
  const { id, name } = room;
  const config = { ...(withDefaults ? DEFAULTS : {}), ...room.config };
  return { id, name, config, domainConfig: {}, tokenConfig: {} };
}
