import type { Fault, FaultTarget, SuddenFault } from '../room/fault-types.js';
import { fits, readFault, readSuddenFault, wrongTarget } from '../room/faults.js';
import { existing, invalid, notFound, withLink } from './rooms.js';

/**
 * Makes the next matching action in a room fail. Any tab can set faults, and they survive a reload. A fault is used up after `times`
 * failures. Of several matching faults, the one that was set first takes effect.
 *
 * @param room - The name of the room.
 * @param fault - What fails, how, and for whom.
 * @throws {LocalRoomError} `not-found` if there is no such room, `invalid-request-error` if the fault is not valid.
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
 * Makes something fail at once, for all matching people in the call or the lobby. Resolves when the message is sent; their pages receive
 * it a moment later.
 *
 * @param room - The name of the room.
 * @param who - A session id, or a name or a role.
 * @param fault - What fails, and how.
 * @throws {LocalRoomError} `not-found` if there is no such room or nobody matches, `invalid-request-error` if the fault is not valid.
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
    if (found.length === 0) throw notFound(`No participant of the room "${room}" matches.`);
    for (const { id } of found) link.send({ type: 'fault', from: '', to: id, fault: read });
  });
}

/**
 * Removes all faults of a room that have not happened yet.
 *
 * @throws {LocalRoomError} `not-found` if there is no such room.
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
 * Returns the faults of a room that have not happened yet, the next one first. `times` is how often each is left.
 *
 * @throws {LocalRoomError} `not-found` if there is no such room.
 */
export async function getFaults(room: string): Promise<Fault[]> {
  const stored = await withLink(room, (link) => link.read());
  return existing(stored, room).faults ?? [];
}

function valid<Read>(read: Read | string): Read {
  if (typeof read === 'string') throw invalid(read);
  return read;
}
