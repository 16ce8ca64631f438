/** Who may enter a room, and how far. Pure, as all rules are. */
import { REFUSALS } from './refusals.js';
import { accept, refuse, without, withSession, type Rule } from './room-changes.js';
import { behaviorOf } from './room-options.js';
import { isFull } from './room-queries.js';
import { permissionsOf, type TokenProperties } from './tokens.js';
import type { AccessLevel, Refusal, RoomState, Sending, SessionState } from './types.js';

/** Which token a client brought: none, one that could not be read, or its properties. */
export type BroughtToken = TokenProperties | 'malformed' | undefined;

/** How far a client would get, and what then ends it. Without a level `preAuth()` itself fails. */
export interface Admittance {
  level?: AccessLevel;
  refusal?: Refusal;
}

/**
 * Would a client be let in, and how far? Changes nothing. As on Daily, a token that is no good is ignored in a public room, and in a
 * private one it ends what the lobby would have begun.
 */
export function accessTo(room: RoomState | undefined, token: BroughtToken, now: number): Admittance {
  if (!room) return { refusal: REFUSALS.noRoom };
  const seconds = now / 1000;
  const { exp, nbf, enable_knocking } = room.config;
  if (exp !== undefined && seconds >= exp) return { refusal: REFUSALS.expRoom };
  if (nbf !== undefined && seconds < nbf) return { refusal: REFUSALS.nbfRoom };
  const wrong = wrongToken(room, token, now);
  if (room.privacy === 'public' || (token && !wrong)) return { level: 'full' };
  const level = enable_knocking ? 'lobby' : 'none';
  const refusal = wrong ?? (enable_knocking ? undefined : REFUSALS.notAllowed);
  return { level, ...(refusal && { refusal }) };
}

/** The properties of a token that is good for this room now. */
export function usableToken(
  room: RoomState | undefined,
  token: BroughtToken,
  now: number,
): TokenProperties | undefined {
  return typeof token === 'object' && room && !wrongToken(room, token, now) ? token : undefined;
}

function wrongToken(room: RoomState, token: BroughtToken, now: number): Refusal | undefined {
  if (token === undefined) return undefined;
  if (token === 'malformed' || token.room_name !== room.name) return REFUSALS.notAllowed;
  const seconds = now / 1000;
  if (token.exp !== undefined && seconds >= token.exp) return REFUSALS.expToken;
  if (token.nbf !== undefined && seconds < token.nbf) return REFUSALS.nbfToken;
  return undefined;
}

export interface EnterCommand {
  id: string;
  userName: string;
  userData?: unknown;
  token: BroughtToken;
  /** What the session sends: its devices are there already. */
  audio: Sending;
  video: Sending;
  /** Sessions whose tab is known to be gone: their places are free. */
  dead: string[];
}

/** A session comes into the room: into the call, or into the lobby. */
export const enter: Rule<EnterCommand, SessionState> = (given, command, now) => {
  const { level, refusal } = accessTo(given, command.token, now);
  if (refusal) return refuse(refusal);
  if (!given || !level || level === 'none') return refuse(REFUSALS.notAllowed);
  const room = without(given, command.dead, 'left', now);
  if (level === 'full' && isFull(room)) return refuse(REFUSALS.full);
  const session = newcomer(room, command, level, now);
  return accept(withSession(room, session), session);
};

/** A session as it is on arrival. */
export function newcomer(
  room: RoomState,
  command: Omit<EnterCommand, 'dead'>,
  access: SessionState['access'],
  now: number,
): SessionState {
  const token = usableToken(room, command.token, now);
  return {
    id: command.id,
    userId: token?.user_id ?? command.id,
    userName: token?.user_name ?? command.userName,
    userData: command.userData,
    owner: token?.is_owner === true,
    permissions: permissionsOf(token, behaviorOf(room).ownersCanAdmin),
    access,
    joinedAt: now,
    ejectAt: token?.eject_at_token_exp && token.exp !== undefined ? token.exp * 1000 : undefined,
    audio: command.audio,
    video: command.video,
  };
}
