/** What a room is made of. Everything here is plain data: it is stored, broadcast and compared. */
import type { AnswerOrder, Fault } from './fault-types.js';

export type Privacy = 'public' | 'private';
export type AccessLevel = 'none' | 'lobby' | 'full';
export type Kind = 'audio' | 'video';

export const KINDS: readonly Kind[] = ['audio', 'video'];

/** The room properties, named as in Daily's REST API, that the local room keeps. Times are in seconds since 1970. */
export interface RoomConfig {
  /** In a private room: may somebody without a token ask to be let in? */
  enable_knocking?: boolean;
  /** Nobody may join at or after this time. */
  exp?: number;
  /** Nobody may join before this time. */
  nbf?: number;
  /** How many may be in the call; those who wait do not count. */
  max_participants?: number;
  /** At `exp`, put everybody out who is inside. */
  eject_at_room_exp?: boolean;
  start_video_off?: boolean;
  start_audio_off?: boolean;
}

export interface Permissions {
  hasPresence: boolean;
  canSend: boolean | string[];
  canAdmin: boolean | string[];
}

/** Why a track is not sent, in Daily's words. */
export type OffReason = 'byUser' | 'byRemoteRequest' | 'byCanSendPermission';
export type BlockedReason = 'byDeviceMissing' | 'byDeviceInUse' | 'byPermissions';

/** What a sender says of one of its tracks; what a receiver gets of it is the receiver's own knowledge. */
export type Sending =
  { state: 'on' | 'loading' } | { state: 'off'; reason: OffReason } | { state: 'blocked'; reason: BlockedReason };

export interface SessionState {
  id: string;
  userId: string;
  userName: string;
  userData?: unknown;
  owner: boolean;
  permissions: Permissions;
  access: 'lobby' | 'full';
  /** Let in, and not seen by the others yet. */
  arriving?: true;
  /**
   * Absent when not knocking; `since` in milliseconds since 1970. For those who watch the room: owners know of a knock only what they
   * hear. The name is that of the knock, which `setUserName()` does not change.
   */
  knock?: { name: string; since: number };
  /** When it entered the room, the lobby included. Milliseconds since 1970. */
  joinedAt: number;
  /** Milliseconds since 1970; set by a token with `eject_at_token_exp`. */
  ejectAt?: number;
  audio: Sending;
  video: Sending;
  /** How to tell the client that it was let in, where that is to go wrong. */
  told?: Told;
}

/** How a client learns the answer to its knock. */
export interface Told {
  how: AnswerOrder;
  /** Milliseconds between promise and event. */
  after?: number;
}

export type GoneReason = 'left' | 'denied' | 'full' | 'ejected' | 'room-expired' | 'token-expired';

export interface RoomState {
  id: string;
  name: string;
  privacy: Privacy;
  /** Milliseconds since 1970. */
  createdAt: number;
  config: RoomConfig;
  behavior?: RoomBehavior;
  timing?: RoomTiming;
  /** Grows with every change, also over deletion and new creation, so that older news is recognised. */
  version: number;
  sessions: Record<string, SessionState>;
  /** Why sessions are no longer there, so that a session that misses itself can tell its client. */
  gone: Record<string, { reason: GoneReason; at: number; told?: Told }>;
  /** What is to go wrong, the next one first. */
  faults?: Fault[];
}

/** The outcome of a rule: a room (the same object when nothing changed) and a result, or a refusal. */
export type Outcome<Result> = { ok: true; room: RoomState; result: Result } | { ok: false; error: Refusal };

/** `type` is set for refusals that are fatal for a call. */
export interface Refusal {
  type?: FatalType;
  msg: string;
  /** The `errorMsg` of the event, where Daily's differs from `error.msg`. */
  errorMsg?: string;
}

/** Daily's fatal error types that a room gives. */
export type FatalType =
  | 'ejected'
  | 'nbf-room'
  | 'nbf-token'
  | 'exp-room'
  | 'exp-token'
  | 'no-room'
  | 'meeting-full'
  | 'end-of-life'
  | 'not-allowed'
  | 'connection-error';

/** What Daily's documentation leaves open and only its servers decide. A page should work either way, so test both. */
export interface RoomBehavior {
  /**
   * What `accessState()` says in a public room. `'unknown'`: it stays `'unknown'`, even after joining, as when Daily's server sends no
   * authorization. Default `'full'`.
   */
  publicAccess?: 'full' | 'unknown';
  /**
   * Whether every token with `is_owner` makes an admin. `false`: only if its `permissions.canAdmin` says so. Default `true`.
   */
  ownersCanAdmin?: boolean;
  /**
   * Whether everybody receives the waiting list, guests in the lobby included, as when Daily's server sends the room's privacy. Only an
   * admin's answers count all the same. Default `false`.
   */
  waitingListForAll?: boolean;
}

/** How fast knocks come and go, in seconds. The defaults are those of Daily's call machine; shorter times make tests quick. */
export interface RoomTiming {
  /** How often a guest's page repeats its knock. Default 3. */
  knockInterval?: number;
  /** How long an owner's page lists somebody after the last knock that it received. Default 12. */
  knockTimeout?: number;
  /** How often an owner's page looks for those whose time is over. Default 2. */
  sweepInterval?: number;
}

const BEHAVIOR: Required<RoomBehavior> = { publicAccess: 'full', ownersCanAdmin: true, waitingListForAll: false };

/** Daily's call machine: a knock each 3 s, stale after 12 s, looked at each 2 s. */
const TIMING: Required<RoomTiming> = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };

export function behaviorOf(room: { behavior?: RoomBehavior } | undefined): Required<RoomBehavior> {
  return { ...BEHAVIOR, ...defined(room?.behavior) };
}

export function timingOf(room: { timing?: RoomTiming } | undefined): Required<RoomTiming> {
  return { ...TIMING, ...defined(room?.timing) };
}

/** What is wrong with the options of a room; `undefined` when nothing is. */
export function wrongRoomOption({
  behavior = {},
  timing = {},
}: {
  behavior?: RoomBehavior;
  timing?: RoomTiming;
}): string | undefined {
  const unknown = [...unknownNames(behavior, BEHAVIOR), ...unknownNames(timing, TIMING)];
  if (unknown.length > 0) return `There is no option ${unknown.join(', ')}.`;
  const { publicAccess, ...switches } = behavior;
  if (publicAccess !== undefined && publicAccess !== 'full' && publicAccess !== 'unknown')
    return 'publicAccess must be "full" or "unknown".';
  for (const [name, value] of Object.entries(switches))
    if (value !== undefined && typeof value !== 'boolean') return `${name} must be true or false.`;
  for (const [name, value] of Object.entries(timing))
    if (value !== undefined && !(Number.isFinite(value) && value > 0))
      return `${name} must be a number of seconds above 0.`;
  return undefined;
}

function unknownNames(given: object, known: object): string[] {
  return Object.keys(given).filter((name) => !Object.hasOwn(known, name));
}

function defined<Options extends object>(options: Options | undefined): Partial<Options> {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Options>;
}
