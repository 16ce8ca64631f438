/**
 * The rules of a room: pure functions `(room, command, now) => outcome` without clock, DOM or storage. An unchanged room is the same object.
 */
import { consumeAnswerFault } from './faults.js';
import { endOf, isAdminIn, isFull, isPresent, mayEject } from './queries.js';
import { REFUSALS } from './refusals.js';
import { permissionsOf, type TokenProperties } from './tokens.js';
import {
  type AccessLevel,
  type AnswerDelivery,
  behaviorOf,
  type GoneReason,
  type Outcome,
  type Permissions,
  type Refusal,
  type RoomState,
  type Sending,
  type SessionState,
} from './types.js';

/**
 * A session in the lobby knocks, and has the name of the knock from then on. A repeated knock keeps the time of the first. Only watchers of
 * the room read this: owners receive the knock itself.
 */
export const knock: Rule<{ by: string; name: string }> = (room, { by, name }, now) => {
  const session = room?.sessions[by];
  if (!room || !session) return refuse(REFUSALS.notHere);
  const { knock: before, userName } = session;
  if (session.access === 'full' || (before?.name === name && userName === name)) return accept(room, undefined);
  return accept(
    withSession(room, { ...session, userName: name, knock: { name, since: before?.since ?? now } }),
    undefined,
  );
};

/**
 * A guest receives an answer. The first one counts. Only now it is decided whether the room is full: on Daily, too, the server reports that to
 * the guest and not to the owner.
 */
export const answer: Rule<{ id: string; granted: boolean }> = (given, { id, granted }, now) => {
  const session = given?.sessions[id];
  if (!given || !session?.knock) return refuse(REFUSALS.notWaiting);
  if (granted && isFull(given)) return accept(without(given, [id], 'full', now), undefined);
  const { room, answerDelivery } = consumeAnswerFault(given, granted ? 'admission' : 'denial', id);
  if (!granted) return accept(without(room, [id], 'denied', now, answerDelivery), undefined);
  const { knock: _, ...rest } = session;
  return accept(
    withSession(room, { ...rest, access: 'full', arriving: true, ...(answerDelivery && { answerDelivery }) }),
    undefined,
  );
};

/** An admitted guest appears in the call. */
export const arrive: Rule<{ id: string }> = (room, { id }) => {
  const session = room?.sessions[id];
  if (!room || !session) return refuse(REFUSALS.notHere);
  if (!session.arriving) return accept(room, undefined);
  const { arriving: _, ...rest } = session;
  return accept(withSession(room, rest), undefined);
};

export interface SelfChanges {
  userName?: string;
  userData?: unknown;
  audio?: Sending;
  video?: Sending;
}

/** A session changes its own properties. */
export const updateSelf: Rule<{ by: string; changes: SelfChanges }> = (room, { by, changes }) => {
  const session = room?.sessions[by];
  if (!room || !session) return refuse(REFUSALS.notHere);
  const changed = { ...session, ...changes };
  if (JSON.stringify(changed) === JSON.stringify(session)) return accept(room, undefined);
  return accept(withSession(room, changed), undefined);
};

/** The permissions of a participant change: by an admin, or by Daily itself if `by` is unset. */
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

/**
 * A participant is ejected: by an owner or an admin, or by the page through the API if `by` is unset. As on Daily, an admin who is no owner
 * cannot eject other admins, and a participant cannot eject people in the lobby.
 */
export const eject: Rule<{ by?: string; id: string }> = (room, { by, id }, now) => {
  if (!room) return refuse(REFUSALS.noRoom);
  const session = room.sessions[id];
  if (by !== undefined && !mayEject(room, by, id)) return refuse(REFUSALS.notAdmin);
  if (!session || (by !== undefined && !isPresent(session))) return refuse(REFUSALS.notInCall);
  return accept(without(room, [id], 'ejected', now), undefined);
};

/** Sessions leave, or others find that they are gone. Idempotent. */
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

/** How long reasons of departure are kept, so that a sleeping tab can learn its own. */
const KEEP_GONE_MS = 60 * 60 * 1000;

export type Rule<Command, Result = undefined> = (
  room: RoomState | undefined,
  command: Command,
  now: number,
) => Outcome<Result>;

export function withSession(room: RoomState, session: SessionState): RoomState {
  return { ...room, sessions: { ...room.sessions, [session.id]: session } };
}

export function without(
  room: RoomState,
  ids: string[],
  reason: GoneReason,
  now: number,
  answerDelivery?: AnswerDelivery,
): RoomState {
  const leaving = ids.filter((id) => room.sessions[id]);
  if (leaving.length === 0) return room;
  const stay = Object.entries(room.sessions).filter(([id]) => !leaving.includes(id));
  const gone = Object.entries(room.gone).filter(([, { at }]) => now - at < KEEP_GONE_MS);
  const left = leaving.map((id) => [id, { reason, at: now, ...(answerDelivery && { answerDelivery }) }] as const);
  return { ...room, sessions: Object.fromEntries(stay), gone: Object.fromEntries([...gone, ...left]) };
}

export function accept<Result>(room: RoomState, result: Result): Outcome<Result> {
  return { ok: true, room, result };
}

export function refuse(error: Refusal): { ok: false; error: Refusal } {
  return { ok: false, error };
}

/** The token of a client: none, invalid, or its properties. */
export type GivenToken = TokenProperties | 'malformed' | undefined;

/** The access level that a client would get, and the refusal after it. Without a level `preAuth()` itself fails. */
export interface AccessResult {
  level?: AccessLevel;
  refusal?: Refusal;
}

/**
 * Which access a client would get. Changes nothing. As on Daily, an invalid token is ignored in a public room; in a private room it ends the
 * call in the lobby.
 */
export function accessTo(room: RoomState | undefined, token: GivenToken, now: number): AccessResult {
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

/** The properties of a token that is valid for this room now. */
function usableToken(room: RoomState | undefined, token: GivenToken, now: number): TokenProperties | undefined {
  return typeof token === 'object' && room && !wrongToken(room, token, now) ? token : undefined;
}

function wrongToken(room: RoomState, token: GivenToken, now: number): Refusal | undefined {
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
  token: GivenToken;
  /** The tracks that the session sends. Its devices are open already. */
  audio: Sending;
  video: Sending;
  /** Sessions whose tab is gone, which free their places. */
  dead: string[];
}

/** A session enters the call or the lobby. */
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
