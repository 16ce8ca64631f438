/** What can be read off a room. Pure, as the rules are. */
import {
  behaviorOf,
  type AccessLevel,
  type GoneReason,
  type Kind,
  type RoomState,
  type SessionState,
} from './types.js';

/** daily-js's way to say how far somebody is let in. */
export type ShownAccess = 'unknown' | { level: AccessLevel };

/** When a session will be put out, and why; `undefined` when it may stay. */
export function endOf(room: RoomState, session: SessionState): { at: number; reason: GoneReason } | undefined {
  const { exp, eject_at_room_exp } = room.config;
  const roomEnd = eject_at_room_exp && exp !== undefined ? exp * 1000 : Infinity;
  const tokenEnd = session.ejectAt ?? Infinity;
  const at = Math.min(roomEnd, tokenEnd);
  return at === Infinity ? undefined : { at, reason: roomEnd <= tokenEnd ? 'room-expired' : 'token-expired' };
}

/** May this session answer knocks and put people out? Being an owner is not looked at. */
export function isAdmin({ permissions: { canAdmin } }: SessionState): boolean {
  return Array.isArray(canAdmin) ? canAdmin.includes('participants') : canAdmin;
}

/** Is this session in the call, where the others see it? */
export function isPresent({ access, arriving }: SessionState): boolean {
  return access === 'full' && !arriving;
}

/** What `accessState()` shows of a level. */
export function shownAccess(room: RoomState | undefined, level: AccessLevel): ShownAccess {
  return room?.privacy === 'public' && behaviorOf(room).publicAccess === 'unknown' ? 'unknown' : { level };
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
export function waitingIn(room: RoomState): Required<Pick<SessionState, 'id' | 'knock'>>[] {
  return Object.values(room.sessions)
    .flatMap(({ id, knock }) => (knock ? [{ id, knock }] : []))
    .sort((a, b) => a.knock.since - b.knock.since || (a.id < b.id ? -1 : 1));
}

/** Those who are in the call, oldest first. */
export function inCall(room: RoomState): SessionState[] {
  return Object.values(room.sessions)
    .filter(isPresent)
    .sort((a, b) => a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1));
}

/** Is there no place left in the call? Those who wait do not count. */
export function isFull(room: RoomState): boolean {
  const { max_participants } = room.config;
  const taken = Object.values(room.sessions).filter(({ access }) => access === 'full').length;
  return max_participants !== undefined && taken >= max_participants;
}

/** What holds where a room says nothing else; the values of Daily's that the local room knows. */
const DEFAULTS = { enable_knocking: false, start_video_off: false, start_audio_off: false, eject_at_room_exp: false };

/**
 * The answer to daily-js's `room()`. It says whether guests can knock, and not whether the room is private: nor does Daily's.
 *
 * @param room the room
 * @param withDefaults whether to tell what has not been set, as `includeRoomConfigDefaults` says
 */
export function roomInfo(room: RoomState | undefined, withDefaults: boolean): Record<string, unknown> {
  if (!room) return {};
  const { id, name } = room;
  const config = { ...(withDefaults ? DEFAULTS : {}), ...room.config };
  return { id, name, config, domainConfig: {}, tokenConfig: {} };
}
