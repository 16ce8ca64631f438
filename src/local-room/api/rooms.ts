import { newId } from '../room/id.js';
import { eject as ejectRule } from '../room/rules.js';
import { encodeToken, type TokenProperties } from '../room/tokens.js';
import {
  behaviorOf,
  type Privacy,
  type RoomBehavior,
  type RoomConfig,
  type RoomState,
  type RoomTiming,
  timingOf,
  wrongRoomOption,
} from '../room/types.js';
import { RoomLink } from '../storage/room-link.js';
import { roomUrl } from './address.js';

/** A room, in the form of Daily's REST API. */
export interface LocalRoom {
  id: string;
  name: string;
  /** The link that participants join with. */
  url: string;
  privacy: Privacy;
  /** ISO 8601. */
  created_at: string;
  api_created: true;
  config: RoomConfig;
  /** Behavior that Daily's documentation does not specify. */
  behavior: Required<RoomBehavior>;
  /** How fast knocks are repeated and expire, in seconds. */
  timing: Required<RoomTiming>;
}

export type RoomProperties = RoomConfig;

export interface UpdateRoomOptions {
  privacy?: Privacy;
  /** Merged into the properties of the room. `undefined` removes a property. */
  properties?: RoomProperties;
  /** Behavior that Daily's documentation does not specify. Merged as well. */
  behavior?: RoomBehavior;
  /** How fast knocks are repeated and expire, in seconds. Shorter times make tests quick. Merged as well. */
  timing?: RoomTiming;
}

export interface CreateRoomOptions extends UpdateRoomOptions {
  /** Up to 128 letters, digits, `-` and `_`. Default: a random name. */
  name?: string;
  /** Default `'private'`, since the local room is for knocking. Daily's default is `'public'`. */
  privacy?: Privacy;
  /** Default `{ enable_knocking: true }`. Daily's default is `false`. */
  properties?: RoomProperties;
  /**
   * What to do if the room exists. `'update'` changes its properties, `'keep'` leaves it as it is; both keep the participants. Default: an
   * error.
   */
  ifExists?: 'update' | 'keep';
}

export interface CreateTokenOptions {
  properties: TokenProperties;
}

/** The error of functions of the local room. */
export class LocalRoomError extends Error {
  override readonly name = 'LocalRoomError';

  constructor(
    readonly code: 'invalid-request-error' | 'not-found',
    message: string,
  ) {
    super(message);
  }
}

/**
 * Creates a room. It exists until it is deleted, also after a reload.
 *
 * @throws {LocalRoomError} `invalid-request-error` if an option is not valid, or the room exists.
 */
export async function createRoom(options: CreateRoomOptions = {}): Promise<LocalRoom> {
  const { name = newId(), privacy = 'private', properties, behavior = {}, timing = {}, ifExists } = options;
  if (!/^[\w-]{1,128}$/.test(name)) throw invalid(`"${name}" is not a room name: use letters, digits, "-" and "_".`);
  validate({ privacy, properties, behavior, timing });
  return changed(name, (room) => {
    if (room && ifExists === undefined) throw invalid(`There is a room named "${name}" already.`);
    if (room) return ifExists === 'keep' ? room : withRules(room, options);
    return {
      id: newId(),
      name,
      privacy,
      createdAt: Date.now(),
      config: { enable_knocking: true, ...properties },
      behavior: { ...behavior },
      timing: { ...timing },
      version: 0,
      sessions: {},
      gone: {},
    };
  });
}

/**
 * Changes the properties of a room. Participants stay.
 *
 * @throws {LocalRoomError} `not-found` if there is no such room.
 */
export async function updateRoom(name: string, options: UpdateRoomOptions): Promise<LocalRoom> {
  validate(options);
  return changed(name, (room) => withRules(existing(room, name), options));
}

/** Deletes a room. Its participants get the fatal error `no-room`, "Meeting has ended". */
export async function deleteRoom(name: string): Promise<{ deleted: true; name: string }> {
  await withLink(name, (link) => link.change((room) => existing(room, name) && null));
  return { deleted: true, name };
}

/** Returns the room of this name, or `undefined`. */
export async function getRoom(name: string): Promise<LocalRoom | undefined> {
  const room = await withLink(name, (link) => link.read());
  return room && toLocalRoom(room);
}

/**
 * Creates a meeting token. Any valid token bypasses the lobby. With `is_owner`, or `'participants'` in `permissions.canAdmin`, its holder can
 * answer knocks. Tokens are not signed, so anybody can create one.
 */
export function createToken({ properties }: CreateTokenOptions): Promise<string> {
  if (!properties.room_name) return Promise.reject(invalid('A token needs a room_name.'));
  return Promise.resolve(encodeToken(properties));
}

/** Ejects a participant, who gets the fatal error `ejected`. */
export async function eject(name: string, sessionId: string): Promise<void> {
  const outcome = await withLink(name, (link) => link.apply(ejectRule, { id: sessionId }));
  if (!outcome.ok) throw notFound(outcome.error.msg);
}

export function toLocalRoom(room: RoomState): LocalRoom {
  const { id, name, privacy, config } = room;
  const created_at = new Date(room.createdAt).toISOString();
  const [behavior, timing] = [behaviorOf(room), timingOf(room)];
  return {
    id,
    name,
    url: roomUrl(name),
    privacy,
    created_at,
    api_created: true,
    config: { ...config },
    behavior,
    timing,
  };
}

function withRules(room: RoomState, options: UpdateRoomOptions): RoomState {
  const { privacy = room.privacy, properties, behavior, timing } = options;
  return {
    ...room,
    privacy,
    config: { ...room.config, ...properties },
    behavior: { ...room.behavior, ...behavior },
    timing: { ...room.timing, ...timing },
  };
}

async function changed(name: string, change: (room: RoomState | undefined) => RoomState): Promise<LocalRoom> {
  let room: RoomState | undefined;
  await withLink(name, (link) => link.change((stored) => (room = change(stored))));
  return toLocalRoom(existing(room, name));
}

export async function withLink<Result>(name: string, use: (link: RoomLink) => Promise<Result>): Promise<Result> {
  const link = new RoomLink(name);
  try {
    return await use(link);
  } finally {
    link.close();
  }
}

export function existing(room: RoomState | undefined, name: string): RoomState {
  if (!room) throw notFound(`There is no room named "${name}".`);
  return room;
}

function validate({ privacy, properties = {}, behavior, timing }: UpdateRoomOptions): void {
  if (privacy !== undefined && privacy !== 'private' && privacy !== 'public')
    throw invalid('privacy must be "private" or "public".');
  for (const name of ['exp', 'nbf', 'max_participants'] as const) {
    const value: unknown = properties[name];
    if (value !== undefined && !(typeof value === 'number' && Number.isFinite(value) && value >= 0))
      throw invalid(`${name} must be a number that is not negative.`);
  }
  const wrong = wrongRoomOption({ behavior, timing });
  if (wrong !== undefined) throw invalid(wrong);
}

export function notFound(message: string): LocalRoomError {
  return new LocalRoomError('not-found', message);
}

export function invalid(message: string): LocalRoomError {
  return new LocalRoomError('invalid-request-error', message);
}
