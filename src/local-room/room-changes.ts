/** What the rules of a room are made of. Pure, as they are. */
import type { GoneReason, Outcome, Refusal, RoomState, SessionState, Told } from './types.js';

/** Reasons of departure are kept this long: enough for a sleeping tab to wake and learn its own. */
const GONE_FOR_MS = 60 * 60 * 1000;

export type Rule<Command, Result = undefined> = (
  room: RoomState | undefined,
  command: Command,
  now: number,
) => Outcome<Result>;

export function withSession(room: RoomState, session: SessionState): RoomState {
  return { ...room, sessions: { ...room.sessions, [session.id]: session } };
}

export function without(room: RoomState, ids: string[], reason: GoneReason, now: number, told?: Told): RoomState {
  const leaving = ids.filter((id) => room.sessions[id]);
  if (leaving.length === 0) return room;
  const stay = Object.entries(room.sessions).filter(([id]) => !leaving.includes(id));
  const gone = Object.entries(room.gone).filter(([, { at }]) => now - at < GONE_FOR_MS);
  const left = leaving.map((id) => [id, { reason, at: now, ...(told && { told }) }] as const);
  return { ...room, sessions: Object.fromEntries(stay), gone: Object.fromEntries([...gone, ...left]) };
}

export function accept<Result>(room: RoomState, result: Result): Outcome<Result> {
  return { ok: true, room, result };
}

export function refuse(error: Refusal): { ok: false; error: Refusal } {
  return { ok: false, error };
}
