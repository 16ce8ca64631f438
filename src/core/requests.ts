import { displayName } from './display-name.js';
import { DailyKnockError } from './errors.js';
import { parseRoomUrl } from './room-url.js';

/** What somebody typed, or a page gave. */
export interface RawRequest {
  readonly roomUrl: string;
  readonly userName: string;
}

/** What came of it. */
export interface CheckedRequest {
  /** The link in full, empty if it is none. */
  readonly roomUrl: string;
  /** Without blanks around it, and well-formed. */
  readonly userName: string;
  /** What is wrong, in the order of the form. */
  readonly problems: readonly DailyKnockError[];
}

/**
 * Checks a request before anything is loaded or sent.
 *
 * @param raw as it came
 * @param needsName whether a name must be there
 */
export function checkRequest(raw: RawRequest, needsName: boolean): CheckedRequest {
  // Half of a surrogate pair makes daily-js fail: it percent-encodes the name.
  const userName = raw.userName.trim().replace(/\p{Cs}/gu, '\ufffd');
  const roomUrl = parseRoomUrl(raw.roomUrl);
  const problems: DailyKnockError[] = [];
  // A name of which nothing can be seen is none.
  if (needsName && displayName(userName) === '') problems.push(new DailyKnockError('missing-name'));
  if (roomUrl === undefined) problems.push(new DailyKnockError('invalid-room-url'));
  return { roomUrl: roomUrl ?? '', userName, problems };
}
