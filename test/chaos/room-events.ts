import type { DailyParticipant } from '@daily-co/daily-js';
import { participant } from '../support/people.js';
import type { MessageQueue } from './message-queue.js';
import type { Session, Waiters } from './room-in-memory.js';
import type { SimCall } from './sim-call.js';

/** Sends the events of the room in memory, in the order of the network conditions. */
export class RoomEvents {
  readonly #sessions: ReadonlyMap<string, Session>;
  readonly #messages: MessageQueue;

  constructor(sessions: ReadonlyMap<string, Session>, messages: MessageQueue) {
    this.#sessions = sessions;
    this.#messages = messages;
  }

  /** Sends a promise and an event with the same meaning: either first, or only one of them. */
  sendSignals(call: SimCall, promise: () => void, event: () => void): void {
    const { signals } = this.#messages.conditions;
    const order = signals.startsWith('event') ? [event, promise] : [promise, event];
    for (const signal of signals.endsWith('only') ? order.slice(0, 1) : order)
      this.#messages.send(call, 'lobby', signal);
  }

  /** Sends that a participant has joined the lobby or the call. */
  sendJoined(session: Session, waiting: Waiters): void {
    const { call, level } = session;
    const { initialList, signals } = this.#messages.conditions;

    const participants = { local: this.describe(session, true), ...this.othersThan(session) };
    const atFirst = initialList === 'late' ? new Map<string, string>() : waiting;
    const open = (): void => {
      call.receive({ level, participants, waiting: atFirst });
      call.open();
    };
    const settle = (): void => call.settle('join', undefined);
    const emit = (): void => call.emit('joined-meeting');
    if (signals.startsWith('promise')) {
      this.#messages.send(call, 'lobby', () => {
        open();
        settle();
      });
      this.#messages.send(call, 'lobby', emit);
    } else {
      this.#messages.send(call, 'lobby', () => {
        open();
        emit();
      });
    }
    this.#messages.after(call, 'people', 'lobby');
    this.#messages.after(call, 'reply', 'lobby');
    if (signals.startsWith('event')) this.#messages.send(call, 'reply', settle);
    if (initialList === 'replayed') {
      for (const [id, name] of waiting)
        this.#messages.send(call, 'lobby', () => call.emit('waiting-participant-added', { participant: { id, name } }));
    } else if (initialList === 'late') {
      this.sendWaitingList(call, waiting);
    }
  }

  /** Sends an owner the missing changes of the waiting list, one by one. */
  sendWaitingList(call: SimCall, waiting: Waiters): void {
    this.#messages.send(call, 'lobby', () => {
      const known = call.waitingParticipants();
      const list = new Map(Object.values(known).map(({ id, name = '' }) => [id, name]));
      const send = (change: string, id: string): void =>
        call.receive({ waiting: new Map(list) }, `waiting-participant-${change}`, { participant: { id } });
      for (const id of list.keys()) if (!waiting.has(id) && list.delete(id)) send('removed', id);
      for (const [id, name] of waiting) {
        if (list.get(id) === name) continue;
        const change = list.has(id) ? 'updated' : 'added';
        list.set(id, name);
        send(change, id);
      }
    });
  }

  /** Sends a change of the waiting list to all who may answer knocks. */
  sendToOwners(change: 'added' | 'updated' | 'removed', { id, name }: Session, waiting: Waiters): void {
    const action = `waiting-participant-${change}`;
    const more = { participant: { id, name } };
    for (const { call, level, admin } of this.#sessions.values()) {
      if (level !== 'full' || !admin) continue;
      this.#messages.send(
        call,
        'lobby',
        () => call.receive({ waiting }, action, more),
        () => call.emit(action, more),
      );
    }
  }

  /** Sends a change of a participant to all others in the call. */
  sendToOthers(session: Session, action: `participant-${'joined' | 'updated' | 'left'}`): void {
    const participant = this.describe(session, false);
    const participants = { [session.id]: action === 'participant-left' ? undefined : participant };
    for (const { id, call, level } of this.#sessions.values()) {
      if (id === session.id || level !== 'full') continue;
      const again = (): void => call.emit(action, { participant });
      this.#messages.send(call, 'people', () => call.receive({ participants }, action, { participant }), again);
    }
  }

  othersThan({ id }: Session): Record<string, DailyParticipant> {
    const others = [...this.#sessions.values()].filter((other) => other.id !== id && other.level === 'full');
    return Object.fromEntries(others.map((other) => [other.id, this.describe(other, false)]));
  }

  describe({ id, name, admin }: Session, local: boolean): DailyParticipant {
    return participant({ id, name, local, owner: admin });
  }
}
