/** So long a row that has moved under a pointer which stood still takes no press. Milliseconds. */
const SETTLE_MS = 500;

/** Decides which presses count: one press decides about the one person on whom it began. */
export class PressGuard {
  /** On whom the last series of clicks began. */
  #pressed: string | undefined;
  #pointer = '';
  #pointerMovedAt = 0;
  #indices: ReadonlyMap<string, number> = new Map();
  readonly #shiftedAt = new Map<string, number>();

  /** @param host the element with the rows */
  constructor(host: HTMLElement) {
    // Chromium tells of a pointer that stands still, too, when something has moved below it.
    host.addEventListener('pointermove', ({ clientX, clientY, timeStamp }) => {
      const pointer = `${clientX} ${clientY}`;
      if (pointer !== this.#pointer) this.#pointerMovedAt = timeStamp;
      this.#pointer = pointer;
    });
  }

  /**
   * The list has been drawn.
   *
   * @param ids those who are shown, in order
   */
  onDrawn(ids: readonly string[]): void {
    const indices = new Map(ids.map((id, index) => [id, index]));
    const now = performance.now();
    for (const [id, index] of indices) {
      const before = this.#indices.get(id);
      if (before !== undefined && before !== index) this.#shiftedAt.set(id, now);
    }
    for (const id of this.#shiftedAt.keys()) if (!indices.has(id)) this.#shiftedAt.delete(id);
    this.#indices = indices;
  }

  /**
   * Whether a click is meant for a person.
   *
   * @param event the click; one by the keyboard, or by a script, has no count
   * @param id whose button it is on
   */
  allows({ detail: count, timeStamp }: MouseEvent, id: string): boolean {
    if (count > 1) return id === this.#pressed;
    this.#pressed = id;
    const shiftedAt = this.#shiftedAt.get(id);
    if (count === 0 || shiftedAt === undefined) return true;
    return this.#pointerMovedAt > shiftedAt || timeStamp - shiftedAt > SETTLE_MS;
  }
}
