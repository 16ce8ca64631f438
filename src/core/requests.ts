import { DailyKnockError } from './errors.js';
import { hostOfRoom, parseRoomUrl } from './room-url.js';

/** Invisible characters only: white space, controls, direction marks, fillers, joiners. */
const INVISIBLE = /^[\p{C}\p{Z}\p{DI}\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}]*$/u;

/** A request as typed, or as given by the page. */
export interface RawRequest {
  readonly roomUrl: string;
  readonly userName: string;
}

/** A request after {@link checkRequest}. */
export interface CheckedRequest {
  /** The full link, or empty if invalid. */
  readonly roomUrl: string;
  /** Trimmed and well-formed Unicode, without the separator of notes. */
  readonly userName: string;
}

/** The `cause` of `invalid-room-url` when there is no link at all. */
export const NO_LINK = 'The link is empty.';

/** The `cause` of `invalid-room-url` when the page does not allow the room's host. */
export class RoomHostError extends Error {
  override readonly name = 'RoomHostError';
}

/** Checks a request before anything is loaded or sent. */
export function checkRequest(
  raw: RawRequest,
  needsName: boolean,
): CheckedRequest & { /** In the order of the form's fields. */ readonly problems: readonly DailyKnockError[] } {
  // Without U+2063, which would begin a note (note.ts). daily-js percent-encodes the name, which throws on a lone surrogate.
  const userName = raw.userName
    .replace(/\u2063/g, '')
    .trim()
    .replace(/\p{Cs}/gu, '\ufffd');
  const roomUrl = parseRoomUrl(raw.roomUrl);
  const problems: DailyKnockError[] = [];
  if (needsName && INVISIBLE.test(userName)) problems.push(new DailyKnockError('missing-name'));
  if (roomUrl === undefined) problems.push(invalidLink(raw.roomUrl));
  return { roomUrl: roomUrl ?? '', userName, problems };
}

function invalidLink(link: string): DailyKnockError {
  const host = hostOfRoom(link);
  if (!host) return new DailyKnockError('invalid-room-url', link.trim() ? {} : { cause: NO_LINK });
  const message = `The room's host, ${host}, is not one of those that this page allows.`;
  return new DailyKnockError('invalid-room-url', { message, cause: new RoomHostError(message) });
}
