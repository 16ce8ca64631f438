/** How often loudness is measured, in milliseconds. */
const INTERVAL_MS = 250;
/** The decay of loudness from one measurement to the next, so that pauses between words do not count. */
const DECAY = 0.7;
/** Quieter sound counts as noise. From 0 to 1. */
const NOISE_LEVEL = 0.02;
/** How much louder another person must be to become the active speaker. Prevents switching with every syllable. */
const SWITCH_FACTOR = 1.4;

/** The session that a detector belongs to. */
export interface ActiveSpeakerOptions {
  readonly selfId: string;
  ownTrack(): MediaStreamTrack | undefined;
  /** Sends this session's loudness to the others, from 0 to 1. */
  sendLevel(level: number): void;
  /** The active speaker has changed. */
  changed(id: string): void;
}

/**
 * Finds the active speaker. Each session measures its own microphone and sends its loudness to the others, since browsers cannot measure
 * received audio that is not played. As on Daily, the last speaker stays active during silence.
 */
export class ActiveSpeakerDetector {
  /** The last loudness sent. */
  readonly #levels = new Map<string, number>();
  readonly #loudness = new Map<string, number>();
  readonly #own = new OwnLevel();
  #speaker: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(readonly options: ActiveSpeakerOptions) {}

  /** Sets the other participants. Measures only while there are any. */
  sync(others: string[]): void {
    for (const id of this.#levels.keys())
      if (id !== this.options.selfId && !others.includes(id)) {
        this.#levels.delete(id);
        this.#loudness.delete(id);
      }
    const on = others.length > 0;
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#measure(), INTERVAL_MS) : undefined;
    if (!on) this.#clear();
  }

  /** Receives the loudness of another session. */
  setLevel(id: string, level: number): void {
    if (this.#timer !== undefined) this.#levels.set(id, level);
  }

  #clear(): void {
    this.#own.close();
    this.#levels.clear();
    this.#loudness.clear();
    this.#speaker = undefined;
  }

  #measure(): void {
    const { selfId, ownTrack, sendLevel, changed } = this.options;
    const level = this.#own.of(ownTrack());
    // Silence is sent once.
    if (level >= NOISE_LEVEL || (this.#levels.get(selfId) ?? 0) >= NOISE_LEVEL) sendLevel(level);
    this.#levels.set(selfId, level);
    for (const [id, now] of this.#levels) this.#loudness.set(id, Math.max(now, (this.#loudness.get(id) ?? 0) * DECAY));
    const speaker = loudest(this.#loudness, this.#speaker);
    if (speaker === undefined || speaker === this.#speaker) return;
    this.#speaker = speaker;
    changed(speaker);
  }
}

/**
 * The active speaker, by the loudness of each participant from 0 to 1. Stays the same until another is clearly louder.
 */
export function loudest(loudness: ReadonlyMap<string, number>, speaker: string | undefined): string | undefined {
  const [id, level] = [...loudness].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  if (level < NOISE_LEVEL) return speaker;
  const before = speaker === undefined ? 0 : (loudness.get(speaker) ?? 0);
  return level > before * SWITCH_FACTOR ? id : speaker;
}

/** Measures this page's microphone. Silent where the browser starts no AudioContext without a click. */
class OwnLevel {
  #context: AudioContext | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #analyser: AnalyserNode | undefined;
  #track: MediaStreamTrack | undefined;
  readonly #samples = new Float32Array(2048);

  /** From 0 to 1, as in WebRTC; 0 without a track. */
  of(track: MediaStreamTrack | undefined): number {
    this.#listenTo(track);
    if (!this.#analyser || !this.#track) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
  }

  close(): void {
    this.#listenTo(undefined);
    this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }

  #listenTo(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) return;
    this.#source?.disconnect();
    this.#source = undefined;
    this.#track = track;
    if (!track) return;
    try {
      this.#context ??= new AudioContext();
      this.#analyser ??= new AnalyserNode(this.#context, { fftSize: this.#samples.length });
      this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
      this.#source.connect(this.#analyser);
    } catch {
      // Without a working AudioContext there is no active speaker.
    }
  }
}
