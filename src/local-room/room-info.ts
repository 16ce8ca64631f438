import type { RoomState } from './types.js';

/** The answer to daily-js's `room()`. */
export function roomInfo(room: RoomState | undefined): Record<string, unknown> {
  if (!room) return {};
  const { id, name, config } = room;
  return { id, name, config, domainConfig: {}, tokenConfig: {} };
}
