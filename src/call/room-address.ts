import { parseRoomUrl } from '../core/room-url.js';

/** The address of a room, to be compared: without the query of a link, which may contain a token. Empty if the link leads to no room. */
export function roomAddress(roomUrl: string): string {
  const link = parseRoomUrl(roomUrl);
  if (!link) return '';
  const { origin, pathname } = new URL(link);
  return origin + pathname;
}
