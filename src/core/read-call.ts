import type { DailyAccess, DailyEvent, DailyParticipant } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import type { CallSound } from './call-sound.js';
import {
  type AccessLevel,
  type CallFacts,
  type CallSnapshot,
  LOCAL,
  NO_CALL,
  NO_FACTS,
  type WaitingEntry,
} from './call-state.js';
import type { LobbyChannel } from './lobby-channel.js';
import type { Network } from './network.js';

interface Fact<Value> {
  /** Reads the fact from the call object. Facts are never accumulated from events. */
  read(port: CallPort): Value;
  /** The Daily events that can change the fact. */
  readonly events: readonly DailyEvent[];
}

/** On these events daily-js empties its caches silently, so every fact is read again. */
const END_EVENTS: readonly DailyEvent[] = ['left-meeting', 'error', 'call-instance-destroyed'];

/** The events that change who waits. */
export const WAITING_EVENTS: readonly DailyEvent[] = [
  'waiting-participant-added',
  'waiting-participant-updated',
  'waiting-participant-removed',
];

/** The events about one participant, which come in large numbers. */
export const PARTICIPANT_EVENTS: readonly DailyEvent[] = [
  'participant-joined',
  'participant-updated',
  'participant-left',
  'active-speaker-change',
];

const FACTS: { readonly [Name in keyof CallFacts]: Fact<CallFacts[Name]> } = {
  meetingState: {
    read: (port) => port.meetingState(),
    events: ['loading', 'loaded', 'joining-meeting', 'joined-meeting', ...END_EVENTS],
  },
  access: {
    read: (port) => accessLevel(port.accessState()?.access),
    events: ['access-state-updated', 'joined-meeting', ...END_EVENTS],
  },
  participants: {
    // daily-js keeps the outer object and replaces the participant that changed: a shallow copy lets a consumer compare one
    // participant by identity.
    read: (port) => ({ ...port.participants() }),
    events: ['joined-meeting', 'participant-joined', 'participant-updated', 'participant-left', ...END_EVENTS],
  },
  waiting: {
    read(port) {
      const people = port.waitingParticipants() ?? {};
      const names = new Map<string, string>();
      for (const id of Object.keys(people)) {
        if (!isSessionId(id)) continue;
        const name: unknown = people[id]?.name;
        names.set(id, typeof name === 'string' ? name : '');
      }
      return names;
    },
    events: [...WAITING_EVENTS, 'joined-meeting', ...END_EVENTS],
  },
  activeSpeaker: {
    read: (port) => port.getActiveSpeaker?.().peerId,
    events: ['active-speaker-change', 'joined-meeting', ...END_EVENTS],
  },
};

const FACT_NAMES = Object.keys(FACTS) as (keyof CallFacts)[];

const FACTS_BY_EVENT = new Map<DailyEvent, (keyof CallFacts)[]>();
for (const name of FACT_NAMES) {
  for (const event of FACTS[name].events) FACTS_BY_EVENT.set(event, [...(FACTS_BY_EVENT.get(event) ?? []), name]);
}

/** All Daily events that can change a fact. */
export const FACT_EVENTS: readonly DailyEvent[] = [...FACTS_BY_EVENT.keys()];

/**
 * Whether an id can be that of a person who knocks. Guests send their id themselves, and Daily's call machine does not check it: among
 * several answers, that to `*` goes to everybody, and `local` and the names of `Object.prototype` are found in any object of participants.
 */
function isSessionId(id: string): boolean {
  return id !== '*' && id !== LOCAL && !(id in Object.prototype);
}

/** Reads Daily's access value, which is `'unknown'` or an object with a level. */
export function accessLevel(access: DailyAccess | undefined): AccessLevel {
  return access === undefined || access === 'unknown' ? 'unknown' : access.level;
}

/** Reads all facts of a call object, or those that `event` can have changed. */
export function readCall(port: CallPort | undefined, before: CallFacts = NO_FACTS, event?: DailyEvent): CallFacts {
  if (!port) return NO_FACTS;
  const names = event === undefined ? FACT_NAMES : (FACTS_BY_EVENT.get(event) ?? []);
  const read = names.map((name) => [name, FACTS[name].read(port)] as const);
  return Object.freeze({ ...before, ...(Object.fromEntries(read) as Partial<CallFacts>) });
}

/**
 * Whether a participant may answer knocks, which takes `canAdmin` for participants. Daily's call machine ignores `owner`; it counts here
 * only without `permissions`, as in a scripted call.
 */
export function canAnswerKnocks(participant: DailyParticipant | undefined): boolean {
  if (!participant) return false;
  const canAdmin: unknown = participant.permissions?.canAdmin;
  if (canAdmin === undefined) return participant.owner === true;
  if (canAdmin === true) return true;
  if (canAdmin instanceof Set) return canAdmin.has('participants');
  return Array.isArray(canAdmin) && canAdmin.includes('participants');
}

/** The input of {@link takeSnapshot}. */
export interface SnapshotSource {
  readonly facts: CallFacts;
  readonly entries: readonly WaitingEntry[];
  readonly network: Network;
  readonly sound: CallSound;
  readonly autoAdmit?: boolean | undefined;
  readonly channel: LobbyChannel | undefined;
}

/** Makes a snapshot. Returns `before` if nothing has changed. */
export function takeSnapshot(source: SnapshotSource, before: CallSnapshot): CallSnapshot {
  const { facts, entries, network, sound, autoAdmit, channel } = source;
  const { meetingState, access, participants, activeSpeaker } = facts;
  const local = participants[LOCAL];
  // Receiving knocks proves nothing: in some rooms Daily sends them to everyone, guests in the lobby included.
  const canAdmin = canAnswerKnocks(local);
  const snapshot: CallSnapshot = {
    meetingState,
    access,
    participants,
    waiting: canAdmin ? entries : NO_CALL.waiting,
    canAdmin,
    autoAdmit,
    interrupted: network.interrupted,
    isListStale: network.isSignalingLost,
    unreachable: network.unreachable,
    activeSpeaker,
    weakNetwork: network.weak,
    soundRefused: sound.refused,
    hasSoundPrompt: sound.isPrompted,
    audioOutputId: sound.audioOutputId,
    channel,
  };
  const keys = Object.keys(snapshot) as (keyof CallSnapshot)[];
  return keys.every((key) => snapshot[key] === before[key]) ? before : Object.freeze(snapshot);
}
