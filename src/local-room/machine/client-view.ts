import type { SuddenFault } from '../room/fault-types.js';
import type { AnswerDelivery, Refusal, RoomState } from '../room/types.js';
import { type Arrivals, type ClientEvent, participantEvents, participantsOf, type View, viewOf } from '../room/view.js';

/** The participants as a client knows them. Sends it events about changes. */
export class ParticipantsView {
  #view: View | undefined;

  constructor(
    readonly selfId: string,
    readonly arrivals: Arrivals,
    readonly emit: (event: ClientEvent) => void,
  ) {}

  get isBegun(): boolean {
    return this.#view !== undefined;
  }

  /** Sends the initial state. */
  begin(room: RoomState): void {
    const view = viewOf(room, this.selfId, this.arrivals);
    this.#view = view;
    this.emit({ action: 'joined-meeting', participants: participantsOf(view) });
    const alone = new Map([...view.participants].slice(0, 1));
    this.#emitAll(participantEvents({ ...view, participants: alone, counts: { present: 0, hidden: 0 } }, view));
  }

  /** Sends the changes. */
  update(room: RoomState): void {
    const before = this.#view;
    this.#view = viewOf(room, this.selfId, this.arrivals);
    this.#emitAll(participantEvents(before, this.#view));
  }

  #emitAll(events: ClientEvent[]): void {
    for (const event of events) this.emit(event);
  }
}

/** Receives what happens to a session. */
export interface SessionListener {
  event(event: ClientEvent): void;
  /** A knock was answered. `event` must be called to send the client its events. */
  answered(granted: boolean, event: () => void, answerDelivery: AnswerDelivery | undefined): void;
  /** The session began to wait, or entered the call. */
  arrived(where: 'lobby' | 'call'): void;
  /** The page has set a fault that takes effect at once. */
  fault(fault: SuddenFault): void;
  /** The session ended, not by the client. */
  lost(refusal: Refusal): void;
}

/** For a session whose client is gone. */
export const NO_LISTENER: SessionListener = {
  event: () => undefined,
  answered: () => undefined,
  arrived: () => undefined,
  fault: () => undefined,
  lost: () => undefined,
};

/** For a client that left while its session was entering, which still gets some events. */
export function onlyJoining({ event }: SessionListener): SessionListener {
  const emitted = ['network-connection', 'joined-meeting'];
  return { ...NO_LISTENER, event: (next) => void (emitted.includes(next.action) && event(next)) };
}
