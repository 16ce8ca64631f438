/** How often a screen reader may find another value. Milliseconds. */
const SPOKEN_EVERY = 500;
/** What the bar keeps of its length from one picture to the next, so that it does not flicker. */
const KEPT = 0.85;

/** Shows on a bar how loud a microphone is, by itself: nothing else is drawn again for it. */
export class LevelMeter {
  #context: AudioContext | undefined;
  #frame = 0;
  #track: MediaStreamTrack | undefined;

  /**
   * Begins, or goes on with another microphone.
   *
   * @param track the microphone; `undefined` stops
   * @param bar an element with `role="meter"`; the level is its custom property `--level`, from 0 to 1
   */
  follow(track: MediaStreamTrack | undefined, bar: HTMLElement | null): void {
    if (track === this.#track) return;
    this.stop();
    this.#track = track;
    if (!track || !bar) return;
    try {
      this.#context = new AudioContext();
      const analyser = new AnalyserNode(this.#context, { fftSize: 1024 });
      // Firefox throws where the microphone and the speakers differ in their sample rates.
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
    let spokenAt = -SPOKEN_EVERY;
    const draw = (now: number): void => {
      this.#frame = requestAnimationFrame(draw);
      analyser.getFloatTimeDomainData(samples);
      shown = Math.max(levelOf(samples), shown * KEPT);
      bar.style.setProperty('--level', shown.toFixed(3));
      if (now - spokenAt < SPOKEN_EVERY) return;
      spokenAt = now;
      bar.setAttribute('aria-valuenow', String(Math.round(shown * 100)));
    };
    this.#frame = requestAnimationFrame(draw);
  }
}

/**
 * How loud a sound is to an ear, which hears in ratios: 50 decibels below the loudest are nothing.
 *
 * @param samples from -1 to 1
 * @returns from 0 to 1
 */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power + 1e-12);
  return Math.min(1, Math.max(0, 1 + (decibels + 3) / 50));
}
