import { NO_CALL, type CallFacts, type CallSnapshot, type WaitingEntry } from './call-state.js';
import type { CallSound } from './call-sound.js';
import type { Network } from './network.js';
import { canAnswerKnocks } from './read-call.js';

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
    soundOffered: sound.offered,
    speakerId: sound.speakerId,
  };
  const keys = Object.keys(snapshot) as (keyof CallSnapshot)[];
  return keys.every((key) => snapshot[key] === before[key]) ? before : Object.freeze(snapshot);
}
