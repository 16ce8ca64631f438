import type { DailyCallOptions, DailyParticipant } from '@daily-co/daily-js';
import { type CameraCode, DailyKnockError } from '../../core/errors.js';
import type { OpenedDevices, OwnDevices } from '../../core/session-env.js';
import {
  type DeviceConstraints,
  type DeviceIds,
  KINDS,
  type MediaKind,
  needsQuestion,
  requestDevices,
} from './request-devices.js';

type Tracks = Partial<Record<MediaKind, MediaStreamTrack>>;
type Problems = Partial<Record<MediaKind, CameraCode>>;

/**
 * Camera and microphone of one element: opened once, shown by the preview, then used by the call. Daily gets a device as a live track or not
 * at all, so that it never opens a permission prompt while joining.
 */
export class LocalDevices implements OwnDevices {
  #tracks: Tracks = {};
  /** Incremented per request, to detect late answers. */
  #requestId = 0;
  #ids: DeviceIds = {};
  /** Whether the camera that Daily uses, or would use, was opened here. */
  #ownsCamera = false;
  /** Whether Daily has a new camera track that it does not show yet. */
  #isCameraNew = false;
  /** The preview's pending request. */
  #previewing: Promise<Problems | undefined> | undefined;

  /** The live tracks. */
  get tracks(): Readonly<Tracks> {
    const live = Object.entries(this.#tracks).filter(([, track]) => track.readyState === 'live');
    return Object.fromEntries(live);
  }

  /** The ids of the last chosen devices. */
  get ids(): DeviceIds {
    return this.#ids;
  }

  /**
   * Opens devices for the preview. Stops others first: a camera in use may not open a second time, not even for the same page. Returns why
   * a device is missing, or `undefined` if the request is outdated.
   */
  async preview(kinds: readonly MediaKind[], ids: DeviceIds): Promise<readonly CameraCode[] | undefined> {
    const requestId = (this.#requestId += 1);
    this.#ownsCamera = false;
    for (const kind of KINDS) if (!kinds.includes(kind) || ids[kind] !== this.#ids[kind]) this.#stop(kind);
    this.#ids = ids;
    const open = this.tracks;
    const previewing = this.#request(
      kinds.filter((kind) => !open[kind]),
      requestId,
    );
    this.#previewing = previewing;
    const problems = await previewing;
    if (!problems) return undefined;
    this.#previewing = undefined;
    this.#rememberIds();
    return [...new Set(Object.values(problems))];
  }

  async #request(kinds: readonly MediaKind[], requestId: number): Promise<Problems | undefined> {
    if (kinds.length === 0) return {};
    const { tracks, problems } = await requestDevices(kinds, this.#ids);
    return this.#keep(tracks, requestId) ? problems : undefined;
  }

  async open(options: DailyCallOptions, onQuestion: () => void): Promise<OpenedDevices> {
    const wanted = KINDS.filter((kind) => isWanted(options, kind));
    const requestId = this.#requestId;
    const closed = wanted.filter((kind) => !this.tracks[kind]);
    const problems = await whileWaiting(this.#openMissing(wanted, options), closed, onQuestion);
    if (!problems || requestId !== this.#requestId) return { options, problems: [] };
    this.#rememberIds();
    // Not as `videoSource` and `audioSource`: daily-js logs a warning for each track there.
    const joined = { ...options };
    const refused = wanted.filter((kind) => problems[kind] === 'camera-permissions');
    for (const kind of wanted) {
      const customTrack = this.tracks[kind];
      if (!customTrack) continue;
      // Daily processes only tracks that it has opened itself, for which it has the permission now.
      if (hasProcessor(options, kind)) {
        this.#stop(kind);
        continue;
      }
      joined.inputSettings = { ...joined.inputSettings, [kind]: { settings: { customTrack } } };
      delete joined[`${kind}Source`];
    }
    // Daily detects and reports other problems without a prompt.
    if (refused.includes('video')) joined.startVideoOff = true;
    if (refused.includes('audio')) joined.startAudioOff = true;
    this.#ownsCamera = Boolean(this.tracks.video);
    this.#isCameraNew = false;
    return { options: joined, problems: refused.length > 0 ? [new DailyKnockError('camera-permissions')] : [] };
  }

  /** Opens missing devices. Returns why a device is missing, or `undefined` if the request is outdated. */
  async #openMissing(wanted: readonly MediaKind[], options: DailyCallOptions): Promise<Problems | undefined> {
    const requestId = this.#requestId;
    // The preview's prompt may still be open; its answer counts for the call.
    const previewed = await this.#previewing;
    if (requestId !== this.#requestId) return undefined;
    const open = this.tracks;
    for (const kind of KINDS) if (open[kind] && !wanted.includes(kind)) this.#stop(kind);
    const missing = wanted.filter((kind) => !open[kind] && !previewed?.[kind]);
    if (missing.length === 0) return { ...previewed };
    const ids = { ...this.#ids, ...idsOf(options) };
    const { tracks, problems } = await requestDevices(missing, ids, constraintsOf(options));
    return this.#keep(tracks, requestId) ? { ...problems, ...previewed } : undefined;
  }

  sync(local: DailyParticipant): void {
    for (const kind of KINDS) {
      const own = this.#tracks[kind];
      const { persistentTrack: used, state } = local.tracks[kind];
      if (kind === 'video' && state !== 'off') this.#isCameraNew = false;
      if (!own) continue;
      if (used && used !== own && used.readyState === 'live') {
        this.#stop(kind);
        if (kind === 'video') this.#ownsCamera = false;
      } else if (kind === 'video' && state === 'off' && !this.#isCameraNew && (!used || !own.enabled)) {
        // The room or a host has switched the camera off. Daily mutes a track that it was given, but leaves it running.
        this.#stop('video');
      }
    }
  }

  stopCamera(): void {
    // Also cancels a camera that is being opened.
    this.#requestId += 1;
    this.#stop('video');
  }

  reopenCamera(): Promise<MediaStreamTrack> | undefined {
    return this.#ownsCamera && !this.tracks.video ? this.#reopenCamera() : undefined;
  }

  async #reopenCamera(): Promise<MediaStreamTrack> {
    const requestId = (this.#requestId += 1);
    const { tracks, problems } = await requestDevices(['video'], this.#ids);
    const { video } = tracks;
    if (!this.#keep(tracks, requestId)) throw new DailyKnockError('aborted');
    if (!video) throw new DailyKnockError(problems.video ?? 'camera-unknown');
    this.#isCameraNew = true;
    return video;
  }

  /** Records a device chosen during the call. Daily opens it, at once or when it is switched on. */
  choose(kind: MediaKind, id: string): void {
    this.#ids = { ...this.#ids, [kind]: id };
    if (kind === 'video') this.#ownsCamera = false;
  }

  release(): void {
    this.#requestId += 1;
    this.#previewing = undefined;
    this.#ownsCamera = false;
    for (const kind of KINDS) this.#stop(kind);
  }

  /** Stops the tracks of an outdated request. */
  #keep(tracks: Tracks, requestId: number): boolean {
    if (requestId !== this.#requestId) {
      for (const track of Object.values(tracks)) track.stop();
      return false;
    }
    this.#tracks = { ...this.#tracks, ...tracks };
    return true;
  }

  #rememberIds(): void {
    for (const kind of KINDS) {
      const id = this.#tracks[kind]?.getSettings().deviceId;
      if (id) this.#ids = { ...this.#ids, [kind]: id };
    }
  }

  #stop(kind: MediaKind): void {
    this.#tracks[kind]?.stop();
    delete this.#tracks[kind];
  }
}

/** A device that takes longer to open is probably waiting for a prompt. */
const PROMPT_DELAY_MS = 1000;

/** Calls `onQuestion` if the browser is going to show a permission prompt, or after {@link PROMPT_DELAY_MS}. */
async function whileWaiting<Answer>(
  answer: Promise<Answer>,
  kinds: readonly MediaKind[],
  onQuestion: () => void,
): Promise<Answer> {
  let isPending = kinds.length > 0;
  const ask = (): void => {
    if (isPending) onQuestion();
  };
  const timer = setTimeout(ask, PROMPT_DELAY_MS);
  void needsQuestion(kinds, 'granted').then((isNeeded) => isNeeded && ask());
  try {
    return await answer;
  } finally {
    isPending = false;
    clearTimeout(timer);
  }
}

/** Whether the call needs a device of this kind that the page does not provide as a track. */
function isWanted(options: DailyCallOptions, kind: MediaKind): boolean {
  const isOff = kind === 'video' ? options.startVideoOff : options.startAudioOff;
  const source: unknown = options[`${kind}Source`];
  const settings = options.inputSettings?.[kind]?.settings;
  const isOwnTrack = source instanceof MediaStreamTrack || (settings !== undefined && 'customTrack' in settings);
  return !isOff && source !== false && !isOwnTrack;
}

function hasProcessor({ inputSettings }: DailyCallOptions, kind: MediaKind): boolean {
  const type = inputSettings?.[kind]?.processor?.type;
  return type !== undefined && type !== 'none';
}

function idsOf({ videoSource, audioSource }: DailyCallOptions): DeviceIds {
  return {
    ...(typeof videoSource === 'string' ? { video: videoSource } : {}),
    ...(typeof audioSource === 'string' ? { audio: audioSource } : {}),
  };
}

/** Reads the page's constraints from the options of daily-js. */
function constraintsOf({ dailyConfig, inputSettings }: DailyCallOptions): DeviceConstraints {
  const { userMediaVideoConstraints, userMediaAudioConstraints } = dailyConfig ?? {};
  return {
    video: { ...asConstraints(userMediaVideoConstraints), ...asConstraints(inputSettings?.video?.settings) },
    audio: { ...asConstraints(userMediaAudioConstraints), ...asConstraints(inputSettings?.audio?.settings) },
  };
}

function asConstraints(value: unknown): MediaTrackConstraints {
  return typeof value === 'object' && value !== null ? value : {};
}
