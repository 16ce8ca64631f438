import { DailyKnockError } from './errors.js';
import { hostOfRoom, parseRoomUrl } from './room-url.js';

/**
 * After this a decision about somebody who is still listed counts as failed and can be made again. Daily itself keeps a guest who has
 * gone on the list for up to 14 s. Seconds.
 */
export const DECISION_TIMEOUT = 20;

/** Whatever is not seen: blanks, controls, marks of direction, fillers, joiners. */
const UNSEEN = /^[\p{C}\p{Z}\p{DI}\u2800\ufffc\u{13441}\u{13442}\u{16fe4}\u{1d159}]*$/u;

/** What somebody typed, or a page gave. */
export interface RawRequest {
  readonly roomUrl: string;
  readonly userName: string;
}

/** A request that can be tried. */
export interface CheckedRequest {
  /** The link in full, empty if it is none. */
  readonly roomUrl: string;
  /** Without blanks around it, and well-formed. */
  readonly userName: string;
}

/** Why a link to a room is not used: the `cause` of `invalid-room-url`. */
export class RoomHostError extends Error {
  override readonly name = 'RoomHostError';
}

/**
 * Checks a request before anything is loaded or sent.
 *
 * @param raw as it came
 * @param needsName whether a name must be there
 */
export function checkRequest(
  raw: RawRequest,
  needsName: boolean,
): CheckedRequest & { /** What is wrong, in the order of the form. */ readonly problems: readonly DailyKnockError[] } {
  // Half of a surrogate pair makes daily-js fail: it percent-encodes the name.
  const userName = raw.userName.trim().replace(/\p{Cs}/gu, '\ufffd');
  const roomUrl = parseRoomUrl(raw.roomUrl);
  const problems: DailyKnockError[] = [];
  // A name of which nothing can be seen is none.
  if (needsName && UNSEEN.test(userName)) problems.push(new DailyKnockError('missing-name'));
  if (roomUrl === undefined) problems.push(invalidLink(hostOfRoom(raw.roomUrl)));
  return { roomUrl: roomUrl ?? '', userName, problems };
}

function invalidLink(host: string | undefined): DailyKnockError {
  if (host === undefined) return new DailyKnockError('invalid-room-url');
  const message = `The room's host, ${host}, is not one of those that this page allows.`;
  return new DailyKnockError('invalid-room-url', { message, cause: new RoomHostError(message) });
}
