import type { Decision } from './call-state.js';
import type { DailyKnockError } from './errors.js';

/*
 * What becomes of a knock, as tables. Daily confirms no answer, so an outcome is what is seen: a guest repeats the knock every 3 s, an
 * owner drops whoever has not been heard for 12 s, and nothing says why. Measured: a guest who is let in leaves the list 10–40 ms after
 * the answer and joins the call 40–90 ms later (docs/daily.md).
 */

/** What became of a decision. */
export interface DecisionResult {
  id: string;
  name: string;
  /** `gone`: the person no longer waits. `vetoed`: a listener of `daily-before-…` called `preventDefault()`. */
  outcome: 'admitted' | 'rejected' | 'gone' | 'vetoed' | 'failed';
  /** With `failed` only. */
  error?: DailyKnockError;
}

/** What is seen of a guest: in the call, or neither listed nor in the call. */
export type Seen = 'in-call' | 'gone';

/** What this owner has answered, as far as it was sent and Daily did not refuse it. */
export type Answer = Decision | 'nothing';

interface Outcome {
  /** What the page is told. */
  readonly event: 'daily-admitted' | 'daily-rejected' | 'daily-withdrawn';
  /** What a pending decision resolves with. */
  readonly result: DecisionResult['outcome'];
}

/** What each answer has come to. A guest who is still listed when the time for a decision is over is a third case: `failed`. */
export const OUTCOMES: Readonly<Record<Seen, Readonly<Record<Answer, Outcome>>>> = {
  'in-call': {
    admit: { event: 'daily-admitted', result: 'admitted' },
    reject: { event: 'daily-admitted', result: 'gone' },
    nothing: { event: 'daily-admitted', result: 'gone' },
  },
  gone: {
    admit: { event: 'daily-withdrawn', result: 'gone' },
    reject: { event: 'daily-rejected', result: 'rejected' },
    nothing: { event: 'daily-withdrawn', result: 'gone' },
  },
};

/** Nobody is dropped for silence sooner than 12 s after a knock, which may have been seen here a little later. Milliseconds. */
export const SILENCE_MS = 11_000;
/** After leaving the list, a guest may still appear in the call within this time: another owner let them in. */
export const DEPARTURE_GRACE_MS = 1000;
/** The same after an Allow of this owner's: it is likely then, and the guest's connection may be slow. */
export const ADMISSION_GRACE_MS = 3000;
/** A guest dropped for silence may be heard again within this time. */
export const RETURN_GRACE_MS = 12_000;
/** The same for a guest who has come back before, such as one in a tab that the browser slows down to one timer a minute. */
export const REPEATED_RETURN_GRACE_MS = 60_000;
/** Within 3 s of a new connection every guest who still waits is heard. */
export const RELIST_GRACE_MS = 5000;
/** A refusal and the guest's departure may be seen in either order. */
export const REFUSAL_GRACE_MS = 1000;

/** A guest who is no longer listed. */
export interface Unlisted {
  /** What this owner has decided; it may not have been sent. */
  readonly decision: Decision | undefined;
  /** Milliseconds since they were last known to be heard. */
  readonly silence: number;
  /** Whether they have come back to the list before. */
  readonly hasReturned: boolean;
}

/**
 * How long to wait for the explanation of a departure. Milliseconds.
 */
export function departureGrace({ decision, silence, hasReturned }: Unlisted): number {
  if (decision === 'admit') return ADMISSION_GRACE_MS;
  // Also after a Deny: another owner's Allow may have come first.
  if (decision || silence < SILENCE_MS) return DEPARTURE_GRACE_MS;
  return hasReturned ? REPEATED_RETURN_GRACE_MS : RETURN_GRACE_MS;
}
