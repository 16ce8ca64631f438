import type { DailyCallOptions, DailyFatalErrorType, DailyParticipant } from '@daily-co/daily-js';
import type { FakeTime } from './fake-time.js';
import { Post } from './post.js';
import { RoomNews } from './room-news.js';
import type { SimCall } from './sim-call.js';
import type { Weather } from './weather.js';

export type Level = 'none' | 'lobby' | 'full';
/** Names by session id. */
export type Waiters = ReadonlyMap<string, string>;
/** `closed`: private, and no knocking. */
export type Rule = 'private' | 'public' | 'closed';

export interface Session {
  readonly id: string;
  readonly call: SimCall;
  readonly token: boolean;
  readonly name: string;
  readonly level: Level;
  readonly knocking: boolean;
  readonly admin: boolean;
}

/** What became of a knock, as the room knows it. */
export type Fate = { how: 'admitted' | 'rejected'; by: SimCall } | { how: 'left' };

export const OWNER_TOKEN = 'owner-token';

/** A room of Daily's in memory: it decides at once, and its news take their time. */
export class RoomInMemory {
  rule: Rule = 'private';
  readonly sessions = new Map<string, Session>();
  readonly fates = new Map<string, Fate>();
  /** Who needed no knock. */
  readonly invited = new Set<string>();
  /** Whose call ended with `not-allowed` though the room knew of no knock. */
  readonly refused = new Set<string>();
  readonly post: Post;
  /** Hears of each decision that arrives here. */
  onDecision: (call: SimCall, id: string, admit: boolean) => void = () => {};
  readonly #news: RoomNews;
  #count = 0;

  constructor(time: FakeTime) {
    this.post = new Post(time);
    this.#news = new RoomNews(this.sessions, this.post);
  }

  get weather(): Weather {
    return this.post.weather;
  }

  /** Those who knock, oldest first. */
  get waiting(): Waiters {
    return new Map([...this.sessions.values()].filter(({ knocking }) => knocking).map(({ id, name }) => [id, name]));
  }

  preAuth(call: SimCall): void {
    const { silence, refusal } = this.weather;
    if (silence) return;
    if (refusal) return this.post.send(call, 'reply', () => call.refuse('preAuth', undefined));
    const level = this.#levelFor(false);
    this.post.send(call, 'reply', () => {
      call.receive({ level });
      call.settle('preAuth', { access: { level } });
    });
  }

  enter(call: SimCall, { token, userName }: DailyCallOptions): void {
    const { silence, refusal } = this.weather;
    if (silence) return;
    const isOwner = token === OWNER_TOKEN;
    const level = this.#levelFor(isOwner);
    if (refusal || level === 'none') return this.#failLater(call, refusal ? 'meeting-full' : 'not-allowed');
    const id = `${call.actor}-${(this.#count += 1)}`;
    const session = { id, call, token: isOwner, name: userName ?? '', level, knocking: false, admin: isOwner };
    call.session = session;
    this.#put(session);
    if (level === 'full') {
      this.invited.add(id);
      this.#news.tellOthers(session, 'participant-joined');
    }
    this.#news.welcome(session, isOwner ? this.waiting : new Map());
  }

  knock(call: SimCall, name: string): void {
    const { silence, refusal } = this.weather;
    const session = this.#sessionOf(call);
    if (silence || !session) return;
    if (refusal) return this.post.send(call, 'reply', () => call.refuse('requestAccess', new Error('refused')));
    const knocking = { ...session, name, knocking: true };
    this.#put(knocking);
    this.#news.tellDoor('added', knocking, this.waiting);
  }

  decide(call: SimCall, id: string, admit: boolean, key: string): void {
    this.onDecision(call, id, admit);
    const { silence, refusal, telling } = this.weather;
    const target = this.sessions.get(id);
    const isSent = this.#sessionOf(call)?.admin && id in call.waitingParticipants() && !refusal;
    // One message to the guest, unconfirmed: it may be lost, and they go on knocking.
    const isLost = (silence && telling === 'promise-only') || (target && this.post.isInterrupted(target.call));
    if (isSent && target?.knocking && !isLost) this.#carryOut(target, admit, call);
    if (silence) return;
    this.post.send(call, 'reply', () => {
      if (isSent) call.settle(key, { id });
      else call.refuse(key, new Error(`no such person: ${id}`));
    });
  }

