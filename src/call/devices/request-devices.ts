import type { CameraCode } from '../../core/errors.js';
import type { Device } from '../../core/owned-call.js';

export type MediaKind = 'video' | 'audio';

export const KINDS: readonly MediaKind[] = ['video', 'audio'];

/** The kind of a device's track. */
export const MEDIA_KIND = { camera: 'video', microphone: 'audio' } as const satisfies Record<Device, MediaKind>;

/** The ids of chosen devices. */
export type DeviceIds = Readonly<Partial<Record<MediaKind, string>>>;

/** For each kind, a track or why there is none. */
export interface RequestedDevices {
  readonly tracks: Partial<Record<MediaKind, MediaStreamTrack>>;
  readonly problems: Partial<Record<MediaKind, CameraCode>>;
}

export type DeviceConstraints = Readonly<Partial<Record<MediaKind, MediaTrackConstraints>>>;

/** The same size as Daily requests. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  facingMode: { ideal: 'user' },
};

const PERMISSIONS = { video: 'camera', audio: 'microphone' } as const;

/**
 * Opens camera and microphone, with one prompt for both. If one is missing, it still opens the other. Without an id, the visitor or the
 * browser chooses the device.
 */
export async function requestDevices(
  kinds: readonly MediaKind[],
  ids: DeviceIds,
  constraints: DeviceConstraints = {},
): Promise<RequestedDevices> {
  // Missing in an insecure context, unlike in TypeScript's types.
  if (!('mediaDevices' in navigator)) return fail(kinds, 'camera-undefined-mediadevices');
  const all = kinds.map((kind) => [
    kind,
    {
      ...(kind === 'video' ? CAMERA : {}),
      ...constraints[kind],
      ...(ids[kind] ? { deviceId: { exact: ids[kind] } } : {}),
    },
  ]);
  try {
    const stream = await navigator.mediaDevices.getUserMedia(Object.fromEntries(all) as MediaStreamConstraints);
    return { tracks: Object.fromEntries(stream.getTracks().map((track) => [track.kind, track])), problems: {} };
  } catch (reason) {
    // The chosen device is no longer there.
    if (nameOf(reason) === 'OverconstrainedError' && kinds.some((kind) => ids[kind] || constraints[kind])) {
      return requestDevices(kinds, {});
    }
    const failed = kinds.length > 1 ? await failedKinds(reason, kinds) : kinds;
    const result = fail(failed, codeOf(reason, failed));
    // One after the other: browsers show one prompt at a time.
    for (const kind of kinds.filter((each) => !failed.includes(each))) {
      const { tracks, problems } = await requestDevices([kind], ids, constraints);
      Object.assign(result.tracks, tracks);
      Object.assign(result.problems, problems);
    }
    return result;
  }
}

/** Whether the browser is going to show a prompt. `otherwise` counts where `permissions.query()` does not tell. */
export async function needsQuestion(kinds: readonly MediaKind[], otherwise: PermissionState): Promise<boolean> {
  const states = await Promise.all(kinds.map((kind) => permissionFor(kind, otherwise)));
  return states.includes('prompt');
}

function fail(kinds: readonly MediaKind[], code: CameraCode): RequestedDevices {
  return { tracks: {}, problems: Object.fromEntries(kinds.map((kind) => [kind, code])) };
}

/** Finds out which kinds failed: the denied ones; for other errors none, so that each is opened alone. */
async function failedKinds(reason: unknown, kinds: readonly MediaKind[]): Promise<readonly MediaKind[]> {
  if (nameOf(reason) !== 'NotAllowedError') return [];
  const states = await Promise.all(kinds.map((kind) => permissionFor(kind, 'denied')));
  const denied = kinds.filter((_, index) => states[index] === 'denied');
  // The prompt was dismissed: no second one.
  return denied.length > 0 ? denied : kinds;
}

async function permissionFor(kind: MediaKind, otherwise: PermissionState): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: PERMISSIONS[kind] })).state;
  } catch {
    return otherwise;
  }
}

function codeOf(reason: unknown, kinds: readonly MediaKind[]): CameraCode {
  switch (nameOf(reason)) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera-permissions';
    case 'NotFoundError':
      return 'camera-not-found';
    case 'NotReadableError':
    case 'AbortError':
      if (kinds.length > 1) return 'camera-cam-mic-in-use';
      return kinds[0] === 'video' ? 'camera-cam-in-use' : 'camera-mic-in-use';
    case 'OverconstrainedError':
      return 'camera-constraints';
    default:
      return 'camera-unknown';
  }
}

function nameOf(reason: unknown): string {
  // OverconstrainedError is a DOMException only in some browsers.
  return typeof reason === 'object' && reason !== null && 'name' in reason ? String(reason.name) : '';
}
