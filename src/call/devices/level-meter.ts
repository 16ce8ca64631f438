/** The time between two values of `aria-valuenow`. */
const ANNOUNCE_INTERVAL_MS = 500;
/** The decay of the bar per frame, so that it does not flicker. */
const DECAY = 0.85;

/** Shows a microphone's level on a bar, without rendering the element again. */
export class LevelMeter {
  #context: AudioContext | undefined;
  #frame = 0;
  #track: MediaStreamTrack | undefined;

  /** Shows a track's level as the custom property `--level`, from 0 to 1, of an element with `role="meter"`. `undefined` stops. */
  follow(track: MediaStreamTrack | undefined, bar: HTMLElement | null): void {
    if (track === this.#track) return;
    this.stop();
    this.#track = track;
    if (!track || !bar) return;
    try {
      this.#context = new AudioContext();
      const analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
      // Firefox throws if microphone and speakers have different sample rates.
      this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      this.#show(analyser, bar);
    } catch {
      bar.hidden = true;
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#track = undefined;
    this.#context?.close().catch(() => {});
    this.#context = undefined;
  }

  #show(analyser: AnalyserNode, bar: HTMLElement): void {
    const samples = new Float32Array(analyser.fftSize);
    let shown = 0;
    let announcedAt = -ANNOUNCE_INTERVAL_MS;
    const draw = (now: number): void => {
      this.#frame = requestAnimationFrame(draw);
      analyser.getFloatTimeDomainData(samples);
      shown = Math.max(levelOf(samples), shown * DECAY);
      bar.style.setProperty('--level', shown.toFixed(3));
      if (now - announcedAt < ANNOUNCE_INTERVAL_MS) return;
      announcedAt = now;
      bar.setAttribute('aria-valuenow', String(Math.round(shown * 100)));
    };
    this.#frame = requestAnimationFrame(draw);
  }
}

/** Converts samples (-1 to 1) to a level from 0 to 1 on a logarithmic scale of 50 decibels. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power + 1e-12);
  return Math.min(1, Math.max(0, 1 + (decibels + 3) / 50));
}
