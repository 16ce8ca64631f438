import type {
  DailyCameraErrorType,
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
  DailyFatalErrorType,
} from '@daily-co/daily-js';

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

const FATAL_TYPES: ReadonlySet<string> = new Set<DailyFatalErrorType>([
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
]);

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
  'invalid-room-url': 'The room link is not a link to a room.',
  'missing-name': 'A name is needed.',
  'missing-token': "The owner's meeting token is needed.",
  'token-failed': 'No meeting token could be had.',
  'not-admin': 'This token does not allow answering knocks.',
  'knocking-unavailable': 'It is not possible to knock at this room.',
  'load-failed': 'The video service could not be loaded.',
  'decision-failed': 'The answer to a knock did not go through.',
  aborted: 'Ended before it was finished.',
};

/**
 * The one error class of this package: what promises reject with, what `daily-error` carries and what a root's
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
 * Daily's fatal `error` event in our shape. A `connection-error` that arose while the call machine was being loaded is
 * told apart (`load-failed`): what helps is another thing.
 *
 * @param event the event; `error.type` may be missing or new to us
 */
export function fromFatalEvent(event: DailyEventObjectFatalError): DailyKnockError {
  const error = event.error as { type?: string; msg?: string; details?: { on?: string } } | undefined;
  const type = error?.type;
  const known = type !== undefined && FATAL_TYPES.has(type) ? (type as DailyFatalCode) : 'connection-error';
  const code = known === 'connection-error' && error?.details?.on === 'load' ? 'load-failed' : known;
  return new DailyKnockError(code, {
    message: event.errorMsg || error?.msg || undefined,
    cause: error ?? event.errorMsg,
  });
}

/**
 * Daily's `camera-error` event in our shape.
 *
 * @param event the event
 */
export function fromCameraEvent(event: DailyEventObjectCameraError): DailyKnockError {
  const type = event.error?.type ?? 'unknown';
  return new DailyKnockError(`camera-${type}`, {
    message: event.errorMsg?.errorMsg || event.error?.msg || undefined,
    cause: event.error ?? event.errorMsg,
  });
}

/**
 * What a promise of daily-js rejected with, in our shape. daily-js rejects with its own `error` event, with a string,
 * with an `Error`, or with `undefined` (see `join()` after `preAuth()` in its bundle).
 *
 * @param reason the rejection
 * @param fallback the code when the reason names no fatal type of Daily's
 */
export function fromRejection(reason: unknown, fallback: DailyKnockErrorCode): DailyKnockError {
  if (reason instanceof DailyKnockError) return reason;
  if (typeof reason === 'object' && reason !== null) {
    const event = reason as Partial<DailyEventObjectFatalError> & { type?: string; msg?: string };
    if (event.error && FATAL_TYPES.has((event.error as { type?: string }).type ?? '')) {
      return fromFatalEvent(event as DailyEventObjectFatalError);
    }
    if (event.type !== undefined && FATAL_TYPES.has(event.type)) {
      return new DailyKnockError(event.type as DailyFatalCode, { message: event.msg, cause: reason });
    }
  }
  return new DailyKnockError(fallback, { cause: reason });
}
