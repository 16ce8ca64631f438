import type { CameraCode } from '../../core/errors.js';

/** What is asked for. */
export type MediaKind = 'video' | 'audio';

/** Devices that were chosen, by their ids. */
export type DeviceIds = Readonly<Partial<Record<MediaKind, string>>>;

/** What came of asking: for each kind a track, or why there is none. */
export interface RequestedDevices {
  readonly tracks: Partial<Record<MediaKind, MediaStreamTrack>>;
  readonly problems: Partial<Record<MediaKind, CameraCode>>;
}

/** What is asked for of each kind; the camera's size is the one that Daily asks for. */
export type DeviceConstraints = Readonly<Partial<Record<MediaKind, MediaTrackConstraints>>>;

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  facingMode: { ideal: 'user' },
};

const PERMISSIONS = { video: 'camera', audio: 'microphone' } as const;

/**
 * Asks for camera and microphone, with one question where both are wanted. What cannot be had is told, and does not stand in the way
 * of the other.
 *
 * @param kinds which of them
 * @param ids which devices; without an id the visitor or the browser chooses
 * @param constraints what else is asked of them
 */
export async function requestDevices(
  kinds: readonly MediaKind[],
  ids: DeviceIds,
  constraints: DeviceConstraints = {},
): Promise<RequestedDevices> {
  // Outside of secure pages there are none, whatever the types say.
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
    // The one that was chosen before is no longer there.
    if (nameOf(reason) === 'OverconstrainedError' && kinds.some((kind) => ids[kind] || constraints[kind])) {
      return requestDevices(kinds, {});
    }
    const guilty = kinds.length > 1 ? await guiltyOf(reason, kinds) : kinds;
    const result = fail(guilty, codeOf(reason, guilty));
    // One after the other: browsers put one question at a time.
    for (const kind of kinds.filter((each) => !guilty.includes(each))) {
      const { tracks, problems } = await requestDevices([kind], ids, constraints);
      Object.assign(result.tracks, tracks);
      Object.assign(result.problems, problems);
    }
    return result;
  }
}

/**
 * Whether the browser is going to ask the visitor, as far as it says so.
 *
 * @param kinds what will be asked for
 */
export async function needsQuestion(kinds: readonly MediaKind[]): Promise<boolean> {
  const states = await Promise.all(kinds.map((kind) => permissionFor(kind, 'granted')));
  return states.includes('prompt');
}

function fail(kinds: readonly MediaKind[], code: CameraCode): RequestedDevices {
  return { tracks: {}, problems: Object.fromEntries(kinds.map((kind) => [kind, code])) };
}

/** Which of several is to blame: after a No those that are forbidden; or else nobody, until each was asked for alone. */
async function guiltyOf(reason: unknown, kinds: readonly MediaKind[]): Promise<readonly MediaKind[]> {
  if (nameOf(reason) !== 'NotAllowedError') return [];
  const states = await Promise.all(kinds.map((kind) => permissionFor(kind, 'denied')));
  const denied = kinds.filter((_, index) => states[index] === 'denied');
  // The question was closed without an answer: nobody is asked a second time.
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
  // OverconstrainedError is a DOMException in some browsers only.
  return typeof reason === 'object' && reason !== null && 'name' in reason ? String(reason.name) : '';
}
