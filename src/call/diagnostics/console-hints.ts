import type { DailyKnockError, DailyKnockErrorCode, NoticeCode } from '../../core/errors.js';
import { RoomHostError } from '../../core/requests.js';
import { roomHosts } from '../../core/room-hosts.js';
import { hostUrl } from '../../core/room-url.js';

/** Causes that a site's developer can do something about. */
type Cause = NoticeCode | 'not-admin' | 'no-room' | 'room-host' | 'devices-in-use';

const GUIDE = 'https://docs.daily.co/docs/daily-js/guides/waiting-room';

/** For the console, and so in English. */
const HINTS: Readonly<Record<Cause, string>> = {
  'not-admin': `The token does not let its holder answer knocks. Make it with "permissions": { "canAdmin": ["participants"] }, which "is_owner": true may or may not include. See ${GUIDE}`,
  'not-private': `Somebody can come into this room without knocking: it is public, or they have a token. For a room at which guests knock, set "privacy": "private" and "enable_knocking": true. See ${GUIDE}`,
  'knocking-off': `Nobody can knock at this room. Set "privacy": "private" and "enable_knocking": true for it. See ${GUIDE}`,
  'no-room':
    'The page\'s "room-url" leads to no room. It must look like https://your-team.daily.co/room-name, and the room must have been made (POST https://api.daily.co/v1/rooms).',
  'room-host':
    'The page\'s "room-url" leads to another host than the page allows with roomHosts (data-room-hosts on the script tag, or configure()).',
  'devices-in-use':
    'Another program has camera or microphone, or another call in this page. If the page makes calls of its own, hand the call to the elements (their property "call").',
  'no-webrtc':
    'This browser has no WebRTC that daily-js supports, or something suppresses it. In an app\'s own browser (a "web view"), link to the system\'s browser.',
  'opaque-origin':
    'daily-js does not work in a document without an origin of its own: an iframe sandboxed without "allow-same-origin", or with "srcdoc" or a "data:" address. Give the page an address of its own: <iframe src="…" sandbox="allow-scripts allow-same-origin allow-forms allow-popups">.',
  'not-secure':
    'The page is not in a secure context: browsers give camera and microphone to https pages and to localhost only.',
  'devices-forbidden':
    'A permissions policy keeps camera and microphone from this page. In an iframe: <iframe allow="camera; microphone; autoplay">. As a header: Permissions-Policy: camera=(self), microphone=(self).',
};

/** The errors that have such a cause. */
const CAUSES: Partial<Record<DailyKnockErrorCode, Cause>> = {
  'not-admin': 'not-admin',
  'knocking-unavailable': 'knocking-off',
  'invalid-room-url': 'no-room',
  'no-room': 'no-room',
  'camera-cam-in-use': 'devices-in-use',
  'camera-mic-in-use': 'devices-in-use',
  'camera-cam-mic-in-use': 'devices-in-use',
};

/** Those that do not concern the page where the link is the visitor's. */
const ABOUT_LINKS: ReadonlySet<Cause> = new Set<Cause>(['no-room', 'room-host']);

/** Said once in a page. */
const said = new Set<string>();

/**
 * Tells the site's developer of a cause, once in a page.
 *
 * @param cause which
 */
export function hint(cause: Cause): void {
  warnOnce(HINTS[cause]);
}

function warnOnce(text: string): void {
  if (said.has(text)) return;
  said.add(text);
  console.warn(`daily-knock: ${text}`);
}

/**
 * Tells of an error's cause, if a developer can do something about it.
 *
 * @param error the error
 * @param isPagesLink whether the room link is the page's, and not the visitor's, and led nowhere from the beginning
 */
export function hintAt({ code, cause: reason, message }: DailyKnockError, isPagesLink: boolean): void {
  // What `getToken` rejects with is the page's own to tell.
  if (code === 'token-failed' && reason === undefined) warnOnce(message);
  const cause = reason instanceof RoomHostError ? 'room-host' : CAUSES[code];
  if (cause && (!ABOUT_LINKS.has(cause) || isPagesLink)) hint(cause);
}

/** Tells of what stands among the hosts that the page allows and is none. */
export function hintAtRoomHosts(): void {
  for (const entry of roomHosts() ?? []) {
    if (entry && !hostUrl(entry))
      warnOnce(`"${entry}" in roomHosts allows no room: write each host alone, such as your-team.daily.co.`);
  }
}
