import { participantEvents, participantsOf, viewOf, type Arrivals, type ClientEvent, type View } from './view.js';
import type { RoomState } from './types.js';

/** What a client has been told of those in the call, kept up to date by telling it what is new. */
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
    this.tell({ action: 'joined-meeting', participants: participantsOf(view) });
    const alone = new Map([...view.participants].slice(0, 1));
    this.#tellAll(participantEvents({ ...view, participants: alone, counts: { present: 0, hidden: 0 } }, view));
  }

  /** What is new. */
  update(room: RoomState): void {
    const before = this.#view;
    this.#view = viewOf(room, this.selfId, this.arrivals);
    this.#tellAll(participantEvents(before, this.#view));
  }

  #tellAll(events: ClientEvent[]): void {
    for (const event of events) this.tell(event);
  }
}
