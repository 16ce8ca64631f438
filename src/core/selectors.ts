import type { DailyParticipant } from '@daily-co/daily-js';
import type { CallSnapshot } from './call-state.js';
import type { JoinedDetail } from './reports.js';

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
 * What is told of this page's person when they are in the call.
 *
 * @param snapshot a moment of a call
 */
export function selectJoined({ participants }: CallSnapshot): JoinedDetail {
  const local = participants[LOCAL];
  return { sessionId: local?.session_id ?? '', userName: local?.user_name ?? '', owner: local?.owner ?? false };
}

/** What a tile shows of a call. */
export interface TilePart {
  readonly participant: DailyParticipant | undefined;
  readonly speaking: boolean;
  /** Whether what this person sends or receives comes through badly. */
  readonly weak: boolean;
  readonly soundOffered: boolean;
  readonly audioOutputId: string;
}

/**
 * A tile's part of a call.
 *
 * @param snapshot a moment of a call
 * @param sessionId a session id, or `local`
 */
export function selectTile(snapshot: CallSnapshot, sessionId: string): TilePart {
  const participant = selectParticipant(snapshot, sessionId);
  const { video, audio } = participant?.tracks ?? {};
  const heard = audio?.state === 'playable' || audio?.state === 'interrupted';
  return {
    participant,
    // Daily keeps naming the last one who spoke: somebody who cannot be heard does not.
    speaking: heard && participant?.session_id === snapshot.activeSpeaker,
    weak: participant?.local
      ? snapshot.weakNetwork || snapshot.interrupted
      : [video, audio].some((track) => track?.state === 'interrupted') ||
        snapshot.unreachable.has(participant?.session_id ?? ''),
    // One's own tile plays no sound.
    soundOffered: !participant?.local && snapshot.soundOffered,
    audioOutputId: participant?.local ? '' : snapshot.audioOutputId,
  };
}

/**
 * The ids of all in the call, this page's own person as `local`: owners first, oneself before another owner and after all other
 * guests; else as they came.
 *
 * @param snapshot a moment of a call
 */
export function selectIds(snapshot: CallSnapshot): string[] {
  const rank = ({ owner, local }: DailyParticipant): number => (owner ? (local ? 0 : 1) : local ? 3 : 2);
  return Object.entries(snapshot.participants)
    .sort(([, a], [, b]) => rank(a) - rank(b) || time(a.joined_at) - time(b.joined_at))
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
