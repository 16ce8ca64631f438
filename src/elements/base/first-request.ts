/** What a visitor or a page asks of an element that is not all there yet. */
export interface Request<Part, Outcome> {
  /** The rest of the element, on its way. */
  readonly opening: Promise<Part>;
  /** How long it may take, in seconds. */
  readonly limit: number;
  /** Begins what was asked for. */
  run(part: Part): Promise<Outcome>;
  /** How it ends if somebody wishes that before it has begun; may throw. */
  ended(): Outcome;
  /**
   * The rest cannot be had.
   *
   * @param cause why
   * @returns what the request fails with
   */
  failed(cause: unknown): Error;
}

/** What was asked for before the inside was there: one thing at a time. */
export class FirstRequest {
  /** What is to come of it, while it waits. */
  promise: Promise<unknown> | undefined;
  readonly #changed: () => void;
  #end: (() => void) | undefined;

  /** @param changed told when it begins to wait, and when it waits no more */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * Something is asked for, while nothing else is.
   *
   * @param request what
   * @returns what comes of it
   */
  make<Part, Outcome>({ opening, limit, run, ended, failed }: Request<Part, Outcome>): Promise<Outcome> {
    let settle!: (outcome: Promise<Outcome>) => void;
    const promise = new Promise<Outcome>((done) => (settle = done));
    const close = (outcome: () => Outcome | Promise<Outcome>): void => {
      clearTimeout(timer);
      if (this.#end !== end) return;
      this.#end = this.promise = undefined;
      this.#changed();
      settle(new Promise((done) => done(outcome())));
    };
    const end = (): void => close(ended);
    const fail = (cause: unknown): void =>
      close(() => {
        throw failed(cause);
      });
    const timer = setTimeout(fail, limit * 1000, 'No answer came in time.');
    opening.then((part) => close(() => run(part)), fail);
    // Whoever started by a click need not look at it; the page is told by events as well.
    promise.catch(() => {});
    this.#end = end;
    this.promise = promise;
    this.#changed();
    return promise;
  }

  /** Ends it by somebody's wish. */
  end(): void {
    this.#end?.();
  }
}
