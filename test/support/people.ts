import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';

/** Those who wait in tests. */
export const ANA = { id: 'a', name: 'Ana' };
export const BEA = { id: 'b', name: 'Bea' };
export const CLEO = { id: 'c', name: 'Cleo' };

/** What a test says of somebody; the rest is as Daily has it for an ordinary guest with camera and microphone off. */
export interface Person {
  id: string;
  name?: string;
  local?: boolean;
  owner?: boolean;
  /** By default as Daily's server sets it: for owners. */
  canAdmin?: unknown;
  video?: Partial<DailyTrackState>;
  audio?: Partial<DailyTrackState>;
  joinedAt?: Date;
  /** When Daily ends their part; never by default. */
  willEjectAt?: Date;
}

/**
 * A participant in Daily's shape.
 *
 * @param person what is special about them
 */
export function participant(person: Person): DailyParticipant {
  const { id, name = '', local = false, owner = false, canAdmin = owner, joinedAt = new Date(0) } = person;
  const { willEjectAt = new Date(0) } = person;
  return {
    session_id: id,
    user_id: id,
    user_name: name,
    local,
    owner,
    joined_at: joinedAt,
    will_eject_at: willEjectAt,
    permissions: { hasPresence: true, canSend: true, canReceive: { base: true }, canAdmin },
    tracks: { video: track(person.video), audio: track(person.audio), screenVideo: track(), screenAudio: track() },
  } as unknown as DailyParticipant;
}

function track(state: Partial<DailyTrackState> = {}): DailyTrackState {
  return { subscribed: true, state: 'off', ...state };
}
