import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';
import { type CallSnapshot, LOCAL } from './call-state.js';
import { splitNote } from './note.js';
import { canAnswerKnocks } from './read-call.js';
import type { JoinedDetail } from './reports.js';

/** Selects a participant by session id or `local`. */
function selectParticipant(snapshot: CallSnapshot, sessionId: string): DailyParticipant | undefined {
  const local = snapshot.participants[LOCAL];
  return local?.session_id === sessionId ? local : snapshot.participants[sessionId];
}

/** Selects the detail of `daily-joined`. */
export function selectJoined({ participants }: CallSnapshot): JoinedDetail {
  const local = participants[LOCAL];
  const { name } = splitNote(local?.user_name ?? '');
  return { sessionId: local?.session_id ?? '', userName: name, owner: local?.owner ?? false };
}

/** What a tile shows of a call. */
export interface TilePart {
  readonly participant: DailyParticipant | undefined;
  readonly speaking: boolean;
  /** Whether this participant's connection is weak. */
  readonly weak: boolean;
  readonly hasSoundPrompt: boolean;
  readonly audioOutputId: string;
}

export function selectTile(snapshot: CallSnapshot, sessionId: string): TilePart {
  const participant = selectParticipant(snapshot, sessionId);
  const { video, audio } = participant?.tracks ?? {};
  return {
    participant,
    // Daily keeps the last speaker as the active one, even when muted.
    speaking: isReceived(audio?.state) && participant?.session_id === snapshot.activeSpeaker,
    weak: participant?.local
      ? snapshot.weakNetwork || snapshot.interrupted
      : [video, audio].some((track) => track?.state === 'interrupted') ||
        snapshot.unreachable.has(participant?.session_id ?? ''),
    // The local tile plays no sound.
    hasSoundPrompt: !participant?.local && snapshot.hasSoundPrompt,
    audioOutputId: participant?.local ? '' : snapshot.audioOutputId,
  };
}

/**
 * Selects the ids of all participants: owners first, then guests, each in order of joining. The local participant is first among owners
 * and last among guests.
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

/**
 * Whether the local participant may eject this one. As in Daily's call machine, an admin who is no owner cannot eject other admins.
 */
export function mayEject({ canAdmin, participants }: CallSnapshot, id: string): boolean {
  return canAdmin && (participants[LOCAL]?.owner === true || !canAnswerKnocks(participants[id]));
}

/** Whether a camera or microphone is on, by the state of its track. */
export function isOn(state: DailyTrackState['state'] = 'off'): boolean {
  return state !== 'off' && state !== 'blocked';
}

/** Whether there is a track to play. An interrupted one may go on at any moment. */
export function isReceived(state: DailyTrackState['state'] = 'off'): boolean {
  return state === 'playable' || state === 'interrupted';
}

/** Whether nobody can hear this participant, because their microphone is off or does not work. */
export function isMicrophoneOff({ tracks }: DailyParticipant): boolean {
  return !isOn(tracks?.audio?.state);
}

/** The state of a camera or microphone button. */
export interface DeviceSwitch {
  readonly on: boolean;
  /** Whether the device is denied, missing or in use, so that switching it on cannot work. */
  readonly blocked: boolean;
}

/** Selects the state of the local camera or microphone. */
export function selectDevice(snapshot: CallSnapshot, kind: 'video' | 'audio'): DeviceSwitch {
  const state = snapshot.participants[LOCAL]?.tracks?.[kind]?.state;
  return { on: isOn(state), blocked: state === 'blocked' };
}
