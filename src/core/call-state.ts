import type { DailyMeetingState, DailyParticipant } from '@daily-co/daily-js';

/** How far the visitor may go, `unknown` before Daily has said so. */
export type AccessLevel = 'unknown' | 'none' | 'lobby' | 'full';

/** What has been decided about a person and is on its way. */
export type Decision = 'admit' | 'reject';

/** Somebody who waits, as the page gets to see them. */
export interface WaitingParticipant {
  /** The session id that they have now and keep in the call. */
  readonly id: string;
  /** What they call themselves: a stranger's text, never markup. */
  readonly name: string;
  /** When this page first saw them wait; Daily itself tells no time. */
  readonly since: Date;
}

/** A row of the waiting list: a person and how the answer to them stands. */
export interface WaitingEntry extends WaitingParticipant {
  readonly status: 'waiting' | 'deciding' | 'failed';
  /** The decision that is under way or has failed. */
  readonly decision: Decision | undefined;
}

/** What a call object says of itself. Each fact has this one home. */
export interface CallFacts {
  readonly meetingState: DailyMeetingState;
  readonly access: AccessLevel;
  /** By session id; this page's own person under `local`. */
  readonly participants: Readonly<Record<string, DailyParticipant>>;
  /** Names of those who wait, by id, in Daily's order. */
  readonly waiting: ReadonlyMap<string, string>;
  /** The session id of whoever speaks, or was the last to speak. Daily never says that nobody does. */
  readonly activeSpeaker: string | undefined;
}

/** One moment of a call. Immutable: a change makes another. */
export interface CallSnapshot {
  readonly meetingState: DailyMeetingState;
  readonly access: AccessLevel;
  readonly participants: Readonly<Record<string, DailyParticipant>>;
  /** Oldest first. Empty for whoever may not answer knocks. */
  readonly waiting: readonly WaitingEntry[];
  /** Whether this page's person may answer knocks. */
  readonly canAdmin: boolean;
  /** Whether Daily has lost this page's connection and is trying to get it back. */
  readonly interrupted: boolean;
  /** Whether that is the connection which carries knocks: the waiting list is as it was when it was lost. */
  readonly isListStale: boolean;
  /** The session ids of those to whom the direct connection is lost. */
  readonly unreachable: ReadonlySet<string>;
  /** The session id of whoever speaks, or was the last to speak. */
  readonly activeSpeaker: string | undefined;
  /** Whether Daily says of this page's own network that it is not good. */
  readonly weakNetwork: boolean;
  /** Whether the browser has refused to play somebody's sound without a click. */
  readonly soundRefused: boolean;
  /** Whether somebody shows one button that starts everybody's sound. */
  readonly soundOffered: boolean;
  /** The device that plays the call's sound, by its id; empty for the one that the system chooses. */
  readonly audioOutputId: string;
}

/** The facts while there is no call object. */
export const NO_FACTS: CallFacts = Object.freeze({
  meetingState: 'new',
  access: 'unknown',
  participants: Object.freeze({}),
  waiting: new Map<string, string>(),
  activeSpeaker: undefined,
});

/** The snapshot while there is no call object. */
export const NO_CALL: CallSnapshot = Object.freeze({
  meetingState: 'new',
  access: 'unknown',
  participants: NO_FACTS.participants,
  waiting: Object.freeze([]),
  canAdmin: false,
  interrupted: false,
  isListStale: false,
  unreachable: new Set<string>(),
  activeSpeaker: undefined,
  weakNetwork: false,
  soundRefused: false,
  soundOffered: false,
  audioOutputId: '',
});

/** States of `<daily-owner-room>`. */
export type OwnerState = 'idle' | 'connecting' | 'joined' | 'failed';

/** States of `<daily-knock-form>`. */
export type GuestState = 'idle' | 'connecting' | 'waiting' | 'admitted' | 'rejected' | 'failed';
