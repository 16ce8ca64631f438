import type { Decision } from './call-state.js';
import type { DailyKnockError } from './errors.js';

/*
 * The outcomes of a knock, as tables. Daily confirms no answer, so an outcome is what the owner's call shows: a guest repeats the knock
 * every 3 s, an owner drops a guest after 12 s of silence, and nothing says why. Measured: an admitted guest leaves the list 10–40 ms
 * after the answer and joins the call 40–90 ms later (docs/daily.md).
 */

/** The result of a decision. */
export interface DecisionResult {
  id: string;
  name: string;
  /** `gone`: the person no longer waits. `vetoed`: a listener of `daily-before-…` called `preventDefault()`. */
  outcome: 'admitted' | 'rejected' | 'gone' | 'vetoed' | 'failed';
  /** With `failed` only. */
  error?: DailyKnockError;
}

/** Where a guest is after leaving the list. */
export type Whereabouts = 'in-call' | 'gone';

/** This owner's answer, if it was sent and Daily did not refuse it. */
export type Answer = Decision | 'nothing';

interface Outcome {
  readonly event: 'daily-admitted' | 'daily-rejected' | 'daily-withdrawn';
  /** The result of a pending decision. */
  readonly result: DecisionResult['outcome'];
}

/** The outcome of each answer. A guest who is still listed at the decision timeout is a third case: `failed`. */
export const OUTCOMES: Readonly<Record<Whereabouts, Readonly<Record<Answer, Outcome>>>> = {
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

// All times below are in milliseconds.

/** Daily drops a guest for silence 12 s after a knock at the earliest; this page may have received that knock a little later. */
export const SILENCE_MS = 11_000;
/** After leaving the list, a guest who was not allowed by this owner nearly always joins the call within this time, or not at all. */
export const DEPARTURE_GRACE_MS = 1000;
/** The same if the guest has probably been admitted: on a slow computer or network, joining takes many seconds. */
export const ADMISSION_GRACE_MS = 8000;
/** The same after an Allow that the guest has probably not got, since they were silent afterwards. */
export const UNHEARD_GRACE_MS = 3000;
/** A guest dropped for silence may knock again within this time. */
export const RETURN_GRACE_MS = 12_000;
/** The same for a guest who has returned before, such as one in a tab with throttled timers (one a minute). */
export const REPEATED_RETURN_GRACE_MS = 60_000;
/** Within 3 s of reconnecting, every guest who still waits has knocked again. */
export const RELIST_GRACE_MS = 5000;
/** Daily's refusal and the guest's departure arrive in either order. */
export const REFUSAL_GRACE_MS = 1000;

/** A guest who is no longer listed. */
export interface Unlisted {
  /** This owner's decision, sent or not. */
  readonly decision: Decision | undefined;
  readonly answer: Answer;
  /** Milliseconds since the last known sign of life. */
  readonly silence: number;
  /** Whether the guest has returned to the list before. */
  readonly hasReturned: boolean;
}

/** How long to wait after a departure until its cause is known. */
export function departureGrace({ decision, answer, silence, hasReturned }: Unlisted): number {
  const isSilent = silence >= SILENCE_MS;
  if (answer === 'admit') return isSilent ? UNHEARD_GRACE_MS : ADMISSION_GRACE_MS;
  // A decision that Daily refused, or that was not sent, came after another owner's, which may be an Allow.
  if (decision && answer !== decision && !isSilent) return ADMISSION_GRACE_MS;
  // Also after a Deny: another owner's Allow may have come first.
  if (decision || !isSilent) return DEPARTURE_GRACE_MS;
  return hasReturned ? REPEATED_RETURN_GRACE_MS : RETURN_GRACE_MS;
}
