import type { DailyMeetingState, DailyParticipant } from '@daily-co/daily-js';
import type { LobbyChannel } from './lobby-channel.js';

/** The local participant's key in Daily's participants and in `session-id`. */
export const LOCAL = 'local';

/** Daily's access level; `unknown` until Daily reports one. */
export type AccessLevel = 'unknown' | 'none' | 'lobby' | 'full';

/** An owner's answer to a knock. */
export type Decision = 'admit' | 'reject';

/** A person who waits. */
export interface WaitingParticipant {
  /** The session id, which stays the same in the call. */
  readonly id: string;
  /** Untrusted text, never markup. */
  readonly name: string;
  /** What the person wrote with the knock, if anything. Untrusted text, never markup. */
  readonly note?: string;
  /** When this page first listed the person; Daily reports no time. */
  readonly since: Date;
}

/** A row of the waiting list. */
export interface WaitingEntry extends WaitingParticipant {
  readonly status: 'waiting' | 'deciding' | 'failed';
  /** The decision that is pending or has failed. */
  readonly decision: Decision | undefined;
}

/** What is read from a call object. */
export interface CallFacts {
  readonly meetingState: DailyMeetingState;
  readonly access: AccessLevel;
  /** By session id; the local participant under {@link LOCAL}. */
  readonly participants: Readonly<Record<string, DailyParticipant>>;
  /** Names of waiting participants by id, in Daily's order. */
  readonly waiting: ReadonlyMap<string, string>;
  /** The session id of the current or last speaker. Daily never resets it. */
  readonly activeSpeaker: string | undefined;
}

/** The state of a call. Immutable: a change makes a new snapshot. */
export interface CallSnapshot {
  readonly meetingState: DailyMeetingState;
  readonly access: AccessLevel;
  readonly participants: Readonly<Record<string, DailyParticipant>>;
  /** Oldest first. Empty without the right to answer knocks. */
  readonly waiting: readonly WaitingEntry[];
  /** Whether the local participant may answer knocks. */
  readonly canAdmin: boolean;
  /** Whether everybody is let in; `undefined` without an element that has the switch. */
  readonly autoAdmit: boolean | undefined;
  /** Whether Daily has lost the connection and is trying to reconnect. */
  readonly interrupted: boolean;
  /** Whether the signaling connection is lost: the waiting list is as it was at that moment. */
  readonly isListStale: boolean;
  /** The session ids of peers whose direct connection is lost. */
  readonly unreachable: ReadonlySet<string>;
  /** The session id of the current or last speaker. */
  readonly activeSpeaker: string | undefined;
  /** Whether Daily rates the local network as weak. */
  readonly weakNetwork: boolean;
  /** Whether the browser has blocked autoplay of a participant's sound. */
  readonly soundRefused: boolean;
  /** Whether the page shows one button that starts the sound of the whole call. */
  readonly hasSoundPrompt: boolean;
  /** The id of the output device; empty for the system's default. */
  readonly audioOutputId: string;
  /** The page's channel to those who wait. */
  readonly channel: LobbyChannel | undefined;
}

/** The facts without a call object. */
export const NO_FACTS: CallFacts = Object.freeze({
  meetingState: 'new',
  access: 'unknown',
  participants: Object.freeze({}),
  waiting: new Map<string, string>(),
  activeSpeaker: undefined,
});

/** The snapshot without a call object. */
export const NO_CALL: CallSnapshot = Object.freeze({
  meetingState: 'new',
  access: 'unknown',
  participants: NO_FACTS.participants,
  waiting: Object.freeze([]),
  canAdmin: false,
  autoAdmit: undefined,
  interrupted: false,
  isListStale: false,
  unreachable: new Set<string>(),
  activeSpeaker: undefined,
  weakNetwork: false,
  soundRefused: false,
  hasSoundPrompt: false,
  audioOutputId: '',
  channel: undefined,
});

/** States of `<daily-owner-room>`. */
export type OwnerState = 'idle' | 'connecting' | 'joined' | 'failed';

/** States of `<daily-knock-form>`. */
export type GuestState = 'idle' | 'connecting' | 'waiting' | 'admitted' | 'rejected' | 'failed';
