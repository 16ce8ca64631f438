import type { AlertsController } from './alerts-controller.js';

const NOTE_SECONDS = 0.7;
/** From the start of a note to that of the next one. */
const INTERVAL_SECONDS = 0.17;

/** User gestures that allow a page to play sound. */
const GESTURES = ['pointerup', 'keydown'] as const;

/** Plays synthesized sounds. The first gesture in the page unlocks them. */
export class Chime {
  readonly #controller: AlertsController;

  constructor(controller: AlertsController) {
    this.#controller = controller;
    for (const gesture of GESTURES) addEventListener(gesture, this.#unlock, { capture: true, passive: true });
  }

  /** Plays notes, given in hertz, one after the other. Returns whether the browser allows it. */
  play(notes: readonly number[]): boolean {
    const context = this.#controller.sound;
    if (!this.#controller.wants('sound') || context?.state !== 'running') return false;
    try {
      notes.forEach((frequency, index) => ring(context, frequency, index * INTERVAL_SECONDS));
      return true;
    } catch {
      // A privacy extension may block audio.
      return false;
    }
  }

  /** Removes the listeners. */
  end(): void {
    for (const gesture of GESTURES) removeEventListener(gesture, this.#unlock, true);
  }

  readonly #unlock = (): void => {
    if (this.#controller.wants('sound') && this.#controller.sound?.state !== 'running') this.#controller.unlock();
  };
}

function ring(context: AudioContext, frequency: number, start: number): void {
  const at = context.currentTime + start;
  const tone = new OscillatorNode(context, { frequency, type: 'sine' });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.2, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_SECONDS);
}
