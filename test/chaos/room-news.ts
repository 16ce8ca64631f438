import type { DailyParticipant } from '@daily-co/daily-js';
import { participant } from '../support/people.js';
import type { Post } from './post.js';
import type { Session, Waiters } from './room-in-memory.js';
import type { SimCall } from './sim-call.js';

/** How the room in memory tells its people what has happened; in which order, and when, the weather says. */
export class RoomNews {
  readonly #sessions: ReadonlyMap<string, Session>;
  readonly #post: Post;

  constructor(sessions: ReadonlyMap<string, Session>, post: Post) {
    this.#sessions = sessions;
    this.#post = post;
  }

  /** A promise and an event that say the same: either first, or only one of them. */
  tellTwice(call: SimCall, promise: () => void, event: () => void): void {
    const { telling } = this.#post.weather;
    const order = telling.startsWith('event') ? [event, promise] : [promise, event];
    for (const tell of telling.endsWith('only') ? order.slice(0, 1) : order) this.#post.send(call, 'door', tell);
  }

  /** Lets somebody in: into the lobby or the call. */
  welcome(session: Session, waiting: Waiters): void {
    const { call, level } = session;
    const { waiting: manner, telling } = this.#post.weather;

    const participants = { local: this.describe(session, true), ...this.seenBy(session) };
    const atFirst = manner === 'late' ? new Map<string, string>() : waiting;
    const open = (): void => {
      call.receive({ level, participants, waiting: atFirst });
      call.open();
    };
    const settle = (): void => call.settle('join', undefined);
    const tell = (): void => call.emit('joined-meeting');
    if (telling.startsWith('promise')) {
      this.#post.send(call, 'door', () => {
        open();
        settle();
      });
      this.#post.send(call, 'door', tell);
    } else {
      this.#post.send(call, 'door', () => {
        open();
        tell();
      });
    }
    this.#post.after(call, 'people', 'door');
    this.#post.after(call, 'reply', 'door');
    if (telling.startsWith('event')) this.#post.send(call, 'reply', settle);
    if (manner === 'replayed') {
      for (const [id, name] of waiting)
        this.#post.send(call, 'door', () => call.emit('waiting-participant-added', { participant: { id, name } }));
    } else if (manner === 'late') {
      this.catchUp(call, waiting);
    }
  }

  /** Tells somebody of all who wait, one by one, as far as they do not know. */
  catchUp(call: SimCall, waiting: Waiters): void {
    this.#post.send(call, 'door', () => {
      const known = call.waitingParticipants();
      const list = new Map(Object.values(known).map(({ id, name = '' }) => [id, name]));
      const tell = (change: string, id: string): void =>
        call.receive({ waiting: new Map(list) }, `waiting-participant-${change}`, { participant: { id } });
      for (const id of list.keys()) if (!waiting.has(id) && list.delete(id)) tell('removed', id);
      for (const [id, name] of waiting) {
        if (list.get(id) === name) continue;
        const change = list.has(id) ? 'updated' : 'added';
        list.set(id, name);
        tell(change, id);
      }
    });
  }

  /** Tells all who may answer knocks. */
  tellDoor(change: 'added' | 'updated' | 'removed', { id, name }: Session, waiting: Waiters): void {
    const action = `waiting-participant-${change}`;
    const more = { participant: { id, name } };
    for (const { call, level, admin } of this.#sessions.values()) {
      if (level !== 'full' || !admin) continue;
      this.#post.send(
        call,
        'door',
        () => call.receive({ waiting }, action, more),
        () => call.emit(action, more),
      );
    }
  }

  /** Tells all others in the call. */
  tellOthers(session: Session, action: `participant-${'joined' | 'updated' | 'left'}`): void {
    const participant = this.describe(session, false);
    const participants = { [session.id]: action === 'participant-left' ? undefined : participant };
    for (const { id, call, level } of this.#sessions.values()) {
      if (id === session.id || level !== 'full') continue;
      const again = (): void => call.emit(action, { participant });
      this.#post.send(call, 'people', () => call.receive({ participants }, action, { participant }), again);
    }
  }

  /** The others in the call. */
  seenBy({ id }: Session): Record<string, DailyParticipant> {
    const others = [...this.#sessions.values()].filter((other) => other.id !== id && other.level === 'full');
    return Object.fromEntries(others.map((other) => [other.id, this.describe(other, false)]));
  }

  describe({ id, name, admin }: Session, local: boolean): DailyParticipant {
    return participant({ id, name, local, owner: admin });
  }
}
