import type { RoomState } from './types.js';

/** What holds where a room says nothing else; the values of Daily's that the local room knows. */
const DEFAULTS = { enable_knocking: false, start_video_off: false, start_audio_off: false, eject_at_room_exp: false };

/**
 * The answer to daily-js's `room()`. It says whether guests can knock, and not whether the room is private: nor does Daily's.
 *
 * @param room the room
 * @param withDefaults whether to tell what has not been set, as `includeRoomConfigDefaults` says
 */
export function roomInfo(room: RoomState | undefined, withDefaults: boolean): Record<string, unknown> {
  if (!room) return {};
  const { id, name } = room;
  const config = { ...(withDefaults ? DEFAULTS : {}), ...room.config };
  return { id, name, config, domainConfig: {}, tokenConfig: {} };
}
