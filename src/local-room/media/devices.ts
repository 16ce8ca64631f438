import type { DailyCameraErrorType } from '@daily-co/daily-js';
import type { BlockedReason, Kind } from '../room/types.js';
import { makePicture, makeSound } from './synthetic.js';

/** A track that is being sent, and how to release its source. */
export interface Source {
  track: MediaStreamTrack;
  /** Whether it belongs to the page, which alone ends it. */
  isCustom?: boolean;
  stop(): void;
}

export interface DeviceSettings {
  /** A track of the page, sent instead of a device's. */
  customTrack(kind: Kind): MediaStreamTrack | undefined;
  constraints(kind: Kind): MediaTrackConstraints;
  /** Whether the page and the room allow the device. */
  mayUse(kind: Kind): boolean;
  /** For the synthetic video of people without a camera. */
  userName(): string;
}

export interface Acquired {
  sources: Partial<Record<Kind, Source>>;
  failures: DeviceFailure[];
}

const DEVICE_KIND = { audio: 'audioinput', video: 'videoinput' } as const;

/** Camera and microphone, or synthetic tracks where the computer has none. */
export async function acquire(kinds: Kind[], settings: DeviceSettings): Promise<Acquired> {
  const acquired: Acquired = { sources: {}, failures: [] };
  const real: Kind[] = [];
  const unlisted: Kind[] = [];
  const devices = await listDevices();
  for (const kind of kinds) {
    const custom = settings.customTrack(kind);
    if (custom) acquired.sources[kind] = { track: custom, isCustom: true, stop: () => undefined };
    else if (devices === undefined || devices.some((device) => device.kind === DEVICE_KIND[kind])) real.push(kind);
    else unlisted.push(kind);
  }
  if (real.length > 0) await request(real, settings, acquired);
  // In a frame without permission Firefox lists no devices, so only a request shows why one is missing.
  for (const kind of unlisted) await request([kind], settings, acquired);
  if (devices === undefined || unlisted.length > 0) useSyntheticForMissing(settings, acquired);
  return acquired;
}

function useSynthetic(kind: Kind, settings: DeviceSettings, acquired: Acquired): void {
  attempt(kind, acquired, () => (kind === 'video' ? makePicture(settings.userName()) : makeSound()));
}

/** The request has shown that this computer lacks devices. */
function useSyntheticForMissing(settings: DeviceSettings, acquired: Acquired): void {
  const failures = acquired.failures.splice(0);
  for (const failure of failures) {
    if (!(failure.error instanceof DOMException) || failure.error.name !== 'NotFoundError')
      acquired.failures.push(failure);
    else for (const kind of failure.kinds) useSynthetic(kind, settings, acquired);
  }
}

/** How long to wait for the device list, which Firefox withholds from windows without focus. */
const LIST_TIMEOUT_MS = 1000;

/** The devices of this computer; `undefined` after a timeout. */
async function listDevices(): Promise<MediaDeviceInfo[] | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, LIST_TIMEOUT_MS)));
  const list = navigator.mediaDevices.enumerateDevices().catch((): MediaDeviceInfo[] => []);
  const devices = await Promise.race([list, late]);
  clearTimeout(timer);
  return devices;
}

/** Low, since all people of a room may be on one computer, which encodes each video for each of them. */
const DEFAULT_CONSTRAINTS: Record<Kind, MediaTrackConstraints> = {
  audio: {},
  video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15 } },
};

/** Requests all at once, for one permission prompt. On failure finds out which device failed. */
async function request(kinds: Kind[], settings: DeviceSettings, acquired: Acquired): Promise<void> {
  const constraints = Object.fromEntries(
    kinds.map((kind) => [kind, { ...DEFAULT_CONSTRAINTS[kind], ...settings.constraints(kind) }]),
  );
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    for (const track of stream.getTracks()) acquired.sources[track.kind as Kind] = { track, stop: () => track.stop() };
  } catch (error) {
    const failing = kinds.length > 1 ? await refusedAmong(kinds, error) : kinds;
    if (failing.length === kinds.length) {
      acquired.failures.push({ kinds, error });
      return;
    }
    for (const kind of kinds) {
      if (failing.includes(kind)) acquired.failures.push({ kinds: [kind], error });
      else await request([kind], settings, acquired);
    }
  }
}

/** The kinds that failed. None if the visitor did not deny them: then each is requested alone. */
async function refusedAmong(kinds: Kind[], error: unknown): Promise<Kind[]> {
  if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return [];
  const denied: Kind[] = [];
  for (const kind of kinds) {
    const name = (kind === 'video' ? 'camera' : 'microphone') as PermissionName;
    const state = await navigator.permissions.query({ name }).then(
      (status) => status.state,
      () => 'denied',
    );
    if (state === 'denied') denied.push(kind);
  }
  // The visitor dismissed the prompt: do not ask again.
  return denied.length > 0 ? denied : kinds;
}

function attempt(kind: Kind, acquired: Acquired, make: () => Source): void {
  try {
    acquired.sources[kind] = make();
  } catch (error) {
    acquired.failures.push({ kinds: [kind], error });
  }
}

/** Why a device failed, and for which kinds of media. */
export interface DeviceFailure {
  kinds: Kind[];
  error: unknown;
  /** Daily's type, if the error alone does not determine it. */
  type?: DailyCameraErrorType;
}

/** Daily's `camera-error` event. */
export function cameraErrorEvent(failure: DeviceFailure): { action: string } & Record<string, unknown> {
  const { kinds, error, type = typeOf(failure) } = failure;
  const msg = error instanceof Error ? error.message || error.name : String(error);
  return {
    action: 'camera-error',
    errorMsg: { errorMsg: msg, audioOk: !kinds.includes('audio'), videoOk: !kinds.includes('video') },
    error: { msg, type, ...details(type, kinds) },
  };
}

/** A browser error for which Daily uses this type. */
export function deviceFailure(
  type: DailyCameraErrorType,
  kinds: Kind[],
  msg = `Simulated failure: ${type}.`,
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

/** The track state after the failure. */
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
