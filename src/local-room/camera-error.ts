import type { DailyCameraErrorType } from '@daily-co/daily-js';
import type { BlockedReason, Kind } from './types.js';

/** Why a device could not be had, and for which kinds of media. */
export interface DeviceFailure {
  kinds: Kind[];
  error: unknown;
  /** Daily's type of it, where the error alone does not say. */
  type?: DailyCameraErrorType;
}

/** Daily's `camera-error` event for failures of camera and microphone. */
export function cameraErrorEvent(failure: DeviceFailure): { action: string } & Record<string, unknown> {
  const { kinds, error, type = typeOf(failure) } = failure;
  const msg = error instanceof Error ? error.message || error.name : String(error);
  return {
    action: 'camera-error',
    errorMsg: { errorMsg: msg, audioOk: !kinds.includes('audio'), videoOk: !kinds.includes('video') },
    error: { msg, type, ...details(type, kinds) },
  };
}

/** What a browser says in a failure that Daily gives this type. */
export function deviceFailure(
  type: DailyCameraErrorType,
  kinds: Kind[],
  msg = `Told to fail: ${type}.`,
): DeviceFailure {
  const names: Record<DailyCameraErrorType, string> = {
    'cam-in-use': 'NotReadableError',
    'mic-in-use': 'NotReadableError',
    'cam-mic-in-use': 'NotReadableError',
    permissions: 'NotAllowedError',
    'undefined-mediadevices': 'TypeError',
    'not-found': 'NotFoundError',
    constraints: 'OverconstrainedError',
    unknown: 'UnknownError',
  };
  return { kinds, type, error: new DOMException(msg, names[type]) };
}

/** What the track's state says after the failure. */
export function blockedBy(error: unknown): BlockedReason {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'byPermissions';
    case 'NotReadableError':
    case 'AbortError':
      return 'byDeviceInUse';
    default:
      return 'byDeviceMissing';
  }
}

function typeOf({ error, kinds }: DeviceFailure): DailyCameraErrorType {
  switch (nameOf(error)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'permissions';
    case 'NotFoundError':
      return 'not-found';
    case 'NotReadableError':
    case 'AbortError':
      return kinds.length > 1 ? 'cam-mic-in-use' : kinds[0] === 'video' ? 'cam-in-use' : 'mic-in-use';
    case 'OverconstrainedError':
      return 'constraints';
    case 'TypeError':
      return navigator.mediaDevices ? 'unknown' : 'undefined-mediadevices';
    default:
      return 'unknown';
  }
}

function details(type: DailyCameraErrorType, kinds: Kind[]): Record<string, unknown> {
  switch (type) {
    case 'permissions':
      return { blockedBy: 'user', blockedMedia: kinds };
    case 'not-found':
      return { missingMedia: kinds };
    case 'constraints':
      return { reason: 'invalid', failedMedia: kinds };
    default:
      return {};
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
