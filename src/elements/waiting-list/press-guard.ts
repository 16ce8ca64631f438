import { windowOf } from '../../context/document.js';
import type { WaitingEntry } from '../../core/call-state.js';
import { eventTime } from './event-clock.js';

/** How long a button that moved under a resting pointer takes no press. */
const SETTLE_MS = 500;

/** How often the element under the pointer is looked up: not all browsers fire events when an element moves under a resting pointer. */
const LOOKUP_MS = 100;

/** How long a row must have been rendered to count as seen. */
const SEEN_MS = 1000;

/** What is rendered besides the people. */
interface RenderedList {
  readonly layout: string;
  readonly confirmation: unknown;
  readonly isStale: boolean;
  readonly isEmpty: boolean;
}

/** A rendered row. Times are in milliseconds. */
interface RenderedRow {
  readonly name: string;
  readonly place: number;
  readonly since: number;
  /** When the row came to this place. */
  readonly movedAt: number;
}

/** Decides which presses count: a press acts on the person whose button it began on, and on people who have been seen. */
export class PressGuard {
  readonly #host: HTMLElement;
  /** The person on whose button the last series of clicks began. */
  #pressed: string | undefined;
  #pointer: readonly [x: number, y: number] = [-1, -1];
  /** The button under the pointer, and the scroll positions when it was looked up. */
  #hovered: Element | null | undefined;
  #scrollPositions = '';
  #pointerMovedAt = 0;
  /** When another button came under a resting pointer, moved by the list or by the page around it. */
  #buttonMovedAt = -Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;
  #rows: ReadonlyMap<string, RenderedRow> = new Map();
  /** The open confirmation of a decision about several people. */
  #confirmation: unknown;
  #confirmationChangedAt = -Infinity;
  #layout: string | undefined;
  #layoutChangedAt = -Infinity;
  /** What takes up space above or between the rows, to be compared. */
  #insertions: string | undefined;
  #isEmpty = false;
  /** When the rows moved, and when the footer did. {@link #buttonMovedAt} does not see this for touch. */
  #rowsMovedAt = -Infinity;
  #footerMovedAt = -Infinity;

  constructor(host: HTMLElement) {
    this.#host = host;
    // Before all buttons: on a phone, each tap of a double tap is a first click.
    host.addEventListener('click', this.#onClick, { capture: true });
    // Chromium also fires this for a resting pointer when an element has moved under it.
    host.addEventListener('pointermove', (event) => {
      const { clientX, clientY } = event;
      const now = this.#time(event);
      this.#lookUp(now);
      if (this.#isHere(event)) return;
      this.#pointer = [clientX, clientY];
      this.#lookUp(now);
      this.#pointerMovedAt = now;
      this.#timer ??= setInterval(() => {
        this.#lookUp(eventTime());
        if (host.matches(':hover')) return;
        clearInterval(this.#timer);
        this.#timer = undefined;
      }, LOOKUP_MS);
    });
  }

  /** The time of an event on the clock of this script. Each window has its own clock. */
  #time({ timeStamp }: Event): number {
    const view = windowOf(this.#host.ownerDocument) ?? window;
    return view === window ? timeStamp : eventTime() - (eventTime(view) - timeStamp);
  }

  /** Whether an event is where the pointer was last. Clicks only have whole pixels. */
  #isHere({ clientX, clientY }: MouseEvent): boolean {
    const [x, y] = this.#pointer;
    return Math.floor(clientX) === Math.floor(x) && Math.floor(clientY) === Math.floor(y);
  }

