import type { DailyKnockError } from './errors.js';

/** Which side fired the event. */
export type Role = 'owner' | 'guest';

/** `daily-joined`: the local participant is in the call. */
export interface JoinedDetail {
  sessionId: string;
  userName: string;
  owner: boolean;
}

/** A person and when they began to wait. */
export interface KnockDetail {
  id: string;
  name: string;
  since: Date;
}

/** A person. */
export interface PersonDetail {
  id: string;
  name: string;
}

/** `daily-admitted`, on the owner's side. */
export interface OwnerAdmittedDetail extends PersonDetail {
  role: 'owner';
  /** Whether this owner or another one admitted the person. */
  by: 'self' | 'other';
}

/** `daily-admitted`, on the guest's side. */
export interface GuestAdmittedDetail extends PersonDetail {
  role: 'guest';
  /** Whether a knock was needed. */
  knocked: boolean;
}

/** `daily-admitted`. */
export type AdmittedDetail = OwnerAdmittedDetail | GuestAdmittedDetail;

/** `daily-rejected` and `daily-withdrawn`. */
export interface OutcomeDetail extends PersonDetail {
  role: Role;
}

/** `daily-before-knock`. */
export interface BeforeKnockDetail {
  roomUrl: string;
  userName: string;
}

/** `daily-unanswered`. */
export interface UnansweredDetail extends PersonDetail {
  /** Seconds without an answer. */
  seconds: number;
}

/** `daily-message`. */
export interface MessageDetail {
  /** The host's words, as displayed. Untrusted text, never markup. */
  text: string;
}

/** `daily-left`. */
export interface LeftDetail {
  reason: 'left' | 'ejected' | 'error';
}

/** `daily-error`. */
export interface ErrorDetail {
  error: DailyKnockError;
}

/** `daily-state-change`. */
export interface StateChangeDetail<State extends string = string> {
  from: State;
  to: State;
}

/** All events and their details. `events.ts` makes DOM events of them. */
/** All events with their details. `events.ts` makes DOM events of them. */
export interface Reports {
  'daily-joined': JoinedDetail;
  'daily-knock': KnockDetail;
  'daily-before-admit': PersonDetail;
  'daily-before-reject': PersonDetail;
  'daily-admitted': AdmittedDetail;
  'daily-rejected': OutcomeDetail;
  'daily-withdrawn': OutcomeDetail;
  'daily-before-knock': BeforeKnockDetail;
  'daily-waiting': PersonDetail;
  'daily-unanswered': UnansweredDetail;
  'daily-message': MessageDetail;
  'daily-left': LeftDetail;
  'daily-error': ErrorDetail;
  'daily-state-change': StateChangeDetail;
}

/** Fires an event. Returns `false` if a listener of a `daily-before-…` event called `preventDefault()`. */
export type Report = <Name extends keyof Reports>(name: Name, detail: Reports[Name]) => boolean;
