import type { DailyCameraErrorType, DailyFatalErrorType } from '@daily-co/daily-js';

/** Daily's fatal error types, as they are. */
export type DailyFatalCode = DailyFatalErrorType;

/** Daily's camera error types with `camera-` before them. They never end a call. */
export type CameraCode = `camera-${DailyCameraErrorType}`;

/** What can go wrong outside of Daily. */
export type KnockCode =
  | 'invalid-room-url'
  | 'missing-name'
  | 'missing-token'
  | 'token-failed'
  | 'not-admin'
  | 'knocking-unavailable'
  | 'load-failed'
  | 'decision-failed'
  | 'aborted';

/** Every value that {@link DailyKnockError.code} can have. */
export type DailyKnockErrorCode = DailyFatalCode | CameraCode | KnockCode;

const NOT_FATAL: ReadonlySet<DailyKnockErrorCode> = new Set<DailyKnockErrorCode>([
  'invalid-room-url',
  'missing-name',
  'missing-token',
  'not-admin',
  'decision-failed',
  'aborted',
]);

/** For the console and for logs; what a visitor reads comes from the i18n table. */
const MESSAGES: Record<KnockCode, string> = {
  'invalid-room-url': 'This is not a room link.',
  'missing-name': 'A name is needed.',
  'missing-token': 'An owner token is needed.',
  'token-failed': 'No token was returned.',
  'not-admin': 'This token does not allow answering knocks.',
  'knocking-unavailable': 'This room does not allow knocking.',
  'load-failed': 'The video service could not be loaded.',
  'decision-failed': 'The decision did not go through.',
  aborted: 'Aborted.',
};

/**
 * The one error class of this package: what promises reject with, what `daily-error` carries and what a call element's
 * `error` property holds. It never contains a meeting token.
 */
export class DailyKnockError extends Error {
  override readonly name = 'DailyKnockError';
  /** What happened, as a stable word to switch on. */
  readonly code: DailyKnockErrorCode;
  /** Whether it ended the attempt or the call. */
  readonly fatal: boolean;

  /**
   * @param code what happened
   * @param options `message` for developers (a default is made from the code), `cause` as in `Error`
   */
  constructor(code: DailyKnockErrorCode, options: { message?: string; cause?: unknown } = {}) {
    super(
      options.message ?? MESSAGES[code as KnockCode] ?? code,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = code;
    this.fatal = !NOT_FATAL.has(code) && !code.startsWith('camera-');
  }
}

/**
 * Why something cannot work here, other than by an error: what the visitor reads. Errors keep their own codes
 * (`errors.ts`).
 */
export type NoticeCode =
  /** The browser has no WebRTC, or one that Daily does not support. */
  | 'no-webrtc'
  /** The page is sealed off from its own site: sandboxed without `allow-same-origin`, `srcdoc`, `data:`. */
  | 'opaque-origin'
  /** The page is not on https. */
  | 'not-secure'
  /** A permissions policy of the page, or the iframe that it is in, forbids camera and microphone. */
  | 'devices-forbidden'
  /** The room is not private, so that nobody has to knock. */
  | 'not-private'
  /** The room does not let anybody knock. */
  | 'knocking-off';
