/** Faults of a room. Plain data, stored with the room. Names are Daily's where Daily has them. */
import type { DailyCameraErrorType, DailyFatalErrorType, NetworkConnectionType } from '@daily-co/daily-js';

/** How a request to Daily fails without ending the call. */
export type RequestFailure =
  /** Daily refuses it, and the promise rejects. */
  | 'refused'
  /** Daily never receives it. The promise stays pending. */
  | 'request-lost'
  /** Daily does it, but the reply is lost. The promise stays pending. */
  | 'answer-lost'
  /** Daily receives it after `after` milliseconds. */
  | 'request-late'
  /** Daily does it at once and replies after `after` milliseconds. */
  | 'answer-late';

/**
 * How a knock, or the answer to one, fails. Daily confirms neither, so the sender does not notice: `updateWaitingParticipant()` resolves
 * anyway.
 */
export type MessageFailure =
  /** It is lost. A lost knock is repeated after 3 s. A lost answer can be given again. */
  | 'message-lost'
  /** It arrives after `after` milliseconds. */
  | 'message-late';

/** What can fail at any time, in the lobby or in the call. */
export type SuddenFailure =
  /** The call ends with Daily's fatal error of this type. */
  | DailyFatalErrorType
  /** Camera or microphone fail with Daily's `camera-error` of this type. The call continues. */
  | DailyCameraErrorType
  /**
   * Daily fires `network-connection`. While `signaling` is interrupted, messages are lost in both directions. Knocks and answers are among
   * them, so after 12 s an owner lists nobody, and owners no longer list a guest. Other changes arrive once it is `connected` again. While
   * `sfu` or `peer-to-peer` is interrupted, so are the tracks of the others.
   */
  | 'interrupted'
  | 'connected'
  /** The owner loses the right to answer knocks. */
  | 'rights-lost';

/**
 * In which order a guest's `requestAccess()` and Daily's events report the answer to a knock, or that only one of them does. Daily's call
 * machine of mid 2024 uses `event-first` for an admission and `promise-first` for a denial. Neither is documented.
 */
export type AnswerOrder = 'promise-first' | 'event-first' | 'promise-only' | 'event-only';

/** Whom a fault affects. Default: the first person. */
export interface FaultTarget {
  /** `'owner'`: a person whose token has `is_owner`. */
  role?: 'owner' | 'guest';
  /** The name that others see. */
  userName?: string;
}

export interface FaultDetails {
  /**
   * Milliseconds until it happens; for `admission` and `denial`, between promise and event. Default 0. Required for late replies and
   * messages.
   */
  after?: number;
  /** The text of the error. Default: the local room's. */
  msg?: string;
  /** Which devices fail. Default: those that the type names, or else those in use or requested. */
  media?: ('video' | 'audio')[];
  /** Which connection is interrupted or connected. Default `'signaling'`. */
  type?: NetworkConnectionType;
}

/** A fault that takes effect at once. */
export interface SuddenFault extends FaultDetails {
  how: SuddenFailure;
}

/** The action that fails, and how. */
export type FaultKind =
  /** `preAuth()` or `join()`. A fatal type ends it with Daily's fatal error. */
  | { on: 'preauth' | 'join'; how: DailyFatalErrorType | RequestFailure }
  /** `requestAccess()`. The messages are the knocks: the first one, and each repetition. */
  | { on: 'request-access'; how: DailyFatalErrorType | 'refused' | MessageFailure }
  /**
   * The answer of an owner to a knock. `unknown-id`: the owner's page has just dropped that person from its list, so the answer is refused;
   * the next knock lists them again. `guest-gone`: that person's tab was just closed; they stay listed for some 12 s after the answer.
   * `rights-lost`: the owner has just lost the right to answer, and the answer has no effect.
   */
  | {
      on: 'decision';
      how: DailyFatalErrorType | 'refused' | MessageFailure | 'unknown-id' | 'guest-gone' | 'rights-lost';
    }
  /** `leave()`, called by the page or by `destroy()`, which waits for it. */
  | { on: 'leave'; how: DailyFatalErrorType | Exclude<RequestFailure, 'refused'> }
  /** How a guest's page reports an answer that it has received. */
  | { on: 'admission' | 'denial'; how: AnswerOrder }
  /** A person begins to wait, or enters the call. */
  | { on: 'lobby' | 'call'; how: SuddenFailure }
  /** Camera or microphone are requested. */
  | { on: 'camera'; how: DailyCameraErrorType };

/** A fault for the next matching action in a room. */
export type Fault = FaultKind &
  FaultTarget &
  FaultDetails & {
    /** How many times it happens. Default 1. */
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
