import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';

/** Guests who wait in tests. */
export const ANA = { id: 'a', name: 'Ana' };
export const BEA = { id: 'b', name: 'Bea' };
export const CLEO = { id: 'c', name: 'Cleo' };

/** So many guests who wait: `p0`, "Person 0" and so on. */
export function guests(count: number): { id: string; name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ id: `p${index}`, name: `Person ${index}` }));
}

/** A participant in a test. Other properties are those of a guest with camera and microphone off. */
export interface Person {
  id: string;
  name?: string;
  local?: boolean;
  owner?: boolean;
  /** By default for owners only, as set by Daily's server. */
  canAdmin?: unknown;
  video?: Partial<DailyTrackState>;
  audio?: Partial<DailyTrackState>;
  joinedAt?: Date;
  /** When Daily ejects the participant; never by default. */
  willEjectAt?: Date;
}

/** Makes a `DailyParticipant`. */
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
