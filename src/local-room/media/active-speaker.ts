/** How often to listen, in milliseconds. */
const EVERY = 250;
/** What a voice keeps of its loudness from one time to the next: between two words somebody speaks on. */
const KEPT = 0.7;
/** Below this it is a room's noise, not a voice. From 0 to 1. */
const VOICE = 0.02;
/** So much louder must another be, or two who speak at once would take turns with every syllable. */
const LOUDER = 1.4;

/** What the voices of a call are heard by. */
export interface ActiveSpeakerOptions {
  readonly selfId: string;
  ownTrack(): MediaStreamTrack | undefined;
  /** Tells the others how loud this one is, from 0 to 1. */
  tell(level: number): void;
  /** Somebody else speaks now. */
  changed(id: string): void;
}

/**
 * Who speaks. Each session listens to its own microphone and tells the others: what arrives is not always played, and what is not
 * played has no loudness in a browser. As with Daily, the last one who spoke stays so while nobody does.
 */
export class ActiveSpeakerDetector {
  /** As told last. */
  readonly #levels = new Map<string, number>();
  readonly #loudness = new Map<string, number>();
  readonly #own = new OwnLevel();
  #speaker: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(readonly options: ActiveSpeakerOptions) {}

  /** These are in the call besides oneself. Listens for as long as there is somebody. */
  sync(others: string[]): void {
    for (const id of this.#levels.keys())
      if (id !== this.options.selfId && !others.includes(id)) {
        this.#levels.delete(id);
        this.#loudness.delete(id);
      }
    const on = others.length > 0;
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#listen(), EVERY) : undefined;
    if (!on) this.#forget();
  }

  /** Another session has told how loud it is. */
  setLevel(id: string, level: number): void {
    if (this.#timer !== undefined) this.#levels.set(id, level);
  }

  #forget(): void {
    this.#own.close();
    this.#levels.clear();
    this.#loudness.clear();
    this.#speaker = undefined;
  }

  #listen(): void {
    const { selfId, ownTrack, tell, changed } = this.options;
    const level = this.#own.of(ownTrack());
    // Silence is told once.
    if (level >= VOICE || (this.#levels.get(selfId) ?? 0) >= VOICE) tell(level);
    this.#levels.set(selfId, level);
    for (const [id, now] of this.#levels) this.#loudness.set(id, Math.max(now, (this.#loudness.get(id) ?? 0) * KEPT));
    const speaker = loudest(this.#loudness, this.#speaker);
    if (speaker === undefined || speaker === this.#speaker) return;
    this.#speaker = speaker;
    changed(speaker);
  }
}

/**
 * The one who speaks.
 *
 * @param loudness of each, from 0 to 1
 * @param speaker who spoke last
 * @returns the same one while nobody is clearly louder; nobody while there never was a voice
 */
export function loudest(loudness: ReadonlyMap<string, number>, speaker: string | undefined): string | undefined {
  const [id, level] = [...loudness].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  if (level < VOICE) return speaker;
  const before = speaker === undefined ? 0 : (loudness.get(speaker) ?? 0);
  return level > before * LOUDER ? id : speaker;
}

/** How loud this page's own microphone is. Silent where the browser starts no AudioContext without a click. */
export class OwnLevel {
  #context: AudioContext | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #analyser: AnalyserNode | undefined;
  #track: MediaStreamTrack | undefined;
  readonly #samples = new Float32Array(2048);

  /** @returns from 0 to 1, as WebRTC has it; 0 without a track */
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
      // A page may have none, or one of its own making: then nobody hears who speaks, and all else goes on.
    }
  }
}
