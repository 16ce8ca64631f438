import type { DailyFatalErrorType } from '@daily-co/daily-js';
import type { GoneReason, Refusal } from './types.js';

/** Daily's text if a host, the clock, or the deletion of the room ends a call. */
const ENDED = 'Meeting has ended';

/** The refusals of a room, with Daily's types, and Daily's texts where they are known. */
export const REFUSALS = {
  // daily-js reports `no-room` errors to Daily's servers unless `error.msg` contains "deleted". A local room needs no network.
  noRoom: {
    type: 'no-room',
    msg: "The meeting you're trying to join does not exist, or has been deleted.",
    errorMsg: "The meeting you're trying to join does not exist.",
  },
  roomDeleted: { type: 'no-room', msg: 'Exiting meeting because room was deleted', errorMsg: ENDED },
  expRoom: { type: 'exp-room', msg: 'This room is no longer available' },
  nbfRoom: { type: 'nbf-room', msg: 'This room is not available yet, please try later' },
  expToken: { type: 'exp-token', msg: 'This meeting is no longer available' },
  nbfToken: { type: 'nbf-token', msg: 'This meeting is not available yet, please try later' },
  notAllowed: { type: 'not-allowed', msg: 'You are not allowed to join this meeting' },
  full: { type: 'meeting-full', msg: 'Meeting is full' },
  denied: { type: 'not-allowed', msg: 'Join request rejected' },
  ejected: { type: 'ejected', msg: ENDED },
  endOfLife: { type: 'end-of-life', msg: 'This version of daily-js is no longer supported.' },
  lost: { type: 'connection-error', msg: 'The connection to the local room was lost.' },
  refused: { msg: 'Refused.' },
  notAdmin: { msg: 'Only a participant with canAdmin permission for participants may do this.' },
  notWaiting: { msg: 'No such waiting participant.' },
  notInCall: { msg: 'No such participant in the call.' },
  notHere: { msg: 'Not in the room.' },
} as const satisfies Record<string, Refusal>;

/** The refusal for a client whose session is no longer in the room. A host and the clock end it with the same text. */
export function refusalFor(reason: GoneReason | undefined): Refusal {
  switch (reason) {
    case 'denied':
      return REFUSALS.denied;
    case 'full':
      return REFUSALS.full;
    case 'ejected':
    case 'room-expired':
    case 'token-expired':
      return REFUSALS.ejected;
    default:
      return REFUSALS.lost;
  }
}

const BY_TYPE: Record<DailyFatalErrorType, Refusal> = {
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

/** The refusal of a type, with an optional text. */
export function refusalOf(type: DailyFatalErrorType, msg?: string): Refusal {
  return msg === undefined ? BY_TYPE[type] : { type, msg };
}

/** Daily's fatal `error` event, with which `join()` also rejects. */
export function errorEvent({ type = 'connection-error', msg, errorMsg = msg }: Refusal): FatalErrorEvent {
  const details = { on: 'join', sourceError: { msg } };
  const error = { type, msg, ...(type === 'connection-error' && { details: JSON.stringify(details) }) };
  return { action: 'error', errorMsg, error };
}

/** A type, since an interface has no index signature, and a client's event needs one. */
export type FatalErrorEvent = { action: 'error'; errorMsg: string; error: { type: DailyFatalErrorType; msg: string } };