  /** @returns settles when the call machine has answered */
  leave(call: SimCall): Promise<void> {
    this.#remove(this.#sessionOf(call));
    if (this.weather.leaveHangs && call.meetingState() === 'joined-meeting') return new Promise(() => {});
    return this.post.wait();
  }

  /** A fatal error of this person's: the room goes on without them. */
  fail(call: SimCall, type: string): void {
    const { telling } = this.weather;
    const session = this.#sessionOf(call);
    // While a knock is pending that is how Daily says no; if the knock was never heard, the guest cannot know that.
    if (type === 'not-allowed' && session?.knocking) this.fates.set(session.id, { how: 'rejected', by: call });
    else if (type === 'not-allowed' && session) this.refused.add(session.id);
    this.#remove(session);
    const event = { action: 'error', errorMsg: type, error: { type, msg: type } };
    if (telling === 'promise-first') for (const key of ['preAuth', 'join', 'requestAccess']) call.refuse(key, event);
    call.fatal(type as DailyFatalErrorType);
    if (telling === 'event-first') for (const key of ['preAuth', 'join', 'requestAccess']) call.refuse(key, event);
    this.post.send(call, 'door', () => call.emit('left-meeting'));
  }

  rename(call: SimCall, name: string): void {
    const session = this.#sessionOf(call);
    if (!session) return;
    const renamed = { ...session, name };
    this.#put(renamed);
    if (session.knocking) this.#news.tellDoor('updated', renamed, this.waiting);
    else if (session.level === 'full') this.#news.tellOthers(renamed, 'participant-updated');
  }

  /** Whoever loses the right to answer hears of knocks no more; whoever gets it hears of all. */
  setRights(call: SimCall, admin: boolean): void {
    const session = this.#sessionOf(call);
    if (session?.level !== 'full' || session.admin === admin) return;
    this.#put({ ...session, admin });
    const told = (): DailyParticipant => {
      const { permissions, ...me } = call.participants()['local']!;
      return { ...me, owner: admin, permissions: { ...permissions, canAdmin: new Set(admin ? ['participants'] : []) } };
    };
    this.post.send(call, 'people', () => call.receive({ participants: { local: told() } }, 'participant-updated'));
    if (admin) this.#news.catchUp(call, this.waiting);
  }

  #levelFor(token: boolean): Level {
    if (token || this.rule === 'public') return 'full';
    return this.rule === 'private' ? 'lobby' : 'none';
  }

  #put(session: Session): void {
    this.sessions.set(session.id, session);
  }

  #sessionOf(call: SimCall): Session | undefined {
    return call.session && this.sessions.get(call.session.id);
  }

  #carryOut(target: Session, admit: boolean, by: SimCall): void {
    const { id, call } = target;
    this.fates.set(id, { how: admit ? 'admitted' : 'rejected', by });
    if (!admit) {
      this.#remove(target);
      return this.#news.tellTwice(
        call,
        () => call.settle('requestAccess', { access: { level: 'lobby' }, granted: false }),
        () => this.fail(call, 'not-allowed'),
      );
    }
    const session: Session = { ...target, knocking: false, level: 'full' };
    this.#put(session);
    this.#news.tellDoor('removed', session, this.waiting);
    this.#news.tellOthers(session, 'participant-joined');
    const granted = { access: { level: 'full' as const }, granted: true };
    const participants = this.#news.seenBy(session);
    this.#news.tellTwice(
      call,
      () => {
        call.receive({ level: 'full' });
        call.settle('requestAccess', granted);
      },
      () => call.receive({ level: 'full' }, 'access-state-updated', granted),
    );
    this.post.send(call, 'people', () => call.receive({ participants }, 'participant-joined'));
  }

  #remove(session: Session | undefined): void {
    if (!session || !this.sessions.delete(session.id)) return;
    const { id, knocking, level } = session;
    if (knocking && !this.fates.has(id)) this.fates.set(id, { how: 'left' });
    if (knocking) this.#news.tellDoor('removed', session, this.waiting);
    if (level === 'full') this.#news.tellOthers(session, 'participant-left');
  }

  #failLater(call: SimCall, type: string): void {
    this.post.send(call, 'door', () => this.fail(call, type));
  }
}
