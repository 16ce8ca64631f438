/** What can be told to go wrong in a room. Plain data: it is kept with the room. The names are Daily's where Daily has any. */
import type { DailyCameraErrorType, DailyFatalErrorType, NetworkConnectionType } from '@daily-co/daily-js';

/** How a request to Daily can go wrong without ending the call. */
export type RequestTrouble =
  /** Daily says no: the promise rejects. Nothing is done. */
  | 'refused'
  /** Daily never gets it: nothing is done, nothing is answered. */
  | 'request-lost'
  /** Daily does it, and the answer never comes. */
  | 'answer-lost'
  /** Daily gets it after `after` milliseconds. */
  | 'request-late'
  /** Daily does it at once and answers after `after` milliseconds. */
  | 'answer-late';

/**
 * How a message between a guest and the owners can go wrong, a knock or its answer. Daily confirms neither, so whoever has sent it is told
 * nothing: `updateWaitingParticipant()` resolves all the same.
 */
export type MessageTrouble =
  /** It is lost on its way. The guest's next knock follows 3 s after a lost one; after a lost answer, a second one works. */
  | 'message-lost'
  /** It arrives after `after` milliseconds. */
  | 'message-late';

/** What can happen to somebody at any moment, in the lobby or in the call. */
export type SuddenTrouble =
  /** The call ends with Daily's fatal error of this type. */
  | DailyFatalErrorType
  /** Camera or microphone fail with Daily's `camera-error` of this type; the call goes on. */
  | DailyCameraErrorType
  /**
   * Daily's `network-connection` says so. While `signaling` is interrupted, messages are lost in both directions: knocks and answers too,
   * so that an owner loses everybody who waits after 12 s, and a guest is lost to the owners. What else goes on in the room is told when
   * it is `connected` again. While `sfu` or `peer-to-peer` is interrupted, the others' tracks are.
   */
  | 'interrupted'
  | 'connected'
  /** The right to answer knocks is taken away. */
  | 'rights-lost';

/**
 * In which order a guest's `requestAccess()` and Daily's events tell the answer to a knock, or that only one of them does. Daily's call
 * machine of mid 2024 does `event-first` for an admission and `promise-first` for a denial, and documents neither.
 */
export type AnswerOrder = 'promise-first' | 'event-first' | 'promise-only' | 'event-only';

/** Whom a fault is for. Without any of these: whoever comes first. */
export interface FaultTarget {
  /** `'owner'`: somebody whose token says `is_owner`. */
  role?: 'owner' | 'guest';
  /** The name that the others see. */
  userName?: string;
}

export interface FaultDetails {
  /**
   * Milliseconds until it happens; with `admission` and `denial`, between promise and event. Default 0; needed for what is late.
   */
  after?: number;
  /** The text of the error, in place of the local room's own. */
  msg?: string;
  /** Which devices fail. By default those that the type names, or that are in use or asked for. */
  media?: ('video' | 'audio')[];
  /** Which connection is interrupted, or connected again. Default `'signaling'`. */
  type?: NetworkConnectionType;
}

/** Something that is to go wrong at once. */
export interface SuddenFault extends FaultDetails {
  how: SuddenTrouble;
}

/** When a fault happens, and how. */
export type FaultKind =
  /** `preAuth()` is called, or `join()`. A fatal type ends it with Daily's fatal error. */
  | { on: 'preauth' | 'join'; how: DailyFatalErrorType | RequestTrouble }
  /** `requestAccess()` is called. The messages are the knocks: the first one, and each that follows by itself. */
  | { on: 'request-access'; how: DailyFatalErrorType | 'refused' | MessageTrouble }
  /**
   * An owner answers a knock. The messages are the answer. `unknown-id`: the owner's page has just dropped that person, so the answer is
   * refused, and lists them again at their next knock. `guest-gone`: the tab of that person is closed just before; they stay listed for
   * 12 s after the answer, or a little more. `rights-lost`: the owner's right is taken away just before, and the answer counts for
   * nothing.
   */
  | {
      on: 'decision';
      how: DailyFatalErrorType | 'refused' | MessageTrouble | 'unknown-id' | 'guest-gone' | 'rights-lost';
    }
  /** `leave()` is called, by the page or by `destroy()`, which waits for it. */
  | { on: 'leave'; how: DailyFatalErrorType | Exclude<RequestTrouble, 'refused'> }
  /** A guest's page has received an answer: how it tells the guest. */
  | { on: 'admission' | 'denial'; how: AnswerOrder }
  /** Somebody has begun to wait, or has come into the call. */
  | { on: 'lobby' | 'call'; how: SuddenTrouble }
  /** Camera or microphone are asked for. */
  | { on: 'camera'; how: DailyCameraErrorType };

/** Something that is to go wrong in a room, the next time that it could. */
export type Fault = FaultKind &
  FaultTarget &
  FaultDetails & {
    /** How many times. Default 1. */
    times?: number | 'always';
  };

export const FATAL_TYPES = [
  'ejected',
  'nbf-room',
  'nbf-token',
  'exp-room',
  'exp-token',
  'no-room',
  'meeting-full',
  'end-of-life',
  'not-allowed',
  'connection-error',
] as const satisfies readonly DailyFatalErrorType[];

export const CAMERA_TYPES = [
  'cam-in-use',
  'mic-in-use',
  'cam-mic-in-use',
  'permissions',
  'undefined-mediadevices',
  'not-found',
  'constraints',
  'unknown',
] as const satisfies readonly DailyCameraErrorType[];

export function isFatal(how: string): how is DailyFatalErrorType {
  return FATAL_TYPES.some((type) => type === how);
}

export function isCameraError(how: string): how is DailyCameraErrorType {
  return CAMERA_TYPES.some((type) => type === how);
}
