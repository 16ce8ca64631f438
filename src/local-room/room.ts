/**
 * The rules of a room: pure functions `(room, command, now) => outcome`. No clock, no DOM, no storage; a room that is
 * returned unchanged is the same object.
 */
import { REFUSALS } from './refusals.js';
import { accept, refuse, without, withSession, type Rule } from './room-changes.js';
import { endOf, isAdminIn, isFull } from './room-queries.js';
import { takeTold } from './take-fault.js';
import type { Permissions, Sending } from './types.js';

/**
 * A session in the lobby knocks, under the name that it goes by from now on. Asking again keeps the time since when it waits. Only those
 * who watch the room read this: owners hear the knock itself.
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
 * An answer has reached the one who knocks; the first one counts. Whether there is room is only known now, as on Daily, where the server
 * says so to the guest and not to the owner.
 */
export const answer: Rule<{ id: string; granted: boolean }> = (given, { id, granted }, now) => {
  const session = given?.sessions[id];
  if (!given || !session?.knock) return refuse(REFUSALS.notWaiting);
  if (granted && isFull(given)) return accept(without(given, [id], 'full', now), undefined);
  const { room, told } = takeTold(given, granted ? 'admission' : 'denial', id);
  if (!granted) return accept(without(room, [id], 'denied', now, told), undefined);
  const { knock: _, ...rest } = session;
  return accept(withSession(room, { ...rest, access: 'full', arriving: true, ...(told && { told }) }), undefined);
};

/** Somebody who was let in appears in the call. */
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
