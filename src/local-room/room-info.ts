import type { RoomState } from './types.js';

/** What holds where a room says nothing else; the values of Daily's that the local room knows. */
const DEFAULTS = { enable_knocking: false, start_video_off: false, start_audio_off: false, eject_at_room_exp: false };

/**
 * The answer to daily-js's `room()`. Its reference does not speak of a privacy: pages that look for one find it, those that go by
 * `enable_knocking` alone are right as well.
 *
 * @param room the room
 * @param withDefaults whether to tell what has not been set, as `includeRoomConfigDefaults` says
 */
export function roomInfo(room: RoomState | undefined, withDefaults: boolean): Record<string, unknown> {
  if (!room) return {};
  const { id, name, privacy } = room;
  const config = { ...(withDefaults ? DEFAULTS : {}), ...room.config, privacy };
  return { id, name, config, domainConfig: {}, tokenConfig: {} };
}