  /** Looks up the button under the pointer. Returns whether another one has moved there without scrolling. */
  #lookUp(now: number): boolean {
    const root = this.#host.shadowRoot;
    const view = windowOf(this.#host.ownerDocument);
    const hovered = root?.elementFromPoint(...this.#pointer)?.closest('button');
    const scrollers = root?.querySelectorAll('ul, dialog') ?? [];
    const positions = [view?.scrollX, view?.scrollY, ...[...scrollers].map(({ scrollTop }) => scrollTop)].join();
    const hasMoved = hovered !== this.#hovered && positions === this.#scrollPositions;
    if (hasMoved) this.#buttonMovedAt = now;
    this.#hovered = hovered;
    this.#scrollPositions = positions;
    return hasMoved;
  }

  /** After other buttons have come under the pointer, a press may be meant for what was there. By the keyboard it is not. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.detail === 0) return;
    const now = this.#time(event);
    const footer = this.#host.shadowRoot?.querySelector('footer');
    const isInFooter = Boolean(footer && event.composedPath().includes(footer));
    const hasLayoutChanged = now - this.#layoutChangedAt <= SETTLE_MS;
    if (!hasLayoutChanged && (!isInFooter || this.#isSettled(this.#footerMovedAt, now))) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Whether the pointer has moved since a change, or the change is long enough ago. */
  #isSettled(changedAt: number, now: number): boolean {
    return this.#pointerMovedAt >= changedAt || now - changedAt > SETTLE_MS;
  }

  /**
   * To be called when the list has been rendered, with its people in order, the name of its layout, and whether nobody waits: a person who
   * left may have a row still.
   */
  onRendered(people: readonly WaitingEntry[], { layout, confirmation, isStale, isEmpty }: RenderedList): void {
    const before = this.#rows;
    const now = eventTime();
    if (this.#layout !== undefined && layout !== this.#layout) this.#layoutChangedAt = now;
    this.#layout = layout;
    const failed = people.filter(({ status }) => status === 'failed').map(({ id }) => id);
    // A list keeps the place of the buttons for all, a sheet does not.
    const hasAll = Boolean(this.#host.shadowRoot?.querySelector('dialog .all'));
    const insertions = layout === 'bar' ? '' : [isStale, hasAll, ...failed].join(' ');
    const isAsking = confirmation !== this.#confirmation;
    const haveRowsMoved = isAsking || (this.#insertions !== undefined && insertions !== this.#insertions);
    if (isAsking) this.#confirmationChangedAt = now;
    if (haveRowsMoved) this.#rowsMovedAt = now;
    if (haveRowsMoved || isEmpty !== this.#isEmpty || people.length !== before.size) this.#footerMovedAt = now;
    this.#confirmation = confirmation;
    this.#insertions = insertions;
    this.#isEmpty = isEmpty;
    this.#rows = new Map(
      people.map(({ id, name }, place) => {
        const was = before.get(id);
        // A new name looks like a new person.
        const since = was?.name === name ? was.since : now;
        return [id, { name, place, since, movedAt: was?.place === place ? Math.max(was.movedAt, since) : now }];
      }),
    );
  }

  /** Whether the rows of these people were rendered for long enough before a click. */
  haveBeenSeen(ids: readonly string[], event: MouseEvent): boolean {
    const latest = this.#time(event) - SEEN_MS;
    return ids.every((id) => (this.#rows.get(id)?.since ?? Infinity) <= latest);
  }

  /** Whether a click counts. `id` is the person of the button; a button for all has none, and takes only the first click of a series. */
  allows(event: MouseEvent, id?: string): boolean {
    const { detail: count } = event;
    if (count > 1) return id !== undefined && id === this.#pressed;
    // A keyboard or a script has no count.
    const isAllowed = count === 0 || this.#isIntended(event, id);
    this.#pressed = isAllowed ? id : undefined;
    return isAllowed;
  }

  #isIntended(event: MouseEvent, id: string | undefined): boolean {
    const now = this.#time(event);
    if (this.#isHere(event) && this.#lookUp(now)) return false;
    const movedAt =
      id === undefined
        ? this.#confirmationChangedAt
        : Math.max(this.#rowsMovedAt, this.#rows.get(id)?.movedAt ?? -Infinity);
    return this.#isSettled(Math.max(this.#buttonMovedAt, movedAt), now);
  }
}
