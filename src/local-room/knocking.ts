/** What a guest's page broadcasts of its knock. */
export type KnockNote = { type: 'knock'; name: string } | { type: 'knock-over' };

/** Whether a message reaches the others: at once, never, or so many milliseconds late. */
export type Delivery = 'now' | 'lost' | number;

/**
 * A guest's knock, as Daily's call machine has it: nobody keeps it, so it is repeated by a plain `setInterval` until it is taken back.
 */
export class Knocking {
  #name = '';
  #interval: ReturnType<typeof setInterval> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly send: (note: KnockNote) => void,
    /** Seconds from one knock to the next. */
    readonly seconds: () => number,
    /** What is to become of a knock that is said again. */
    readonly delivery: () => Delivery | Promise<Delivery>,
  ) {}

  get isActive(): boolean {
    return this.#interval !== undefined;
  }

  /** Knocks at once, and then again and again. Starting anew changes the name. */
  start(name: string, delivery: Delivery = 'now'): void {
    this.silence();
    this.#name = name;
    this.#knock(delivery);
    this.#interval = setInterval(() => void this.#knockAgain(), this.seconds() * 1000);
  }

  /** Takes the knock back, if there is one. */
  stop(): void {
    if (!this.isActive) return;
    this.silence();
    this.send({ type: 'knock-over' });
  }

  /** Knocks no more and says nothing of it, as a page that is closed. */
  silence(): void {
    clearInterval(this.#interval);
    clearTimeout(this.#late);
    this.#interval = undefined;
    this.#late = undefined;
  }
  async #knockAgain(): Promise<void> {
    const interval = this.#interval;
    const delivery = await this.delivery();
    if (this.#interval === interval) this.#knock(delivery);
  }

  #knock(delivery: Delivery): void {
    const knock = (): void => this.send({ type: 'knock', name: this.#name });
    if (delivery === 'now') knock();
    else if (delivery !== 'lost') this.#late = setTimeout(knock, delivery);
  }
}
