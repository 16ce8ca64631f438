import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallProperties } from './call-properties.js';
import { accessTo, newcomer, type Admittance } from './entry.js';
import { failure, lackOf } from './environment.js';
import { toParticipant } from './participant.js';
import { RoomLink } from './room-link.js';
import type { RoomState, SessionState } from './types.js';

export interface Look extends Admittance {
  room: RoomState | undefined;
}

/** How far would this client get? Nothing in the room changes. */
export async function lookIn({ roomName, token }: CallProperties): Promise<Look> {
  const lack = lackOf();
  if (lack) return { room: undefined, refusal: lack };
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
