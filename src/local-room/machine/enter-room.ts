import type { DailyParticipant } from '@daily-co/daily-js';
import { type AccessResult, accessTo, enter, newcomer } from '../room/rules.js';
import type { Kind, Refusal, RoomState, Sending, SessionState } from '../room/types.js';
import { toParticipant } from '../room/view.js';
import { findDead, holdPresence } from '../storage/presence.js';
import { RoomLink } from '../storage/room-link.js';
import type { CallProperties } from './call-properties.js';

export interface RoomLookup extends AccessResult {
  room: RoomState | undefined;
}

/** Which access this client would get. Changes nothing. */
export async function lookUpRoom({ roomName, token }: CallProperties): Promise<RoomLookup> {
  const missing = missingFeatures();
  if (missing) return { room: undefined, refusal: missing };
  const link = new RoomLink(roomName);
  try {
    const room = await link.read();
    return { room, ...accessTo(room, token, Date.now()) };
  } catch (error) {
    return { room: undefined, refusal: failure(error) };
  } finally {
    link.close();
  }
}

/** The client as a participant, before it has joined. */
export function participantBeforeJoining(
  room: RoomState,
  id: string,
  { token, userName, userData }: CallProperties,
  access: SessionState['access'],
): Omit<DailyParticipant, 'joined_at'> {
  const off = { state: 'off', reason: 'byUser' } as const;
  const session = newcomer(room, { id, token, userName, userData, audio: off, video: off }, access, Date.now());
  const { joined_at: _, ...participant } = toParticipant(room, session, true, () => ({
    arrival: 'loading',
    subscribed: true,
  }));
  return participant;
}

/**
 * Enters a room: acquires the lock of the session, calls `held`, then takes a place. Resolves to a refusal, or to `undefined`.
 */
export async function joinRoom(
  link: RoomLink,
  id: string,
  { userName, userData, token }: CallProperties,
  sending: Readonly<Record<Kind, Sending>>,
  held: (release: () => void) => void,
): Promise<Refusal | undefined> {
  // The lock first: others that see this session rely on it.
  held(await holdPresence(id));
  const room = await link.read();
  const dead = await findDead(Object.keys(room?.sessions ?? {}));
  const outcome = await link.apply(enter, { id, userName, userData, token, ...sending, dead });
  return outcome.ok ? undefined : outcome.error;
}

/** The browser features that a local room needs, and the errors if they are missing. */
const REQUIRED_FEATURES: readonly [name: string, isThere: () => boolean][] = [
  ['a secure context (https, or http on localhost)', () => isSecureContext],
  ['Web Locks (navigator.locks)', () => Boolean((navigator as Partial<Navigator>).locks)],
  ['IndexedDB', () => typeof indexedDB !== 'undefined'],
  ['BroadcastChannel', () => typeof BroadcastChannel !== 'undefined'],
  ['WebRTC (RTCPeerConnection)', () => typeof RTCPeerConnection !== 'undefined'],
];

/** A refusal that names the missing features; `undefined` if there are none. */
export function missingFeatures(): Refusal | undefined {
  const missing = REQUIRED_FEATURES.filter(([, isThere]) => !isThere()).map(([name]) => name);
  if (missing.length === 0) return undefined;
  return { type: 'connection-error', msg: `A local room needs ${missing.join(', ')}.` };
}

/** The refusal if the browser's storage or locks fail. */
export function failure(error: unknown): Refusal {
  const msg = error instanceof Error ? error.message : String(error);
  return { type: 'connection-error', msg: `The local room failed: ${msg}` };
}
