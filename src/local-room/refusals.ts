import type { GoneReason, Refusal } from './types.js';

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
  lost: { type: 'connection-error', msg: 'The connection to the local room was lost.' },
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
