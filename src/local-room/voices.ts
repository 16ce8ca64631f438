import { OwnLevel } from './own-level.js';

/** How often to listen, in milliseconds. */
const EVERY = 250;
/** What a voice keeps of its loudness from one time to the next: between two words somebody speaks on. */
const KEPT = 0.7;
/** Below this it is a room's noise, not a voice. From 0 to 1. */
const VOICE = 0.02;
/** So much louder must another be, or two who speak at once would take turns with every syllable. */
const LOUDER = 1.4;

/** What the voices of a call are heard by. */
export interface VoicesOptions {
  readonly selfId: string;
  ownTrack(): MediaStreamTrack | undefined;
  /** How loud each of the others is now, from 0 to 1. */
  levels(): ReadonlyMap<string, number>;
  /** Somebody else speaks now. */
  changed(id: string): void;
}

/** Who speaks: listens to how loud everybody is. As with Daily, the last one who spoke stays so while nobody does. */
export class Voices {
  readonly #loudness = new Map<string, number>();
  readonly #own = new OwnLevel();
  #speaker: string | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(readonly options: VoicesOptions) {}

  /** Listens for as long as there is somebody to listen to. */
  listen(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#listen(), EVERY) : undefined;
    if (!on) this.#forget();
  }

  #forget(): void {
    this.#own.close();
    this.#loudness.clear();
    this.#speaker = undefined;
  }

  #listen(): void {
    const { selfId, ownTrack, levels } = this.options;
    const heard = new Map([...levels(), [selfId, this.#own.of(ownTrack())] as const]);
    for (const id of this.#loudness.keys()) if (!heard.has(id)) this.#loudness.delete(id);
    for (const [id, level] of heard) this.#loudness.set(id, Math.max(level, (this.#loudness.get(id) ?? 0) * KEPT));
    const speaker = loudest(this.#loudness, this.#speaker);
    if (speaker === undefined || speaker === this.#speaker) return;
    this.#speaker = speaker;
    this.options.changed(speaker);
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
