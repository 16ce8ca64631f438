import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';

/** Daily's fatal error types, as they are. */
export type DailyFatalCode = DailyFatalErrorType;

/** Daily's camera error types, prefixed with `camera-`. They never end a call. */
export type CameraCode = `camera-${DailyCameraErrorType}`;

/** Errors of this package. */
export type KnockCode =
  | 'invalid-room-url'
  | 'missing-name'
  | 'missing-token'
  | 'token-failed'
  | 'not-admin'
  | 'knocking-unavailable'
  | 'load-failed'
  | 'decision-failed'
  | 'not-delivered'
  | 'aborted';

/** All values of {@link DailyKnockError.code}. */
export type DailyKnockErrorCode = DailyFatalCode | CameraCode | KnockCode;

const NOT_FATAL: ReadonlySet<DailyKnockErrorCode> = new Set<DailyKnockErrorCode>([
  'invalid-room-url',
  'missing-name',
  'missing-token',
  'not-admin',
  'decision-failed',
  'not-delivered',
  'aborted',
]);

/** Messages for developers. Visitors read the translations. */
const MESSAGES: Record<KnockCode, string> = {
  'invalid-room-url': 'This is not a room link.',
  'missing-name': 'A name is needed.',
  'missing-token': 'An owner token is needed.',
  'token-failed': 'No token was returned.',
  'not-admin': 'This token does not allow answering knocks.',
  'knocking-unavailable': 'This room does not allow knocking.',
  'load-failed': 'The video service could not be loaded.',
  'decision-failed': 'The decision did not go through.',
  'not-delivered': 'The message was not delivered.',
  aborted: 'Aborted.',
};

/** The error class of this package, for rejections, `daily-error` and `error` properties. It never contains a meeting token. */
export class DailyKnockError extends Error {
  override readonly name = 'DailyKnockError';
  /** A stable code to switch on. */
  readonly code: DailyKnockErrorCode;
  /** Whether it ended the attempt or the call. */
  readonly fatal: boolean;

  /**
   * @param code the error code
   * @param options `message` for developers and `fatal` (both default to those of the code), `cause` as in `Error`
   */
  constructor(code: DailyKnockErrorCode, options: { message?: string; cause?: unknown; fatal?: boolean } = {}) {
    super(
      options.message ?? MESSAGES[code as KnockCode] ?? code,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.fatal = options.fatal ?? (!NOT_FATAL.has(code) && !code.startsWith('camera-'));
  }
}

/** Why something cannot work in this browser, page or room. Shown as a notice, not as an error. */
export type NoticeCode =
  /** The browser has no WebRTC, or one that Daily does not support. */
  | 'no-webrtc'
  /** The page has an opaque origin: sandboxed without `allow-same-origin`, `srcdoc`, `data:`. */
  | 'opaque-origin'
  /** The page is not on https. */
  | 'not-secure'
  /** A permissions policy or the page's iframe forbids camera and microphone. */
  | 'devices-forbidden'
  /** The room is public: nobody has to knock. */
  | 'not-private'
  /** The room does not allow knocking. */
  | 'knocking-off';
