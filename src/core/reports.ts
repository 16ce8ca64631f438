import type { DailyKnockError } from './errors.js';

/** Whose side a report speaks of. */
export type Role = 'owner' | 'guest';

/** `daily-joined`: this page's person is in the call. */
export interface JoinedDetail {
  sessionId: string;
  userName: string;
  owner: boolean;
}

/** A person and since when they have waited. */
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
  /** Whether this owner or another let them in. */
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
  /** How long nobody has answered, in seconds. */
  seconds: number;
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

/** Everything the core has to say to the outside, by the name of the DOM event that it becomes. */
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
  'daily-left': LeftDetail;
  'daily-error': ErrorDetail;
  'daily-state-change': StateChangeDetail;
}

/**
 * Tells the outside.
 *
 * @returns `false` if the outside has vetoed what was about to happen; only the `daily-before-…` reports can be vetoed
 */
export type Report = <Name extends keyof Reports>(name: Name, detail: Reports[Name]) => boolean;
