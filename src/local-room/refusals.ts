import type { FatalType, GoneReason, Refusal } from './types.js';

/** The refusals of a room, in Daily's types. */
export const REFUSALS = {
  // daily-js reports `no-room` errors to a server of its maker unless the text says "deleted". A local room needs no network.
  noRoom: {
    type: 'no-room',
    msg: "The meeting you're trying to join does not exist, or has been deleted.",
  },
  expRoom: { type: 'exp-room', msg: "The meeting you're trying to join has ended." },
  nbfRoom: { type: 'nbf-room', msg: "The meeting you're trying to join has not started yet." },
  expToken: { type: 'exp-token', msg: 'The meeting token has expired.' },
  nbfToken: { type: 'nbf-token', msg: 'The meeting token is not valid yet.' },
  badToken: { type: 'not-allowed', msg: 'The meeting token is not valid for this room.' },
  notAllowed: { type: 'not-allowed', msg: 'You are not allowed to join this meeting.' },
  full: { type: 'meeting-full', msg: 'The meeting is full.' },
  denied: { type: 'not-allowed', msg: 'Join request rejected' },
  ejected: { type: 'ejected', msg: 'You were removed from the meeting.' },
  roomExpired: { type: 'ejected', msg: 'The meeting has ended: the room expired.' },
  tokenExpired: { type: 'ejected', msg: 'The meeting has ended for you: the meeting token expired.' },
  roomDeleted: { type: 'ejected', msg: 'The meeting has ended: the room was deleted.' },
  endOfLife: { type: 'end-of-life', msg: 'This version of daily-js is no longer supported.' },
  lost: { type: 'connection-error', msg: 'The connection to the local room was lost.' },
  refused: { msg: 'Refused.' },
  notAdmin: { msg: 'Only a participant with canAdmin permission for participants may do this.' },
  notWaiting: { msg: 'No such waiting participant.' },
  notInCall: { msg: 'No such participant in the call.' },
  notHere: { msg: 'Not in the room.' },
  noSpace: { msg: 'The meeting is full.' },
} as const satisfies Record<string, Refusal>;

/** What to tell a client whose session is no longer in the room. */
export function refusalFor(reason: GoneReason | undefined): Refusal {
  switch (reason) {
    case 'denied':
      return REFUSALS.denied;
    case 'ejected':
      return REFUSALS.ejected;
    case 'room-expired':
      return REFUSALS.roomExpired;
    case 'token-expired':
      return REFUSALS.tokenExpired;
    default:
      return REFUSALS.lost;
  }
}

const BY_TYPE: Record<FatalType, Refusal> = {
  ejected: REFUSALS.ejected,
  'nbf-room': REFUSALS.nbfRoom,
  'nbf-token': REFUSALS.nbfToken,
  'exp-room': REFUSALS.expRoom,
  'exp-token': REFUSALS.expToken,
  'no-room': REFUSALS.noRoom,
  'meeting-full': REFUSALS.full,
  'end-of-life': REFUSALS.endOfLife,
  'not-allowed': REFUSALS.notAllowed,
  'connection-error': REFUSALS.lost,
};

/** The refusal of a type, with a text of its own where one is given. */
export function refusalOf(type: FatalType, msg = BY_TYPE[type].msg): Refusal {
  return { type, msg };
}

/** Daily's fatal `error` event, with which `join()` rejects as well. */
export function errorEvent({ type = 'connection-error', msg }: Refusal): { action: string } & Record<string, unknown> {
  const details = { on: 'join', sourceError: { msg } };
  const error = { type, msg, ...(type === 'connection-error' && { details: JSON.stringify(details) }) };
  return { action: 'error', errorMsg: msg, error };
}
