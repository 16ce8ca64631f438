/** Plays one participant's sound. */
export interface SoundPlayer {
  /** Tries to play, within a click. Resolves to whether the browser allows it. */
  play(): Promise<boolean>;
}

/** The sound of one call: one click unblocks autoplay for all participants, and all use the same output device. */
export class CallSound {
  readonly #refused = new Set<SoundPlayer>();
  readonly #changed: () => void;
  #audioOutputId = '';
  #prompts = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether the browser has blocked autoplay of a participant's sound. */
  get refused(): boolean {
    return this.#refused.size > 0;
  }

  /** The id of the output device; empty for the system's default. */
  get audioOutputId(): string {
    return this.#audioOutputId;
  }

  set audioOutputId(id: string) {
    this.#audioOutputId = id;
    this.#changed();
  }

  /** Whether there is one button for the whole call, so that tiles need none. */
  get isPrompted(): boolean {
    return this.#prompts > 0;
  }

  /** Registers a button for the whole call. Returns a function that removes it. */
  prompt(): () => void {
    this.#prompts += 1;
    this.#changed();
    return () => {
      this.#prompts -= 1;
      this.#changed();
    };
  }

  /** Records whether the browser has blocked a player. */
  setRefused(player: SoundPlayer, refused: boolean): void {
    if (refused === this.#refused.has(player)) return;
    if (refused) this.#refused.add(player);
    else this.#refused.delete(player);
    this.#changed();
  }

  /** Starts all blocked players. Call it within a click. */
  start(): void {
    for (const player of [...this.#refused]) {
      player.play().then(
        (plays) => this.setRefused(player, !plays),
        () => {},
      );
    }
  }
}
