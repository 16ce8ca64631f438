import type { BlockedReason, Kind } from './types.js';

/** Why a device could not be had, and for which kinds of media. */
export interface DeviceFailure {
  kinds: Kind[];
  error: unknown;
}

/** Daily's `camera-error` event for failures of camera and microphone. */
export function cameraErrorEvent({ kinds, error }: DeviceFailure): { action: string } & Record<string, unknown> {
  const msg = error instanceof Error ? error.message || error.name : String(error);
  return {
    action: 'camera-error',
    errorMsg: { errorMsg: msg, audioOk: !kinds.includes('audio'), videoOk: !kinds.includes('video') },
    error: { msg, ...describe(nameOf(error), kinds) },
  };
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

function describe(name: string, kinds: Kind[]): Record<string, unknown> {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return { type: 'permissions', blockedBy: 'user', blockedMedia: kinds };
    case 'NotFoundError':
      return { type: 'not-found', missingMedia: kinds };
    case 'NotReadableError':
    case 'AbortError':
      return { type: kinds.length > 1 ? 'cam-mic-in-use' : kinds[0] === 'video' ? 'cam-in-use' : 'mic-in-use' };
    case 'OverconstrainedError':
      return { type: 'constraints', reason: 'invalid', failedMedia: kinds };
    case 'TypeError':
      return navigator.mediaDevices ? { type: 'unknown' } : { type: 'undefined-mediadevices' };
    default:
      return { type: 'unknown' };
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
