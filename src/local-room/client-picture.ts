import {
  accessEvents,
  participantsOf,
  peopleEvents,
  viewOf,
  type Arrivals,
  type ClientEvent,
  type View,
} from './view.js';
import type { RoomState } from './types.js';

/** What a client has been told of its room, kept up to date by telling it what is new. */
export class ClientPicture {
  #view: View | undefined;

  constructor(
    readonly selfId: string,
    readonly arrivals: Arrivals,
    readonly tell: (event: ClientEvent) => void,
  ) {}

  get isBegun(): boolean {
    return this.#view !== undefined;
  }

  /** The first picture, whole. */
  begin(room: RoomState): void {
    const view = viewOf(room, this.selfId, this.arrivals);
    this.#view = view;
    const nobodyYet = { ...view, counts: { present: 0, hidden: 0 }, waiting: undefined };
    this.#tellAll(accessEvents(undefined, view));
    this.tell({ action: 'joined-meeting', participants: participantsOf(view) });
    this.#tellAll(peopleEvents(nobodyYet, view));
  }

  /** What is new. `admitted` is called before the first sight of the others, and is to tell the news of being let in. */
  update(room: RoomState, admitted: (news: () => void) => void): void {
    const before = this.#view;
    const after = viewOf(room, this.selfId, this.arrivals);
    this.#view = after;
    const news = (): void => this.#tellAll(accessEvents(before, after));
    if (before?.access.access.level === 'lobby' && after.access.access.level === 'full') admitted(news);
    else news();
    this.#tellAll(peopleEvents(before, after));
  }

  #tellAll(events: ClientEvent[]): void {
    for (const event of events) this.tell(event);
  }
}
