import { parseRoomUrl } from './room-url.js';

/** Rooms on Daily's cloud, which guests can open in a browser. */
const DAILY_CLOUD = /\.daily\.co$/;

/**
 * The address that guests open: the page's `guestLink`, relative to `base`, or else the link of a room on Daily's cloud. `undefined` for
 * other schemes than http, and for other rooms, such as local ones.
 */
export function guestLinkOf(guestLink: string | undefined, roomUrl: string, base: string): string | undefined {
  if (guestLink) {
    const url = URL.canParse(guestLink, base) ? new URL(guestLink, base) : undefined;
    return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  }
  const room = parseRoomUrl(roomUrl);
  if (!room) return undefined;
  const { hostname, origin, pathname } = new URL(room);
  // Without its query, which may have the owner's token.
  return DAILY_CLOUD.test(hostname) ? origin + pathname : undefined;
}
