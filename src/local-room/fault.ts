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

/** What can happen to somebody at any moment, in the lobby or in the call. */
export type SuddenTrouble =
  /** The call ends with Daily's fatal error of this type. */
  | DailyFatalErrorType
  /** Camera or microphone fail with Daily's `camera-error` of this type; the call goes on. */
  | DailyCameraErrorType
  /**
   * Daily's `network-connection` says so. While `signaling` is interrupted, requests and events wait; while `sfu` or
   * `peer-to-peer` is, the others' tracks are interrupted.
   */
  | 'interrupted'
  | 'connected'
  /** The right to answer knocks is taken away. */
  | 'rights-lost';

/** In which order a guest's `requestAccess()` and Daily's events tell the answer to a knock, or that only one of them does. */
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
  /** `preAuth()` is called, or `join()`, or `requestAccess()`. A fatal type ends it with Daily's fatal error. */
  | { on: 'preauth' | 'join' | 'request-access'; how: DailyFatalErrorType | RequestTrouble }
  /**
   * An owner answers a knock. `unknown-id`: refused as if that person did not wait, and they still do. `guest-gone`: the
   * connection of that person is lost just before. `rights-lost`: the owner's right is taken away just before.
   */
  | { on: 'decision'; how: DailyFatalErrorType | RequestTrouble | 'unknown-id' | 'guest-gone' | 'rights-lost' }
  /** `leave()` is called, by the page or by `destroy()`, which waits for it. */
  | { on: 'leave'; how: DailyFatalErrorType | Exclude<RequestTrouble, 'refused'> }
  /** A guest is let in, or turned away: how they are told. */
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
