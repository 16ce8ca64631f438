import type { DailyAccess, DailyEvent, DailyParticipant } from '@daily-co/daily-js';
import type { CallPort } from './call-port.js';
import {
  NO_FACTS,
  type AccessLevel,
  type CallFacts,
  NO_CALL,
  type CallSnapshot,
  type WaitingEntry,
} from './call-state.js';
import type { CallSound } from './call-sound.js';
import type { Network } from './network.js';

interface Fact<Value> {
  /** Reads it from the call object; facts are never accumulated from what events carry. */
  read(port: CallPort): Value;
  /** The Daily events that can change it. */
  readonly events: readonly DailyEvent[];
}

/** After these daily-js has emptied its caches silently, so every fact is read again. */
const ENDINGS: readonly DailyEvent[] = ['left-meeting', 'error', 'call-instance-destroyed'];

/** After these somebody else is at the door, or nobody. */
export const WAITING_EVENTS: readonly DailyEvent[] = [
  'waiting-participant-added',
  'waiting-participant-updated',
  'waiting-participant-removed',
];

const FACTS: { readonly [Name in keyof CallFacts]: Fact<CallFacts[Name]> } = {
  meetingState: {
    read: (port) => port.meetingState(),
    events: ['loading', 'loaded', 'joining-meeting', 'joined-meeting', ...ENDINGS],
  },
  access: {
    read: (port) => accessLevel(port.accessState()?.access),
    events: ['access-state-updated', 'joined-meeting', ...ENDINGS],
  },
  participants: {
    // daily-js puts a new object for each participant that changes into one object that stays: copy the outer one only,
    // so that whoever looks at one participant sees by identity whether it changed.
    read: (port) => ({ ...port.participants() }),
    events: ['joined-meeting', 'participant-joined', 'participant-updated', 'participant-left', ...ENDINGS],
  },
  waiting: {
    read(port) {
      const people = port.waitingParticipants() ?? {};
      const names = new Map<string, string>();
      for (const id of Object.keys(people)) names.set(id, people[id]?.name ?? '');
      return names;
    },
    events: [...WAITING_EVENTS, 'joined-meeting', ...ENDINGS],
  },
  activeSpeaker: {
    read: (port) => port.getActiveSpeaker?.().peerId,
    events: ['active-speaker-change', 'joined-meeting', ...ENDINGS],
  },
};

const FACT_NAMES = Object.keys(FACTS) as (keyof CallFacts)[];

const FACTS_BY_EVENT = new Map<DailyEvent, (keyof CallFacts)[]>();
for (const name of FACT_NAMES) {
  for (const event of FACTS[name].events) FACTS_BY_EVENT.set(event, [...(FACTS_BY_EVENT.get(event) ?? []), name]);
}

/** Every Daily event that can change a fact. */
export const FACT_EVENTS: readonly DailyEvent[] = [...FACTS_BY_EVENT.keys()];

/**
 * Daily's access value as one word. It is the string `'unknown'` or an object with a level.
 *
 * @param access as `accessState().access` or `preAuth()` give it
 */
export function accessLevel(access: DailyAccess | undefined): AccessLevel {
  return access === undefined || access === 'unknown' ? 'unknown' : access.level;
}

/**
 * Reads a call object anew: all of it, or the facts that one event can have changed.
 *
 * @param port the call object; `undefined` gives the facts of no call
 * @param before the facts so far, kept where the event cannot have changed them
 * @param event the event, all facts without it
 */
export function readCall(port: CallPort | undefined, before: CallFacts = NO_FACTS, event?: DailyEvent): CallFacts {
  if (!port) return NO_FACTS;
  const names = event === undefined ? FACT_NAMES : (FACTS_BY_EVENT.get(event) ?? []);
  const read = names.map((name) => [name, FACTS[name].read(port)] as const);
  return Object.freeze({ ...before, ...(Object.fromEntries(read) as Partial<CallFacts>) });
}

/**
 * Whether a participant may answer knocks: somebody with `canAdmin` for participants. Daily's call machine does not look at `owner`,
 * which counts here only where there are no permissions to read, as in a page's stand-in for a call.
 *
 * @param participant usually the local one
 */
export function canAnswerKnocks(participant: DailyParticipant | undefined): boolean {
  if (!participant) return false;
  const canAdmin: unknown = participant.permissions?.canAdmin;
  if (canAdmin === undefined) return participant.owner === true;
  if (canAdmin === true) return true;
  if (canAdmin instanceof Set) return canAdmin.has('participants');
  return Array.isArray(canAdmin) && canAdmin.includes('participants');
}

/** What a snapshot is taken of. */
export interface Scene {
  readonly facts: CallFacts;
  /** Who waits, for whoever may answer knocks. */
  readonly entries: readonly WaitingEntry[];
  readonly network: Network;
  readonly sound: CallSound;
}

/**
 * One moment of a call.
 *
 * @param scene the call now
 * @param before the snapshot before
 * @returns the same object as before, if nothing is different
 */
export function takeSnapshot({ facts, entries, network, sound }: Scene, before: CallSnapshot): CallSnapshot {
  const { meetingState, access, participants, activeSpeaker } = facts;
  const local = participants['local'];
  // Being told of knocks proves nothing: in some rooms Daily tells everybody, guests in the lobby included.
  const canAdmin = canAnswerKnocks(local);
  const snapshot: CallSnapshot = {
    meetingState,
    access,
    participants,
    waiting: canAdmin ? entries : NO_CALL.waiting,
    canAdmin,
    interrupted: network.interrupted,
    isListStale: network.isCutOff,
    unreachable: network.unreachable,
    activeSpeaker,
    weakNetwork: network.weak,
    soundRefused: sound.refused,
    soundOffered: sound.isPrompted,
    audioOutputId: sound.audioOutputId,
  };
  const keys = Object.keys(snapshot) as (keyof CallSnapshot)[];
  return keys.every((key) => snapshot[key] === before[key]) ? before : Object.freeze(snapshot);
}
