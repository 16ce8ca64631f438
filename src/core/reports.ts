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
  /** What the person wrote with the knock, if anything. */
  note?: string;
  since: Date;
}

/** A person. */
export interface PersonDetail {
  id: string;
  name: string;
}

/** The outcome of a knock. */
export interface WaitedDetail extends PersonDetail {
  /** How many seconds the person waited. 0 for a guest who did not need to knock. */
  waited: number;
}

/** `daily-admitted`, on the owner's side. */
export interface OwnerAdmittedDetail extends WaitedDetail {
  role: 'owner';
  /** Whether this owner or another one admitted the person. */
  by: 'self' | 'other';
}

/** `daily-admitted`, on the guest's side. */
export interface GuestAdmittedDetail extends WaitedDetail {
  role: 'guest';
  /** Whether a knock was needed. */
  knocked: boolean;
}

/** `daily-admitted`. */
export type AdmittedDetail = OwnerAdmittedDetail | GuestAdmittedDetail;

/** `daily-rejected` and `daily-withdrawn`. */
export interface OutcomeDetail extends WaitedDetail {
  role: Role;
}

/** `daily-ejected`: this owner ended a person's part in the call. */
export interface EjectedDetail extends PersonDetail {
  role: 'owner';
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
  /** The host's message, as displayed. Untrusted text, never markup. */
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

/** All events with their details. `events.ts` makes DOM events of them. */
export interface Reports {
  'daily-joined': JoinedDetail;
  'daily-knock': KnockDetail;
  'daily-before-admit': PersonDetail;
  'daily-before-reject': PersonDetail;
  'daily-admitted': AdmittedDetail;
  'daily-rejected': OutcomeDetail;
  'daily-withdrawn': OutcomeDetail;
  'daily-before-eject': PersonDetail;
  'daily-ejected': EjectedDetail;
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
