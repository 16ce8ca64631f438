import type { DailyKnockError, DailyKnockErrorCode, NoticeCode } from '../../core/errors.js';
import { RoomHostError } from '../../core/requests.js';
import { roomHosts } from '../../core/room-hosts.js';
import { hostUrl } from '../../core/room-url.js';

/** Problems that the site's developer can fix. */
type Cause = NoticeCode | 'not-admin' | 'no-room' | 'room-host' | 'guest-link' | 'devices-in-use';

const GUIDE = 'https://docs.daily.co/docs/daily-js/guides/waiting-room';

const HINTS: Readonly<Record<Cause, string>> = {
  'not-admin': `The token does not allow answering knocks. Create it with "permissions": { "canAdmin": ["participants"] }, which "is_owner": true may or may not include. See ${GUIDE}`,
  'not-private': `Guests can join this room without knocking: it is public, or they have a token. To make guests knock, set "privacy": "private" and "enable_knocking": true. See ${GUIDE}`,
  'knocking-off': `Nobody can knock at this room. Set "privacy": "private" and "enable_knocking": true. See ${GUIDE}`,
  'no-room':
    'The page\'s "room-url" is not a link to a room. It must look like https://your-team.daily.co/room-name, and the room must exist (POST https://api.daily.co/v1/rooms).',
  'room-host':
    'The host of the page\'s "room-url" is not in roomHosts (data-room-hosts on the script tag, or configure()).',
  'guest-link': '"guest-link" is not shown: it must be an http or https URL without credentials.',
  'devices-in-use':
    'Another program or another call in this page uses the camera or microphone. If the page makes its own calls, set the "call" property of the elements.',
  'no-webrtc':
    "This browser has no WebRTC that daily-js supports, or an extension blocks it. In an app's web view, link to the system's browser.",
  'opaque-origin':
    'daily-js does not work in a document with an opaque origin: an iframe sandboxed without "allow-same-origin", or with "srcdoc" or a "data:" URL. Use a URL and: <iframe src="…" sandbox="allow-scripts allow-same-origin allow-forms allow-popups">.',
  'not-secure':
    'The page is not in a secure context: browsers allow camera and microphone on https pages and localhost only.',
  'devices-forbidden':
    'A permissions policy forbids camera and microphone in this page. In an iframe: <iframe allow="camera; microphone; autoplay">. As a header: Permissions-Policy: camera=(self), microphone=(self).',
};

/** The causes of errors. */
const CAUSES: Partial<Record<DailyKnockErrorCode, Cause>> = {
  'not-admin': 'not-admin',
  'knocking-unavailable': 'knocking-off',
  'invalid-room-url': 'no-room',
  'no-room': 'no-room',
  'camera-cam-in-use': 'devices-in-use',
  'camera-mic-in-use': 'devices-in-use',
  'camera-cam-mic-in-use': 'devices-in-use',
};

/** Causes that are not the page's fault if the visitor typed the link. */
const ABOUT_LINKS: ReadonlySet<Cause> = new Set<Cause>(['no-room', 'room-host']);

const warned = new Set<string>();

/** Warns of a cause in the console, once per page. */
export function hint(cause: Cause): void {
  warnOnce(HINTS[cause]);
}

function warnOnce(text: string): void {
  if (warned.has(text)) return;
  warned.add(text);
  console.warn(`daily-knock: ${text}`);
}

/** Warns of an error's cause. `isPagesLink` tells whether the page set the room link, and it never worked. */
export function hintAtError({ code, cause: reason, message }: DailyKnockError, isPagesLink: boolean): void {
  // A rejection of the page's own `getToken` needs no hint.
  if (code === 'token-failed' && reason === undefined) warnOnce(message);
  const cause = reason instanceof RoomHostError ? 'room-host' : CAUSES[code];
  if (cause && (!ABOUT_LINKS.has(cause) || isPagesLink)) hint(cause);
}

/** Warns of invalid entries in `roomHosts`. */
export function hintAtRoomHosts(): void {
  for (const entry of roomHosts() ?? []) {
    if (entry && !hostUrl(entry))
      warnOnce(`"${entry}" in roomHosts is not a host. Use host names only, such as your-team.daily.co.`);
  }
}
