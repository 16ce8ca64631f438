import type { DailyCallOptions, DailyFatalErrorType, DailyParticipant } from '@daily-co/daily-js';
import type { FakeTime } from './fake-time.js';
import { MessageQueue } from './message-queue.js';
import type { NetworkConditions } from './network-conditions.js';
import { RoomEvents } from './room-events.js';
import type { SimCall } from './sim-call.js';

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

/** The result of a knock in the room. */
export type KnockResult = { how: 'admitted' | 'rejected'; by: SimCall } | { how: 'left' };

export const OWNER_TOKEN = 'owner-token';

/** A Daily room in memory. It changes at once; its messages are delayed. */
export class RoomInMemory {
  rule: Rule = 'private';
  readonly sessions = new Map<string, Session>();
  readonly knockResults = new Map<string, KnockResult>();
  /** Participants who needed no knock. */
  readonly invited = new Set<string>();
  /** Participants whose call ended with `not-allowed` before the room had their knock. */
  readonly refused = new Set<string>();
  readonly messages: MessageQueue;
  /** Called with each decision that arrives. */
  onDecision: (call: SimCall, id: string, admit: boolean) => void = () => {};
  readonly #events: RoomEvents;
  #count = 0;

  constructor(time: FakeTime) {
    this.messages = new MessageQueue(time);
    this.#events = new RoomEvents(this.sessions, this.messages);
  }

  get conditions(): NetworkConditions {
    return this.messages.conditions;
  }

  /** The waiting guests, oldest first. */
  get waiting(): Waiters {
    return new Map([...this.sessions.values()].filter(({ knocking }) => knocking).map(({ id, name }) => [id, name]));
  }

  preAuth(call: SimCall): void {
    const { noAnswers, refusals } = this.conditions;
    if (noAnswers) return;
    if (refusals) return this.messages.send(call, 'reply', () => call.refuse('preAuth', undefined));
    const level = this.#levelFor(false);
    this.messages.send(call, 'reply', () => {
      call.receive({ level });
      call.settle('preAuth', { access: { level } });
    });
  }

  enter(call: SimCall, { token, userName }: DailyCallOptions): void {
    const { noAnswers, refusals } = this.conditions;
    if (noAnswers) return;
    const isOwner = token === OWNER_TOKEN;
    const level = this.#levelFor(isOwner);
    if (refusals || level === 'none') return this.#failLater(call, refusals ? 'meeting-full' : 'not-allowed');
    const id = `${call.actor}-${(this.#count += 1)}`;
    const session = { id, call, token: isOwner, name: userName ?? '', level, knocking: false, admin: isOwner };
    call.session = session;
    this.#put(session);
    if (level === 'full') {
      this.invited.add(id);
      this.#events.sendToOthers(session, 'participant-joined');
    }
    this.#events.sendJoined(session, isOwner ? this.waiting : new Map());
  }

  knock(call: SimCall, name: string): void {
    const { noAnswers, refusals } = this.conditions;
    const session = this.#sessionOf(call);
    if (noAnswers || !session) return;
    if (refusals) return this.messages.send(call, 'reply', () => call.refuse('requestAccess', new Error('refused')));
    const knocking = { ...session, name, knocking: true };
    this.#put(knocking);
    this.#events.sendToOwners('added', knocking, this.waiting);
  }

  decide(call: SimCall, id: string, admit: boolean, key: string): void {
    this.onDecision(call, id, admit);
    const { noAnswers, refusals, signals } = this.conditions;
    const target = this.sessions.get(id);
    const isSent = this.#sessionOf(call)?.admin && id in call.waitingParticipants() && !refusals;
    // One unconfirmed message to the guest, which may be lost: the guest keeps knocking.
    const isLost = (noAnswers && signals === 'promise-only') || (target && this.messages.isInterrupted(target.call));
    if (isSent && target?.knocking && !isLost) this.#carryOut(target, admit, call);
    if (noAnswers) return;
    this.messages.send(call, 'reply', () => {
      if (isSent) call.settle(key, { id });
      else call.refuse(key, new Error(`no such person: ${id}`));
    });
  }

