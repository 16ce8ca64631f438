import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot } from './call-state.js';

/** The local participant's key in Daily's participants, and in `session-id`. */
export const LOCAL = 'local';

/**
 * One participant.
 *
 * @param snapshot a moment of a call
 * @param sessionId a session id, or `local`
 */
export function selectParticipant(snapshot: CallSnapshot, sessionId: string): DailyParticipant | undefined {
  const local = snapshot.participants[LOCAL];
  return local?.session_id === sessionId ? local : snapshot.participants[sessionId];
}

/**
 * The ids of the others in the call: owners first, then as they came.
 *
 * @param snapshot a moment of a call
 */
export function selectRemoteIds(snapshot: CallSnapshot): string[] {
  return Object.entries(snapshot.participants)
    .filter(([key]) => key !== LOCAL)
    .sort(([, a], [, b]) => Number(b.owner) - Number(a.owner) || time(a.joined_at) - time(b.joined_at))
    .map(([id]) => id);
}

function time(date: Date | undefined): number {
  return date instanceof Date ? date.getTime() : 0;
}

/** A local device as a switch shows it. */
export interface DeviceSwitch {
  readonly on: boolean;
  /** Whether the device is there but refused, missing or in use: a switch cannot help. */
  readonly blocked: boolean;
}

/**
 * Whether this page's person is seen or heard.
 *
 * @param snapshot a moment of a call
 * @param kind which device
 */
export function selectDevice(snapshot: CallSnapshot, kind: 'video' | 'audio'): DeviceSwitch {
  const state = snapshot.participants[LOCAL]?.tracks?.[kind]?.state ?? 'off';
  return { on: state !== 'off' && state !== 'blocked', blocked: state === 'blocked' };
}
