import type {
  DailyEvent,
  DailyEventObject,
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
  DailyFatalErrorType,
} from '@daily-co/daily-js';
import { type DailyFatalCode, DailyKnockError, type DailyKnockErrorCode } from './errors.js';

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
 * Converts Daily's fatal `error` event, whose `error.type` may be missing or unknown. A `connection-error` while loading the call machine
 * becomes `load-failed`.
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

/** Converts Daily's `camera-error` event. */
export function fromCameraEvent(event: DailyEventObjectCameraError): DailyKnockError {
  const type = event.error?.type ?? 'unknown';
  return new DailyKnockError(`camera-${type}`, {
    message: event.errorMsg?.errorMsg || event.error?.msg || undefined,
    cause: event.error ?? event.errorMsg,
  });
}

/**
 * Converts a rejection of daily-js: its `error` event, a string, an `Error`, or `undefined` (see `join()` after `preAuth()` in its
 * bundle). `fallback` is the code when the reason has no fatal type of Daily's.
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

/** Detects the end of a call in Daily's events, once per end. */
export class CallEndDetector {
  /** Daily sends a redundant `left-meeting` after `error`, even if the page has begun another call since. */
  #expectsLeft = false;

  /** Returns the fatal error, or `left` if the call has ended otherwise. */
  read(event: DailyEventObject<DailyEvent>): DailyKnockError | 'left' | undefined {
    switch (event.action) {
      case 'error':
        this.#expectsLeft = true;
        return fromFatalEvent(event as DailyEventObjectFatalError);
      case 'left-meeting':
        if (!this.#expectsLeft) return 'left';
        this.reset();
        return undefined;
      case 'call-instance-destroyed':
        return 'left';
      case 'joined-meeting':
        this.reset();
        return undefined;
      default:
        return undefined;
    }
  }

  /** Prepares for another call. */
  reset(): void {
    this.#expectsLeft = false;
  }
}
