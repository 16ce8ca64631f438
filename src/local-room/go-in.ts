import type { CallProperties } from './call-properties.js';
import { enter } from './entry.js';
import { findDead, holdPresence } from './presence.js';
import type { RoomLink } from './room-link.js';
import type { Kind, Refusal, Sending } from './types.js';

/**
 * A session goes into its room: takes its lock, of which `held` is told, and then its place. Resolves to a refusal, or to nothing
 * when it is inside.
 */
export async function goIn(
  link: RoomLink,
  id: string,
  { userName, userData, token }: CallProperties,
  sending: Readonly<Record<Kind, Sending>>,
  held: (release: () => void) => void,
): Promise<Refusal | undefined> {
  // The lock first: whoever sees this session in the room may rely on it.
  held(await holdPresence(id));
  const room = await link.read();
  const dead = await findDead(Object.keys(room?.sessions ?? {}));
  const outcome = await link.apply(enter, { id, userName, userData, token, ...sending, dead });
  return outcome.ok ? undefined : outcome.error;
}
