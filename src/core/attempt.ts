/** What {@link Attempt.until} rejects with once the attempt is over. Internal. */
const OVER = new Error('The attempt is over.');

/**
 * One join or knock. Settles once. Each `await` goes through {@link until}, so that nothing continues after the end and a promise that
 * never settles does not keep the attempt alive.
 */
export class Attempt<Outcome> {
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
    // Not every caller handles the promise; the page gets events as well.
    this.promise.catch(() => {});
    this.#ended.catch(() => {});
  }

  get over(): boolean {
    return this.#over;
  }

  resolve(outcome: Outcome): void {
    if (this.#finish()) this.#resolve(outcome);
  }

  reject(error: unknown): void {
    if (this.#finish()) this.#reject(error);
  }

  /** Awaits `promise`. Rejects once the attempt is over; check with {@link isOver}. */
  async until<Value>(promise: PromiseLike<Value>): Promise<Value> {
    let value: Value;
    try {
      value = await Promise.race([promise, this.#ended]);
    } catch (reason) {
      throw this.#over ? OVER : reason;
    }
    // Both may have settled in the same microtask checkpoint.
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

/** Whether {@link Attempt.until} rejected because the attempt is over. */
export function isOver(reason: unknown): boolean {
  return reason === OVER;
}
