/**
 * The rules of a room: pure functions `(room, command, now) => outcome`. No clock, no DOM, no storage; a room that is
 * returned unchanged is the same object.
 */
import { REFUSALS } from './refusals.js';
import { accept, refuse, without, withSession, type Rule } from './room-changes.js';
import { endOf, isAdminIn, isFull, waitingIn } from './room-queries.js';
import { takeTold } from './take-fault.js';
import type { Permissions, Refusal, RoomState, Sending, SessionState } from './types.js';

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
