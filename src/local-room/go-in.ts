import { firstSending, type CallProperties } from './call-properties.js';
import { enter } from './entry.js';
import { findDead, holdPresence } from './presence.js';
import type { RoomLink } from './room-link.js';
import type { Refusal } from './types.js';

/**
 * A session goes into its room: takes its lock, of which `held` is told, and then its place. Resolves to a refusal, or to nothing
 * when it is inside.
 */
export async function goIn(
  link: RoomLink,
  id: string,
  properties: CallProperties,
  held: (release: () => void) => void,
): Promise<Refusal | undefined> {
  // The lock first: whoever sees this session in the room may rely on it.
  held(await holdPresence(id));
  const room = await link.read();
  const dead = await findDead(Object.keys(room?.sessions ?? {}));
  const { userName, userData, token } = properties;
  const outcome = await link.apply(enter, {
    id,
    userName,
    userData,
    token,
    audio: firstSending(properties, 'audio', room),
    video: firstSending(properties, 'video', room),
    dead,
  });
  return outcome.ok ? undefined : outcome.error;
}
