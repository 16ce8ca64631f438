import { participantEvents, participantsOf, viewOf, type Arrivals, type ClientEvent, type View } from '../room/view.js';
import type { RoomState, Refusal, Told } from '../room/types.js';
import type { SuddenFault } from '../room/fault-types.js';

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

/** Whom a session tells what happens to it. */
export interface SessionListener {
  event(event: ClientEvent): void;
  /** A knock was answered: `event` tells the client so by events, which it must be. */
  answered(granted: boolean, event: () => void, told: Told | undefined): void;
  /** The session has begun to wait, or has come into the call. */
  arrived(where: 'lobby' | 'call'): void;
  /** The page wants something to go wrong. */
  fault(fault: SuddenFault): void;
  /** The session is over, and it was not the client who ended it. */
  lost(refusal: Refusal): void;
}

/** For a session whose client has gone. */
export const NOBODY: SessionListener = {
  event: () => undefined,
  answered: () => undefined,
  arrived: () => undefined,
  fault: () => undefined,
  lost: () => undefined,
};

/** For a client that has left while its session was coming in: that much it is told nevertheless. */
export function onlyJoining({ event }: SessionListener): SessionListener {
  const told = ['network-connection', 'joined-meeting'];
  return { ...NOBODY, event: (news) => void (told.includes(news.action) && event(news)) };
}
