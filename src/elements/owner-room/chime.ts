/** Two soft notes, like a doorbell: frequency in hertz, start in seconds. */
const NOTES = [
  { frequency: 659.25, start: 0 },
  { frequency: 523.25, start: 0.18 },
] as const;

/** How long a note rings, in seconds. */
const LENGTH = 0.7;

/** A synthesized doorbell. */
export class Chime {
  #context: AudioContext | undefined;

  /** Prepares the sound; browsers allow it only within a click. */
  unlock(): void {
    if (typeof AudioContext !== 'function') return;
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => {});
  }

  /** Rings, if the browser allows it. */
  ring(): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    for (const { frequency, start } of NOTES) {
      const at = context.currentTime + start;
      const tone = new OscillatorNode(context, { frequency, type: 'sine' });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(0.2, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, at + LENGTH);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + LENGTH);
    }
  }

  /** Gives the sound device back. */
  close(): void {
    void this.#context?.close().catch(() => {});
    this.#context = undefined;
  }
}
