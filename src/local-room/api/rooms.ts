import { roomUrl } from './address.js';
import { newId } from '../room/id.js';
import { RoomLink } from '../storage/room-link.js';
import {
  behaviorOf,
  timingOf,
  wrongRoomOption,
  type RoomBehavior,
  type RoomTiming,
  type Privacy,
  type RoomConfig,
  type RoomState,
} from '../room/types.js';
import { eject as ejectRule } from '../room/rules.js';
import { encodeToken, type TokenProperties } from '../room/tokens.js';

/** A room, as Daily's REST API describes one. */
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
  /** What Daily leaves open, as this room has it. */
  behavior: Required<RoomBehavior>;
  /** How fast knocks come and go here, in seconds. */
  timing: Required<RoomTiming>;
}

export type RoomProperties = RoomConfig;

export interface UpdateRoomOptions {
  privacy?: Privacy;
  /** Merged into what the room has; `undefined` takes a property away. */
  properties?: RoomProperties;
  /** What Daily's documentation leaves open. Merged likewise. */
  behavior?: RoomBehavior;
  /** How fast knocks come and go, in seconds: for tests that are not to take as long as Daily does. Merged likewise. */
  timing?: RoomTiming;
}

export interface CreateRoomOptions extends UpdateRoomOptions {
  /** Letters, digits, `-` and `_`; up to 128. By default a name that nobody guesses. */
  name?: string;
  /** Default `'private'`, unlike Daily's `'public'`: knocking is what this is for. */
  privacy?: Privacy;
  /** Default `{ enable_knocking: true }`, unlike Daily's `false`, for the same reason. */
  properties?: RoomProperties;
  /**
   * What to do when there is a room of this name. `'update'` gives it these rules, `'keep'` leaves it as it is; both keep the
   * people inside. By default that is an error.
   */
  ifExists?: 'update' | 'keep';
}

export interface CreateTokenOptions {
  properties: TokenProperties;
}

/** Why a function of the local room's API failed. */
export class LocalRoomError extends Error {
  override readonly name = 'LocalRoomError';

  constructor(
    readonly code: 'invalid-request-error' | 'not-found',
    message: string,
  ) {
    super(message);
  }
}

/** Makes a room. It stays until it is deleted, over reloads too. */
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

/** Changes the rules of a room; who is inside stays. */
export async function updateRoom(name: string, options: UpdateRoomOptions): Promise<LocalRoom> {
  validate(options);
  return changed(name, (room) => withRules(existing(room, name), options));
}

/** Deletes a room. Who is inside gets the fatal error `no-room`, "Meeting has ended". */
export async function deleteRoom(name: string): Promise<{ deleted: true; name: string }> {
  await withLink(name, (link) => link.change((room) => existing(room, name) && null));
  return { deleted: true, name };
}

/** The room of this name; `undefined` when there is none. */
export async function getRoom(name: string): Promise<LocalRoom | undefined> {
  const room = await withLink(name, (link) => link.read());
  return room && toLocalRoom(room);
}

/**
 * A meeting token. Any valid one bypasses the lobby; `is_owner`, or `permissions.canAdmin` with `'participants'`, makes somebody
 * who can answer knocks. It is not signed: anybody can make one, as anybody who can open the page can open its storage.
 */
export function createToken({ properties }: CreateTokenOptions): Promise<string> {
  if (!properties.room_name) return Promise.reject(invalid('A token needs a room_name.'));
  return Promise.resolve(encodeToken(properties));
}

/** Puts somebody out of a room, as an owner could, with the fatal error `ejected`. */
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
