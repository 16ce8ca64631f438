/** So long what has moved under a pointer which stood still takes no press. Milliseconds. */
const SETTLE_MS = 500;

/** How often it is looked what is under a pointer: browsers do not all tell when something has moved below one that stands still. */
const LOOK_MS = 100;

/** Whoever has not been shown for so long may not have been seen. Milliseconds. */
const SEEN_MS = 1000;

/** Somebody whose row is drawn. Times are in milliseconds. */
interface Shown {
  readonly name: string;
  readonly place: number;
  readonly since: number;
  /** When they came to this place. */
  readonly movedAt: number;
}

/** Decides which presses count: one press decides about what it began on, and about who has been seen. */
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
  #shown: ReadonlyMap<string, Shown> = new Map();
  /** What the buttons for all ask, and since when. */
  #question: unknown;
  #askedAt = -Infinity;

  /** @param host the element with the rows */
  constructor(host: HTMLElement) {
    this.#host = host;
    // Chromium tells of a pointer that stands still, too, when something has moved below it.
    host.addEventListener('pointermove', (event) => {
      const { clientX, clientY } = event;
      const now = this.#time(event);
      this.#look(now);
      if (this.#isHere(event)) return;
      this.#pointer = [clientX, clientY];
      this.#look(now);
      this.#pointerMovedAt = now;
      this.#timer ??= setInterval(() => {
        this.#look(performance.now());
        if (host.matches(':hover')) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      }, LOOK_MS);
    });
  }

  /** When an event happened, by the clock of this script: each window has its own. */
  #time({ timeStamp }: Event): number {
    const view = this.#host.ownerDocument.defaultView ?? window;
    return timeStamp + view.performance.timeOrigin - performance.timeOrigin;
  }

  /** Clicks tell of whole pixels only. */
  #isHere({ clientX, clientY }: MouseEvent): boolean {
    const [x, y] = this.#pointer;
    return Math.floor(clientX) === Math.floor(x) && Math.floor(clientY) === Math.floor(y);
  }

  /** Looks what is under the pointer, and whether that has come there by itself. */
  #look(now: number): boolean {
    const root = this.#host.shadowRoot;
    const view = this.#host.ownerDocument.defaultView;
    const under = root?.elementFromPoint(...this.#pointer)?.closest('button');
    const scrolled = [view?.scrollX, view?.scrollY, root?.querySelector('ul')?.scrollTop].join();
    // Whoever scrolls moves what is under the pointer themselves.
    const hasCome = under !== this.#under && scrolled === this.#scrolled;
    if (hasCome) this.#cameAt = now;
    this.#under = under;
    this.#scrolled = scrolled;
    return hasCome;
  }

  /**
   * The list has been drawn.
   *
   * @param people those who are shown, in order
   * @param question what the buttons for all ask
   */
  onDrawn(people: readonly { id: string; name: string }[], question?: unknown): void {
    const before = this.#shown;
    const now = performance.now();
    if (question !== this.#question) this.#askedAt = now;
    this.#question = question;
    this.#shown = new Map(
      people.map(({ id, name }, place) => {
        const was = before.get(id);
        // Whoever calls themselves otherwise has just come, as far as anybody can see.
        const since = was?.name === name ? was.since : now;
        return [id, { name, place, since, movedAt: was?.place === place ? Math.max(was.movedAt, since) : now }];
      }),
    );
  }

  /**
   * Whether people have been shown for long enough to have been seen before a press.
   *
   * @param ids who they are
   * @param event the click
   */
  haveBeenSeen(ids: readonly string[], event: MouseEvent): boolean {
    const latest = this.#time(event) - SEEN_MS;
    return ids.every((id) => (this.#shown.get(id)?.since ?? Infinity) <= latest);
  }

  /**
   * Whether a click is meant for what is under it.
   *
   * @param event the click; one by the keyboard, or by a script, has no count
   * @param id on whose button it is; none on a button for all, which a later click of a series would find to be others
   */
  allows(event: MouseEvent, id?: string): boolean {
    const { detail: count } = event;
    if (count > 1) return id !== undefined && id === this.#pressed;
    this.#pressed = id;
    if (count === 0) return true;
    const now = this.#time(event);
    if (this.#isHere(event) && this.#look(now)) return false;
    const movedAt = id === undefined ? this.#askedAt : (this.#shown.get(id)?.movedAt ?? -Infinity);
    const changedAt = Math.max(this.#cameAt, movedAt);
    return this.#pointerMovedAt >= changedAt || now - changedAt > SETTLE_MS;
  }
}
