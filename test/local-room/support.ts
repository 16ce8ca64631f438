import Daily, { type DailyCall, type DailyCallOptions } from '@daily-co/daily-js';
import { expect } from '@open-wc/testing';
import {
  callOptions,
  type CallOptionsDetails,
  createRoom,
  type CreateRoomOptions,
  createToken,
  type LocalRoom,
} from '../../src/local-room/index.js';

/** Waits until a condition holds; the only waiting that these tests do. */
export async function until<Value>(condition: () => Value | Promise<Value>, what: string): Promise<NonNullable<Value>> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const folder = new URL('/dist/local-room/', location.href);

/** An event of a call object. */
export type CallEvent = { action: string } & Record<string, unknown>;

/** A call object with a log of its events. */
export interface Caller {
  call: DailyCall;
  events: CallEvent[];
  actions(): string[];
  count(action: string): number;
  find(action: string): CallEvent | undefined;
}

const callers = new Set<Caller>();

export function caller(details: CallOptionsDetails = {}): Caller {
  const call = Daily.createCallObject({ allowMultipleCallInstances: true, ...callOptions(folder, details) });
  const events: CallEvent[] = [];
  for (const action of EVENTS) call.on(action, (event) => events.push({ ...event }));
  const self: Caller = {
    call,
    events,
    actions: () => events.map(({ action }) => action),
    count: (action) => events.filter((event) => event.action === action).length,
    find: (action) => events.findLast((event) => event.action === action),
  };
  callers.add(self);
  return self;
}

/** For a call object that cannot be destroyed, because leaving never ends. */
export function forget(caller: Caller): void {
  callers.delete(caller);
}

/** Destroys every call object that a test has made. */
export async function hangUp(): Promise<void> {
  for (const { call } of callers) if (!call.isDestroyed()) await call.destroy();
  callers.clear();
}

export const NO_DEVICES = { startVideoOff: true, startAudioOff: true };

/** Quick enough not to wait for, and slow enough for a busy machine. */
export const QUICK = { knockInterval: 0.4, knockTimeout: 1.6, sweepInterval: 0.4 };

export async function room(options: CreateRoomOptions = {}): Promise<LocalRoom> {
  return createRoom({ timing: QUICK, ...options });
}

export async function joinAsOwner(
  target: LocalRoom,
  userName = 'Olga',
  options: DailyCallOptions = {},
): Promise<Caller> {
  const owner = caller();
  const token = await createToken({ properties: { room_name: target.name, is_owner: true, user_name: userName } });
  await owner.call.join({ url: target.url, token, ...options });
  return owner;
}

export type Answer = Awaited<ReturnType<DailyCall['requestAccess']>>;

/** A guest in the lobby who has knocked. */
export async function knockAs(
  target: LocalRoom,
  userName: string,
  options: DailyCallOptions = {},
): Promise<Caller & { answer: Promise<Answer> }> {
  const guest = caller();
  await guest.call.preAuth({ url: target.url, userName });
  await guest.call.join({ url: target.url, userName, ...options });
  const answer = guest.call.requestAccess({ name: userName });
  return Object.assign(guest, { answer });
}

/** An owner in the call and a guest who waits. */
export async function ownerAndGuest(options: CreateRoomOptions = {}) {
  const target = await room(options);
  const owner = await joinAsOwner(target, 'Olga', NO_DEVICES);
  const guest = await knockAs(target, 'Gus', NO_DEVICES);
  await until(() => waitingNames(owner).length, 'the knock');
  await until(() => guest.call.accessState().awaitingAccess, 'awaiting access');
  return { target, owner, guest, id: localId(guest) };
}

/** Records which events of these kinds fire from now on. */
export function recordActions(self: Caller, ...kinds: string[]): () => string[] {
  const before = self.events.length;
  return () =>
    self
      .actions()
      .slice(before)
      .filter((action) => kinds.includes(action));
}

/** Whom an owner's page lists. */
export function waitingNames({ call }: Caller): string[] {
  return Object.values(call.waitingParticipants()).map(({ name }) => name);
}

/** What a promise came to; `'pending'` if it has come to nothing after a while in which it would have. */
export async function outcome(promise: Promise<unknown>, ms = 300): Promise<unknown> {
  const pending = new Promise((resolve) => setTimeout(resolve, ms, 'pending'));
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  return Promise.race([settled, pending]);
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('It should have been refused.'),
    (error: unknown) => error,
  );
}

export function localId({ call }: Caller): string {
  return call.participants().local.session_id;
}

const EVENTS = [
  'loaded',
  'joining-meeting',
  'joined-meeting',
  'left-meeting',
  'started-camera',
  'error',
  'camera-error',
  'access-state-updated',
  'participant-joined',
  'participant-updated',
  'participant-left',
  'participant-counts-updated',
  'waiting-participant-added',
  'waiting-participant-updated',
  'waiting-participant-removed',
  'track-started',
  'track-stopped',
  'app-message',
  'network-connection',
  'load-attempt-failed',
  'active-speaker-change',
  'network-quality-change',
] as const;
