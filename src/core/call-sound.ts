/** Something that plays one person's sound. */
export interface SoundPlayer {
  /** Tries to play, within the click that asks for it. Resolves to whether the browser allows it. */
  play(): Promise<boolean>;
}

/**
 * The sound of one call as a whole: a browser that wants a click before it plays anything gets one click for everybody, and
 * everybody is heard from the same device.
 */
export class CallSound {
  readonly #refused = new Set<SoundPlayer>();
  readonly #changed: () => void;
  #audioOutputId = '';
  #offers = 0;

  /** @param changed told of each change */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether the browser has refused to play somebody's sound without a click. */
  get refused(): boolean {
    return this.#refused.size > 0;
  }

  /** The device to play with, by its id; empty for the one that the system chooses. */
  get audioOutputId(): string {
    return this.#audioOutputId;
  }

  set audioOutputId(id: string) {
    this.#audioOutputId = id;
    this.#changed();
  }

  /** Whether there is one button for the whole call, so that no tile needs one of its own. */
  get isPrompted(): boolean {
    return this.#offers > 0;
  }

  /**
   * Somebody shows a button for the whole call.
   *
   * @returns ends that
   */
  prompt(): () => void {
    this.#offers += 1;
    this.#changed();
    return () => {
      this.#offers -= 1;
      this.#changed();
    };
  }

  /**
   * Tells how playing went.
   *
   * @param player who tells it
   * @param refused whether the browser wants a click first
   */
  setRefused(player: SoundPlayer, refused: boolean): void {
    if (refused === this.#refused.has(player)) return;
    if (refused) this.#refused.add(player);
    else this.#refused.delete(player);
    this.#changed();
  }

  /** Starts everybody's sound. To be called within a click. */
  start(): void {
    for (const player of [...this.#refused]) {
      player.play().then(
        (plays) => this.setRefused(player, !plays),
        () => {},
      );
    }
  }
}
