/** The rules of a room's door. Pure, as all rules are. */
import { REFUSALS } from './refusals.js';
import { accept, refuse, without, withSession, type Rule } from './room-changes.js';
import { isFull } from './room-queries.js';
import { permissionsOf, type TokenProperties } from './tokens.js';
import type { AccessLevel, Refusal, RoomState, Sending, SessionState } from './types.js';

/** Which token a client brought: none, one that could not be read, or its properties. */
export type BroughtToken = TokenProperties | 'malformed' | undefined;

/** Would a client be let in, and how far? Changes nothing. `level: 'none'` is an answer here, a refusal in {@link enter}. */
export function accessTo(
  room: RoomState | undefined,
  token: BroughtToken,
  now: number,
): { level: AccessLevel } | { refusal: Refusal } {
  if (!room) return { refusal: REFUSALS.noRoom };
  const seconds = now / 1000;
  const { exp, nbf } = room.config;
  if (exp !== undefined && seconds >= exp) return { refusal: REFUSALS.expRoom };
  if (nbf !== undefined && seconds < nbf) return { refusal: REFUSALS.nbfRoom };
  if (token === 'malformed') return { refusal: REFUSALS.badToken };
  if (token) {
    if (token.room_name !== room.name) return { refusal: REFUSALS.badToken };
    if (token.exp !== undefined && seconds >= token.exp) return { refusal: REFUSALS.expToken };
    if (token.nbf !== undefined && seconds < token.nbf) return { refusal: REFUSALS.nbfToken };
    return { level: 'full' };
  }
  if (room.privacy === 'public') return { level: 'full' };
  return { level: room.config.enable_knocking ? 'lobby' : 'none' };
}

export interface EnterCommand {
  id: string;
  userName: string;
  userData?: unknown;
  token: BroughtToken;
  /** What the session means to send once it is in the call. */
  audio: Sending;
  video: Sending;
  /** Sessions whose tab is known to be gone: their places are free. */
  dead: string[];
}

/** A session comes into the room: into the call, or into the lobby. */
export const enter: Rule<EnterCommand, SessionState> = (given, command, now) => {
  const access = accessTo(given, command.token, now);
  if ('refusal' in access) return refuse(access.refusal);
  if (access.level === 'none' || !given) return refuse(REFUSALS.notAllowed);
  const room = without(given, command.dead, 'left', now);
  if (access.level === 'full' && isFull(room)) return refuse(REFUSALS.full);
  const session = newcomer(command, access.level, now);
  return accept(withSession(room, session), session);
};

/** A session as it is on arrival. */
export function newcomer(
  command: Omit<EnterCommand, 'dead'>,
  access: SessionState['access'],
  now: number,
): SessionState {
  const token = typeof command.token === 'object' ? command.token : undefined;
  return {
    id: command.id,
    userId: token?.user_id ?? command.id,
    userName: token?.user_name ?? command.userName,
    userData: command.userData,
    owner: token?.is_owner === true,
    permissions: permissionsOf(token),
    access,
    joinedAt: now,
    ejectAt: token?.eject_at_token_exp && token.exp !== undefined ? token.exp * 1000 : undefined,
    audio: command.audio,
    video: command.video,
  };
}
