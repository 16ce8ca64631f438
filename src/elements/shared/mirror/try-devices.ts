import type { CameraCode } from '../../../core/errors.js';

/** Devices that were chosen, by their ids. */
export interface DeviceIds {
  readonly video?: string;
  readonly audio?: string;
}

type Kind = keyof DeviceIds;

/** What came of asking. */
export interface Trial {
  readonly stream: MediaStream;
  /** Why what is missing is missing. */
  readonly problems: readonly CameraCode[];
}

const PERMISSIONS = { video: 'camera', audio: 'microphone' } as const;

/**
 * Asks for a camera and a microphone. What cannot be had is told, and does not stand in the way of the other.
 *
 * @param ids which ones; without an id the visitor or the browser chooses
 */
export async function tryDevices(ids: DeviceIds): Promise<Trial> {
  // Outside of secure pages there is none, whatever the types say.
  if (!('mediaDevices' in navigator)) return { stream: new MediaStream(), problems: ['camera-undefined-mediadevices'] };
  return ask(['video', 'audio'], ids);
}

async function ask(kinds: readonly Kind[], ids: DeviceIds): Promise<Trial> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(
      Object.fromEntries(kinds.map((kind) => [kind, { ...(ids[kind] ? { deviceId: { exact: ids[kind] } } : {}) }])),
    );
    return { stream, problems: [] };
  } catch (reason) {
    // The one that was chosen before is no longer there.
    if (nameOf(reason) === 'OverconstrainedError' && kinds.some((kind) => ids[kind])) return ask(kinds, {});
    const guilty = kinds.length > 1 ? await guiltyOf(reason, kinds) : kinds;
    if (guilty.length === kinds.length) return { stream: new MediaStream(), problems: [codeOf(reason, kinds)] };
    const trials = await eachAlone(
      kinds.filter((kind) => !guilty.includes(kind)),
      ids,
    );
    return {
      stream: new MediaStream(trials.flatMap(({ stream }) => stream.getTracks())),
      problems: [...guilty.map((kind) => codeOf(reason, [kind])), ...trials.flatMap(({ problems }) => problems)].filter(
        (code, index, all) => all.indexOf(code) === index,
      ),
    };
  }
}

/** One after the other: browsers put one question at a time. */
async function eachAlone(kinds: readonly Kind[], ids: DeviceIds): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const kind of kinds) trials.push(await ask([kind], ids));
  return trials;
}

/** Which of several is to blame: after a No those that are forbidden; or else nobody, until each was asked for alone. */
async function guiltyOf(reason: unknown, kinds: readonly Kind[]): Promise<readonly Kind[]> {
  if (nameOf(reason) !== 'NotAllowedError') return [];
  const denied: Kind[] = [];
  for (const kind of kinds) {
    const state = await navigator.permissions.query({ name: PERMISSIONS[kind] }).then(
      (status) => status.state,
      () => 'denied',
    );
    if (state === 'denied') denied.push(kind);
  }
  // The question was closed without an answer: nobody is asked a second time.
  return denied.length > 0 ? denied : kinds;
}

function codeOf(reason: unknown, kinds: readonly Kind[]): CameraCode {
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