  leave(call: SimCall): Promise<void> {
    this.#remove(this.#sessionOf(call));
    if (this.conditions.leaveHangs && call.meetingState() === 'joined-meeting') return new Promise(() => {});
    return this.messages.wait();
  }

  /** Ends a participant's call with a fatal error. */
  fail(call: SimCall, type: string): void {
    const { signals } = this.conditions;
    const session = this.#sessionOf(call);
    // Daily rejects a pending knock this way. The guest cannot know if the knock never arrived.
    if (type === 'not-allowed' && session?.knocking) this.knockResults.set(session.id, { how: 'rejected', by: call });
    else if (type === 'not-allowed' && session) this.refused.add(session.id);
    this.#remove(session);
    const event = { action: 'error', errorMsg: type, error: { type, msg: type } };
    if (signals === 'promise-first') for (const key of ['preAuth', 'join', 'requestAccess']) call.refuse(key, event);
    call.fatal(type as DailyFatalErrorType);
    if (signals === 'event-first') for (const key of ['preAuth', 'join', 'requestAccess']) call.refuse(key, event);
    this.messages.send(call, 'lobby', () => call.emit('left-meeting'));
  }

  rename(call: SimCall, name: string): void {
    const session = this.#sessionOf(call);
    if (!session) return;
    const renamed = { ...session, name };
    this.#put(renamed);
    if (session.knocking) this.#events.sendToOwners('updated', renamed, this.waiting);
    else if (session.level === 'full') this.#events.sendToOthers(renamed, 'participant-updated');
  }

  /** Revokes the right to answer knocks, or grants it and sends the waiting list. */
  setRights(call: SimCall, admin: boolean): void {
    const session = this.#sessionOf(call);
    if (session?.level !== 'full' || session.admin === admin) return;
    this.#put({ ...session, admin });
    const local = (): DailyParticipant => {
      const { permissions, ...me } = call.participants()['local']!;
      return { ...me, owner: admin, permissions: { ...permissions, canAdmin: new Set(admin ? ['participants'] : []) } };
    };
    this.messages.send(call, 'people', () => call.receive({ participants: { local: local() } }, 'participant-updated'));
    if (admin) this.#events.sendWaitingList(call, this.waiting);
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
    this.knockResults.set(id, { how: admit ? 'admitted' : 'rejected', by });
    if (!admit) {
      this.#remove(target);
      return this.#events.sendSignals(
        call,
        () => call.settle('requestAccess', { access: { level: 'lobby' }, granted: false }),
        () => this.fail(call, 'not-allowed'),
      );
    }
    const session: Session = { ...target, knocking: false, level: 'full' };
    this.#put(session);
    this.#events.sendToOwners('removed', session, this.waiting);
    this.#events.sendToOthers(session, 'participant-joined');
    const granted = { access: { level: 'full' as const }, granted: true };
    const participants = this.#events.othersThan(session);
    this.#events.sendSignals(
      call,
      () => {
        call.receive({ level: 'full' });
        call.settle('requestAccess', granted);
      },
      () => call.receive({ level: 'full' }, 'access-state-updated', granted),
    );
    this.messages.send(call, 'people', () => call.receive({ participants }, 'participant-joined'));
  }

  #remove(session: Session | undefined): void {
    if (!session || !this.sessions.delete(session.id)) return;
    const { id, knocking, level } = session;
    if (knocking && !this.knockResults.has(id)) this.knockResults.set(id, { how: 'left' });
    if (knocking) this.#events.sendToOwners('removed', session, this.waiting);
    if (level === 'full') this.#events.sendToOthers(session, 'participant-left');
  }

  #failLater(call: SimCall, type: string): void {
    this.messages.send(call, 'lobby', () => this.fail(call, type));
  }
}
