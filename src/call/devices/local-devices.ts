import type { DailyCallOptions, DailyParticipant } from '@daily-co/daily-js';
import { DailyKnockError, type CameraCode } from '../../core/errors.js';
import type { OpenedDevices, OwnDevices } from '../../core/session-env.js';
import {
  needsQuestion,
  requestDevices,
  type DeviceConstraints,
  type DeviceIds,
  type MediaKind,
} from './request-devices.js';

const KINDS: readonly MediaKind[] = ['video', 'audio'];

type Tracks = Partial<Record<MediaKind, MediaStreamTrack>>;
type Problems = Partial<Record<MediaKind, CameraCode>>;

/**
 * The camera and the microphone of one element: opened once, shown by the preview, then handed to the call. A device is given to Daily
 * only as a live track, or not asked for at all, so that Daily never puts a question of its own while it joins.
 */
export class LocalDevices implements OwnDevices {
  #tracks: Tracks = {};
  /** Grows with each question, so that a late answer to an earlier one is known. */
  #question = 0;
  #ids: DeviceIds = {};
  /** Whether the camera that Daily uses, or would use, is one that was opened here. */
  #ownsCamera = false;
  /** Whether Daily has been given a camera that it does not show yet. */
  #isCameraNew = false;
  /** What is asked for the preview, until it is answered. */
  #previewing: Promise<Problems | undefined> | undefined;

  /** The live tracks. */
  get tracks(): Readonly<Tracks> {
    const live = Object.entries(this.#tracks).filter(([, track]) => track.readyState === 'live');
    return Object.fromEntries(live);
  }

  /** What was chosen last, by kind. */
  get ids(): DeviceIds {
    return this.#ids;
  }

  /**
   * Asks for both, for the preview. What was open before is released first: a camera in use may not be had a second time, not even by
   * the same page.
   *
   * @param ids which ones
   * @returns why something is missing; `undefined` when it is over, or something else has been asked for meanwhile
   */
  async preview(ids: DeviceIds): Promise<readonly CameraCode[] | undefined> {
    this.release();
    this.#ids = ids;
    const question = this.#question;
    const previewing = requestDevices(KINDS, ids).then(({ tracks, problems }) =>
      this.#keep(tracks, question) ? problems : undefined,
    );
    this.#previewing = previewing;
    const problems = await previewing;
    if (!problems) return undefined;
    this.#previewing = undefined;
    this.#rememberIds();
    return [...new Set(Object.values(problems))];
  }

  async open(options: DailyCallOptions, onQuestion: () => void): Promise<OpenedDevices> {
    const wanted = KINDS.filter((kind) => isWanted(options, kind));
    const question = this.#question;
    const closed = wanted.filter((kind) => !this.tracks[kind]);
    const problems = await whileWaiting(this.#openMissing(wanted, options), closed, onQuestion);
    if (!problems || question !== this.#question) return { options, problems: [] };
    this.#rememberIds();
    // Not as `videoSource` and `audioSource`: daily-js would warn in the visitor's console of each track that it finds there.
    const joined = { ...options };
    const refused = wanted.filter((kind) => problems[kind] === 'camera-permissions');
    for (const kind of wanted) {
      const customTrack = this.tracks[kind];
      if (!customTrack) continue;
      // Daily processes only what it has opened itself; the permission is all that is needed for that.
      if (hasProcessor(options, kind)) {
        this.#stop(kind);
        continue;
      }
      joined.inputSettings = { ...joined.inputSettings, [kind]: { settings: { customTrack } } };
      delete joined[`${kind}Source`];
    }
    // Whatever else is wrong with a device Daily finds out without a question, and says so itself.
    if (refused.includes('video')) joined.startVideoOff = true;
    if (refused.includes('audio')) joined.startAudioOff = true;
    this.#ownsCamera = Boolean(this.tracks.video);
    this.#isCameraNew = false;
    return { options: joined, problems: refused.length > 0 ? [new DailyKnockError('camera-permissions')] : [] };
  }

  /** Opens what is wanted and not open yet. Gives why something is missing; nothing when it is over. */
  async #openMissing(wanted: readonly MediaKind[], options: DailyCallOptions): Promise<Problems | undefined> {
    const question = this.#question;
    // The preview's question may still be open; its answer holds for the call.
    const previewed = await this.#previewing;
    if (question !== this.#question) return undefined;
    const open = this.tracks;
    for (const kind of KINDS) if (open[kind] && !wanted.includes(kind)) this.#stop(kind);
    const missing = wanted.filter((kind) => !open[kind] && !previewed?.[kind]);
    if (missing.length === 0) return { ...previewed };
    const ids = { ...this.#ids, ...idsOf(options) };
    const { tracks, problems } = await requestDevices(missing, ids, constraintsOf(options));
    return this.#keep(tracks, question) ? { ...problems, ...previewed } : undefined;
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
        // Off without the visitor's doing: the room says so, or a host. Daily mutes a track that it was given, and leaves it on.
        this.#stop('video');
      }
    }
  }

  stopCamera(): void {
    // A camera that is just being opened is not wanted any more either.
    this.#question += 1;
    this.#stop('video');
  }

  reopenCamera(): Promise<MediaStreamTrack> | undefined {
    return this.#ownsCamera && !this.tracks.video ? this.#reopenCamera() : undefined;
  }

  async #reopenCamera(): Promise<MediaStreamTrack> {
    const question = (this.#question += 1);
    const { tracks, problems } = await requestDevices(['video'], this.#ids);
    const { video } = tracks;
    if (!this.#keep(tracks, question)) throw new DailyKnockError('aborted');
    if (!video) throw new DailyKnockError(problems.video ?? 'camera-unknown');
    this.#isCameraNew = true;
    return video;
  }

  /**
   * Another device has been chosen in the call: Daily opens it, at once or when it is switched on.
   *
   * @param kind camera or microphone
   * @param id the device
   */
  choose(kind: MediaKind, id: string): void {
    this.#ids = { ...this.#ids, [kind]: id };
    if (kind === 'video') this.#ownsCamera = false;
  }

  release(): void {
    this.#question += 1;
    this.#previewing = undefined;
    this.#ownsCamera = false;
    for (const kind of KINDS) this.#stop(kind);
  }

  /** Whatever comes after the end is stopped at once. */
  #keep(tracks: Tracks, question: number): boolean {
    if (question !== this.#question) {
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

/** A device that takes longer to open is worth a word, also where the browser does not say that it is going to ask. */
const WAIT_MS = 1000;

/** Calls `onQuestion` when the browser asks the visitor, as far as that can be known, or when the answer is long in coming. */
async function whileWaiting<Answer>(
  answer: Promise<Answer>,
  kinds: readonly MediaKind[],
  onQuestion: () => void,
): Promise<Answer> {
  let isPending = kinds.length > 0;
  const ask = (): void => {
    if (isPending) onQuestion();
  };
  const timer = setTimeout(ask, WAIT_MS);
  void needsQuestion(kinds).then((isNeeded) => isNeeded && ask());
  try {
    return await answer;
  } finally {
    isPending = false;
    clearTimeout(timer);
  }
}

/** Whether a device of this kind is wanted, and not a track of the page's. */
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

/** What the page asks of the devices, in the ways that daily-js has for it. */
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
