/** What {@link Attempt.until} rejects with once the attempt is over; never seen outside. */
const OVER = new Error('The attempt is over.');

/**
 * One join or one knock, from its beginning to its one outcome. What is awaited in its course goes through
 * {@link until}, so that nothing goes on after it has ended, and nothing that never settles keeps it alive.
 */
export class Attempt<Outcome> {
  /** Settles once with the outcome. Whoever started by a click need not look at it. */
  readonly promise: Promise<Outcome>;
  #over = false;
  #resolve!: (outcome: Outcome) => void;
  #reject!: (error: unknown) => void;
  #end!: (reason: Error) => void;
  readonly #ended: Promise<never>;

  constructor() {
    this.promise = new Promise<Outcome>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#ended = new Promise<never>((_, reject) => (this.#end = reject));
    // Both may have nobody who listens; the page is told by events as well.
    this.promise.catch(() => {});
    this.#ended.catch(() => {});
  }

  /** Whether it has ended. */
  get over(): boolean {
    return this.#over;
  }

  /** @param outcome what it ends with; a second end is ignored */
  resolve(outcome: Outcome): void {
    if (this.#finish()) this.#resolve(outcome);
  }

  /** @param error what it fails with; a second end is ignored */
  reject(error: unknown): void {
    if (this.#finish()) this.#reject(error);
  }

  /**
   * Waits for `promise` unless the attempt ends first.
   *
   * @param promise anything, also what may never settle
   * @returns rejects, in a way that {@link isOver} knows, once the attempt is over
   */
  async until<Value>(promise: PromiseLike<Value>): Promise<Value> {
    let value: Value;
    try {
      value = await Promise.race([promise, this.#ended]);
    } catch (reason) {
      throw this.#over ? OVER : reason;
    }
    // Both may have settled in the same turn: then it is over as well.
    if (this.#over) throw OVER;
    return value;
  }

  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#end(OVER);
    return true;
  }
}

/**
 * Whether a rejection only says that the attempt was over.
 *
 * @param reason what was caught
 */
export function isOver(reason: unknown): boolean {
  return reason === OVER;
}
