import type { Fault, FaultTarget, SuddenFault } from '../room/fault-types.js';
import { readFault, readSuddenFault, wrongTarget, fits } from '../room/faults.js';
import { existing, invalid, notFound, withLink } from './rooms.js';

/**
 * Tells a room to fail: the next time that `fault.on` happens to somebody whom it fits, it goes wrong. Faults are kept with the
 * room, so any tab can set them and a reload keeps them; each is used up when it has happened `times` times. Of several that fit,
 * the one set first happens.
 *
 * @param room The name of the room.
 * @throws {LocalRoomError} `not-found` when there is no such room, `invalid-request-error` when the fault is none.
 *
 * @example
 * await failNext('coffee', { on: 'join', how: 'meeting-full' });
 * await failNext('coffee', { on: 'decision', how: 'message-lost', userName: 'Olga', times: 'always' });
 */
export async function failNext(room: string, fault: Fault): Promise<void> {
  const read = valid(readFault(fault));
  await withLink(room, (link) =>
    link.change((stored) => {
      const found = existing(stored, room);
      return { ...found, faults: [...(found.faults ?? []), read] };
    }),
  );
}

/**
 * Lets something go wrong at once, for somebody who is in the call or in its lobby; for everybody whom `who` fits. Resolves when
 * they have been sent for: their page learns it a moment later.
 *
 * @param room The name of the room.
 * @param who A session id, or a name or a role.
 * @throws {LocalRoomError} `not-found` when there is no such room or nobody whom `who` fits, `invalid-request-error` when the fault
 * is none.
 *
 * @example
 * await failNow('coffee', { userName: 'Gus' }, { how: 'connection-error' });
 * await failNow('coffee', { role: 'owner' }, { how: 'interrupted', type: 'signaling' });
 */
export async function failNow(room: string, who: string | FaultTarget, fault: SuddenFault): Promise<void> {
  const read = valid(readSuddenFault(fault));
  const wrong = typeof who === 'string' ? undefined : wrongTarget(who);
  if (wrong) throw invalid(wrong);
  await withLink(room, async (link) => {
    const { sessions } = existing(await link.read(), room);
    const found = Object.values(sessions).filter((each) =>
      typeof who === 'string' ? each.id === who : fits(who, each),
    );
    if (found.length === 0) throw notFound(`Nobody like that is in the room "${room}".`);
    for (const { id } of found) link.send({ type: 'fault', from: '', to: id, fault: read });
  });
}

/**
 * Takes back all faults of a room that have not happened yet.
 *
 * @throws {LocalRoomError} `not-found` when there is no such room.
 */
export async function clearFaults(room: string): Promise<void> {
  await withLink(room, (link) =>
    link.change((stored) => {
      const { faults, ...rest } = existing(stored, room);
      return faults?.length ? rest : stored;
    }),
  );
}

/**
 * The faults of a room that have not happened yet, the next one first; `times` says how often they still will.
 *
 * @throws {LocalRoomError} `not-found` when there is no such room.
 */
export async function getFaults(room: string): Promise<Fault[]> {
  const stored = await withLink(room, (link) => link.read());
  return existing(stored, room).faults ?? [];
}

function valid<Read>(read: Read | string): Read {
  if (typeof read === 'string') throw invalid(read);
  return read;
}
