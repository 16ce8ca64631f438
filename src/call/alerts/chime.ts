import type { AlertsController } from './alerts-controller.js';

/** A note: frequency in hertz, start in seconds. */
export interface Note {
  readonly frequency: number;
  readonly start: number;
}

/** How long a note rings, in seconds. */
const LENGTH = 0.7;

/** What a browser takes as a wish to hear something. */
const GESTURES = ['pointerup', 'keydown'] as const;

/** Synthesized sounds, after the first click in the page if none has allowed them before. */
export class Chime {
  readonly #gate: AlertsController;

  /** @param gate has the sound device */
  constructor(gate: AlertsController) {
    this.#gate = gate;
    for (const gesture of GESTURES) addEventListener(gesture, this.#unlock, { capture: true, passive: true });
  }

  /**
   * Plays notes, if the browser allows it.
   *
   * @param notes what to play
   * @returns whether it does
   */
  play(notes: readonly Note[]): boolean {
    const context = this.#gate.sound;
    if (!this.#gate.wants('sound') || context?.state !== 'running') return false;
    try {
      for (const note of notes) ring(context, note);
      return true;
    } catch {
      // A privacy add-on may keep sounds from pages: a knock is told of all the same.
      return false;
    }
  }

  /** Waits for no click any more. */
  end(): void {
    for (const gesture of GESTURES) removeEventListener(gesture, this.#unlock, true);
  }

  readonly #unlock = (): void => {
    if (this.#gate.wants('sound') && this.#gate.sound?.state !== 'running') this.#gate.unlock();
  };
}

function ring(context: AudioContext, { frequency, start }: Note): void {
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
