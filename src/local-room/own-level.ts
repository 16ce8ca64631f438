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
