/** So long what has moved under a pointer which stood still takes no press. Milliseconds. */
const SETTLE_MS = 500;

/** How often it is looked what is under a pointer: browsers do not all tell when something has moved below one that stands still. */
const LOOK_MS = 100;

/** Decides which presses count: one press decides about what it began on. */
export class PressGuard {
  readonly #host: HTMLElement;
  /** On whom the last series of clicks began. */
  #pressed: string | undefined;
  /** Where the pointer is, on which button, and how far was scrolled then. */
  #pointer: readonly [x: number, y: number] = [-1, -1];
  #under: Element | null | undefined;
  #scrolled = '';
  #pointerMovedAt = 0;
  /** When another button came under it by itself, whatever has moved it: the list, or the page around it. */
  #cameAt = -Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ids: readonly string[] = [];
  readonly #shiftedAt = new Map<string, number>();

  /** @param host the element with the rows */
  constructor(host: HTMLElement) {
    this.#host = host;
    // Chromium tells of a pointer that stands still, too, when something has moved below it.
    host.addEventListener('pointermove', (event) => {
      const { clientX, clientY, timeStamp } = event;
      this.#look(timeStamp);
      if (this.#isHere(event)) return;
      this.#pointer = [clientX, clientY];
      this.#look(timeStamp);
      this.#pointerMovedAt = timeStamp;
      this.#timer ??= setInterval(() => {
        if (host.matches(':hover')) return this.#look(performance.now());
        clearInterval(this.#timer);
        this.#timer = undefined;
      }, LOOK_MS);
    });
  }

  /** Clicks tell of whole pixels only. */
  #isHere({ clientX, clientY }: MouseEvent): boolean {
    const [x, y] = this.#pointer;
    return Math.floor(clientX) === Math.floor(x) && Math.floor(clientY) === Math.floor(y);
  }

  #look(now: number): void {
    const root = this.#host.shadowRoot;
    const view = this.#host.ownerDocument.defaultView;
    const under = root?.elementFromPoint(...this.#pointer)?.closest('button');
    const scrolled = [view?.scrollX, view?.scrollY, root?.querySelector('ul')?.scrollTop].join();
    // Whoever scrolls moves what is under the pointer themselves.
    if (under !== this.#under && scrolled === this.#scrolled) this.#cameAt = now;
    this.#under = under;
    this.#scrolled = scrolled;
  }

  /**
   * The list has been drawn.
   *
   * @param ids those who are shown, in order
   */
  onDrawn(ids: readonly string[]): void {
    const before = new Map(this.#ids.map((id, index) => [id, index]));
    const now = performance.now();
    ids.forEach((id, index) => {
      const was = before.get(id);
      // Also somebody who has just come, in the place of another.
      if (was === undefined ? index < before.size : was !== index) this.#shiftedAt.set(id, now);
    });
    const shown = new Set(ids);
    for (const id of before.keys()) if (!shown.has(id)) this.#shiftedAt.delete(id);
    this.#ids = ids;
  }

  /**
   * Whether a click is meant for what is under it.
   *
   * @param event the click; one by the keyboard, or by a script, has no count
   * @param id on whose button it is; none on a button for all, which a later click of a series would find to be others
   */
  allows(event: MouseEvent, id?: string): boolean {
    const { detail: count, timeStamp } = event;
    if (count > 1) return id !== undefined && id === this.#pressed;
    this.#pressed = id;
    if (count === 0) return true;
    if (this.#isHere(event)) this.#look(timeStamp);
    const shiftedAt = Math.max(this.#cameAt, this.#shiftedAt.get(id ?? '') ?? -Infinity);
    return this.#pointerMovedAt >= shiftedAt || timeStamp - shiftedAt > SETTLE_MS;
  }
}
