/** The data of a room. All plain data, which is stored, broadcast and compared. */
import type { DailyFatalErrorType } from '@daily-co/daily-js';
import type { AnswerOrder, Fault } from './fault-types.js';

export type Privacy = 'public' | 'private';
export type AccessLevel = 'none' | 'lobby' | 'full';
export type Kind = 'audio' | 'video';

export const KINDS: readonly Kind[] = ['audio', 'video'];

/** The supported room properties, named as in Daily's REST API. Times are in seconds since 1970. */
export interface RoomConfig {
  /** Whether people without a token may knock at a private room. */
  enable_knocking?: boolean;
  /** Nobody may join at or after this time. */
  exp?: number;
  /** Nobody may join before this time. */
  nbf?: number;
  /** The maximum number of participants in the call. People who wait do not count. Default: no limit. */
  max_participants?: number;
  /** Whether to eject all participants at `exp`. Default `false`. */
  eject_at_room_exp?: boolean;
  start_video_off?: boolean;
  start_audio_off?: boolean;
}

export interface Permissions {
  hasPresence: boolean;
  canSend: boolean | string[];
  canAdmin: boolean | string[];
}

/** Why a track is not sent, in Daily's terms. */
export type OffReason = 'byUser' | 'byRemoteRequest' | 'byCanSendPermission';
export type BlockedReason = 'byDeviceMissing' | 'byDeviceInUse' | 'byPermissions';

/** The state of a track as its sender reports it. Receivers know themselves what arrives. */
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
  /** Admitted, but not visible to others yet. */
  arriving?: true;
  /**
   * Absent when not knocking. `since` is in milliseconds since 1970. Only watchers of the room read this: owners receive the knocks
   * themselves. `setUserName()` does not change the name of a knock.
   */
  knock?: { name: string; since: number };
  /** When it entered the room or its lobby. Milliseconds since 1970. */
  joinedAt: number;
  /** Milliseconds since 1970; set by a token with `eject_at_token_exp`. */
  ejectAt?: number;
  audio: Sending;
  video: Sending;
  /** How the client learns of its admission, if a fault changes that. */
  answerDelivery?: AnswerDelivery;
}

/** How a client learns the answer to its knock. */
export interface AnswerDelivery {
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
  /** Grows with every change, even if the room is deleted and created again, so that outdated messages are recognized. */
  version: number;
  sessions: Record<string, SessionState>;
  /** Why sessions left, so that a removed session can report it to its client. */
  gone: Record<string, { reason: GoneReason; at: number; answerDelivery?: AnswerDelivery }>;
  /** Faults that have not happened yet, the next one first. */
  faults?: Fault[];
}

/** The outcome of a rule: the room (the same object if nothing changed) with a result, or a refusal. */
export type Outcome<Result> = { ok: true; room: RoomState; result: Result } | { ok: false; error: Refusal };

/** `type` is set for refusals that are fatal for a call. */
export interface Refusal {
  type?: DailyFatalErrorType;
  msg: string;
  /** The `errorMsg` of the event, if Daily's differs from `error.msg`. */
  errorMsg?: string;
}

/** Behavior that Daily's documentation does not specify. A page should work either way, so test both. */
export interface RoomBehavior {
  /**
   * What `accessState()` returns in a public room. `'unknown'`: it stays so even after joining, as if Daily's server sent no authorization.
   * Default `'full'`.
   */
  publicAccess?: 'full' | 'unknown';
  /**
   * Whether every token with `is_owner` makes an admin. `false`: only one with `permissions.canAdmin`. Default `true`.
   */
  ownersCanAdmin?: boolean;
  /**
   * Whether everybody receives the waiting list, including guests in the lobby, as if Daily's server sent the room's privacy. Still, only an
   * admin's answers count. Default `false`.
   */
  waitingListForAll?: boolean;
}

/** How fast knocks are repeated and expire, in seconds. Defaults are those of Daily's call machine. Shorter times make tests quick. */
export interface RoomTiming {
  /** How often a guest's page repeats its knock. Default 3. */
  knockInterval?: number;
  /** How long an owner's page lists a person after the last knock that it received. Default 12. */
  knockTimeout?: number;
  /** How often an owner's page removes expired knocks. Default 2. */
  sweepInterval?: number;
}

const BEHAVIOR: Required<RoomBehavior> = { publicAccess: 'full', ownersCanAdmin: true, waitingListForAll: false };

/** As in Daily's call machine. */
const TIMING: Required<RoomTiming> = { knockInterval: 3, knockTimeout: 12, sweepInterval: 2 };

export function behaviorOf(room: { behavior?: RoomBehavior } | undefined): Required<RoomBehavior> {
  return { ...BEHAVIOR, ...defined(room?.behavior) };
}

export function timingOf(room: { timing?: RoomTiming } | undefined): Required<RoomTiming> {
  return { ...TIMING, ...defined(room?.timing) };
}

/** The longest delay of a browser's timer, in milliseconds; browsers treat a longer one as 0. */
export const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** The problem with the options of a room; `undefined` if there is none. */
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
    if (value !== undefined && !(Number.isFinite(value) && value > 0 && value * 1000 <= MAX_TIMEOUT_MS))
      return `${name} must be a number of seconds above 0 and below ${MAX_TIMEOUT_MS / 1000}.`;
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
