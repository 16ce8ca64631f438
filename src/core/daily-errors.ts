import type {
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
  DailyFatalErrorType,
  DailyEvent,
  DailyEventObject,
} from '@daily-co/daily-js';
import { DailyKnockError, type DailyFatalCode, type DailyKnockErrorCode } from './errors.js';

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

/** Reads from Daily's events how a call ends, once for each end. */
export class CallEnds {
  /** Daily's `error` is followed by a `left-meeting` that tells nothing new, whatever the page has begun since. */
  #owesLeft = false;

  /**
   * @param event any of Daily's
   * @returns a fatal error; `left` when somebody has ended the call; nothing if it goes on, or its end is known
   */
  read(event: DailyEventObject<DailyEvent>): DailyKnockError | 'left' | undefined {
    switch (event.action) {
      case 'error':
        this.#owesLeft = true;
        return fromFatalEvent(event as DailyEventObjectFatalError);
      case 'left-meeting':
        if (!this.#owesLeft) return 'left';
        this.forget();
        return undefined;
      case 'call-instance-destroyed':
        return 'left';
      case 'joined-meeting':
        this.forget();
        return undefined;
      default:
        return undefined;
    }
  }

  /** Whatever is still to come is of a call that is of no concern any more. */
  forget(): void {
    this.#owesLeft = false;
  }
}
