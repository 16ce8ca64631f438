/**
 * The rules of a room: pure functions `(room, command, now) => outcome`. No clock, no DOM, no storage; a room that is
 * returned unchanged is the same object.
 */
import { REFUSALS } from './refusals.js';
import { endOf, isAdminIn, isFull, waitingIn } from './room-queries.js';
import { takeTold } from './take-fault.js';
import { permissionsOf, type TokenProperties } from './tokens.js';
import type {
  AccessLevel,
  GoneReason,
  Outcome,
  Permissions,
  Refusal,
  RoomState,
  Sending,
  SessionState,
  Told,
} from './types.js';

/** Reasons of departure are kept this long: enough for a sleeping tab to wake and learn its own. */
const GONE_FOR_MS = 60 * 60 * 1000;

export type Rule<Command, Result = undefined> = (
  room: RoomState | undefined,
  command: Command,
  now: number,
) => Outcome<Result>;

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

/** A session in the lobby asks to be let in. Asking again, under another name too, keeps the place. */
export const knock: Rule<{ by: string; name: string }, { level: 'lobby' | 'full' }> = (room, { by, name }, now) => {
  const session = room?.sessions[by];
  if (!room || !session) return refuse(REFUSALS.notHere);
  if (session.access === 'full') return accept(room, { level: 'full' });
  const userName = name || session.userName;
  const knockingSince = session.knockingSince ?? now;
  if (session.userName === userName && session.knockingSince === knockingSince) return accept(room, { level: 'lobby' });
  return accept(withSession(room, { ...session, userName, knockingSince }), { level: 'lobby' });
};

export interface DecideCommand {
  by: string;
  /** Session id to "let in?"; the key `'*'` stands for everybody else who waits. */
  decisions: Record<string, boolean>;
}

/** An admin lets people in or turns them away. Gives the ids it was done for; refuses when it could be done for none. */
export const decide: Rule<DecideCommand, string[]> = (given, { by, decisions }, now) => {
  if (!given || !isAdminIn(given, by)) return refuse(REFUSALS.notAdmin);
  const named = Object.keys(decisions).filter((id) => id !== '*');
  const rest = '*' in decisions ? waitingIn(given).filter(({ id }) => !named.includes(id)) : [];
  let room = given;
  let refusal: Refusal | undefined;
  const done: string[] = [];
  for (const id of [...named, ...rest.map((session) => session.id)]) {
    const session = room.sessions[id];
    const grant = decisions[id] ?? decisions['*'];
    if (session?.knockingSince === undefined) refusal ??= REFUSALS.notWaiting;
    else if (!grant) room = denied(room, session, now);
    else if (isFull(room)) refusal ??= REFUSALS.noSpace;
    else room = admitted(room, session, now);
    if (room.sessions[id] !== session) done.push(id);
  }
  return done.length === 0 && refusal ? refuse(refusal) : accept(room, done);
};

export interface SelfChanges {
  userName?: string;
  userData?: unknown;
  audio?: Sending;
  video?: Sending;
}

/** A session changes what it says of itself. */
export const updateSelf: Rule<{ by: string; changes: SelfChanges }> = (room, { by, changes }) => {
  const session = room?.sessions[by];
  if (!room || !session) return refuse(REFUSALS.notHere);
  const changed = { ...session, ...changes };
  if (JSON.stringify(changed) === JSON.stringify(session)) return accept(room, undefined);
  return accept(withSession(room, changed), undefined);
};

/** What somebody in the call may do is changed: by an admin, or (`by` unset) by Daily itself. */
export const updatePermissions: Rule<{ by?: string; id: string; permissions: Partial<Permissions> }> = (
  room,
  command,
) => {
  if (!room || (command.by !== undefined && !isAdminIn(room, command.by))) return refuse(REFUSALS.notAdmin);
  const session = room.sessions[command.id];
  if (session?.access !== 'full') return refuse(REFUSALS.notInCall);
  const permissions = { ...session.permissions, ...command.permissions };
  return accept(withSession(room, { ...session, permissions }), undefined);
};

/** Somebody is put out of the room: by an admin, or (`by` unset) by the page through the API. */
export const eject: Rule<{ by?: string; id: string }> = (room, { by, id }, now) => {
  if (!room) return refuse(REFUSALS.noRoom);
  if (by !== undefined && !isAdminIn(room, by)) return refuse(REFUSALS.notAdmin);
  if (!room.sessions[id]) return refuse(REFUSALS.notInCall);
  return accept(without(room, [id], 'ejected', now), undefined);
};

/** Sessions leave, or are found dead by others. Saying it twice changes nothing. */
export const leave: Rule<{ ids: string[] }> = (room, { ids }, now) =>
  room ? accept(without(room, ids, 'left', now), undefined) : refuse(REFUSALS.noRoom);

/** A session whose time is up goes. */
export const expire: Rule<{ id: string }> = (room, { id }, now) => {
  const session = room?.sessions[id];
  if (!room || !session) return refuse(REFUSALS.notHere);
  const end = endOf(room, session);
  if (!end || now < end.at) return accept(room, undefined);
  return accept(without(room, [id], end.reason, now), undefined);
};

function admitted(given: RoomState, session: SessionState, now: number): RoomState {
  const { room, told } = takeTold(given, 'admission', session.id);
  return withSession(room, {
    ...session,
    access: 'full',
    knockingSince: undefined,
    joinedAt: now,
    ...(told && { told }),
  });
}

function denied(given: RoomState, { id }: SessionState, now: number): RoomState {
  const { room, told } = takeTold(given, 'denial', id);
  return without(room, [id], 'denied', now, told);
}

function withSession(room: RoomState, session: SessionState): RoomState {
  return { ...room, sessions: { ...room.sessions, [session.id]: session } };
}

function without(room: RoomState, ids: string[], reason: GoneReason, now: number, told?: Told): RoomState {
  const leaving = ids.filter((id) => room.sessions[id]);
  if (leaving.length === 0) return room;
  const stay = Object.entries(room.sessions).filter(([id]) => !leaving.includes(id));
  const gone = Object.entries(room.gone).filter(([, { at }]) => now - at < GONE_FOR_MS);
  const left = leaving.map((id) => [id, { reason, at: now, ...(told && { told }) }] as const);
  return { ...room, sessions: Object.fromEntries(stay), gone: Object.fromEntries([...gone, ...left]) };
}

function accept<Result>(room: RoomState, result: Result): Outcome<Result> {
  return { ok: true, room, result };
}

function refuse(error: Refusal): { ok: false; error: Refusal } {
  return { ok: false, error };
}
