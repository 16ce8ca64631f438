/** The longest that a timer can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls once a point in time has come, however far away it is. */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly onReached: () => void) {}

  /** `undefined`: never. */
  set(at: number | undefined): void {
    clearTimeout(this.#timer);
    if (at === undefined) return;
    const wait = Math.max(at - Date.now(), 0);
    // A timer may go off a little early, and a far one is set in stages.
    const arrived = (): void => (Date.now() < at ? this.set(at) : this.onReached());
    this.#timer = setTimeout(arrived, Math.min(wait, LONGEST_MS));
  }
}
