import type { DailyTrackSubscriptionState } from '@daily-co/daily-js';
import { KINDS, type Kind } from './types.js';

/** Whether a track is received. `staged`: the line is there, and nothing comes over it. */
export type Subscription = DailyTrackSubscriptionState;

/**
 * What a session wants to receive of the others. Daily keeps to it over its servers and not in calls of a few, which go without them;
 * here it is always kept to, so that a page can try it.
 */
export class Subscriptions {
  readonly #single = new Map<string, Partial<Record<Kind, Subscription>>>();
  #automatic: boolean;

  /** @param automatic whether everything is wanted of everybody until something else is said */
  constructor(automatic: boolean) {
    this.#automatic = automatic;
  }

  /**
   * All of everybody from now on; or nothing of anybody but what has been asked for. Daily's documents read either way about what was
   * received so far: this is the stricter one.
   */
  setAutomatic(automatic: boolean): void {
    this.#automatic = automatic;
    if (automatic) this.#single.clear();
  }

  of(sessionId: string, kind: Kind): Subscription {
    return this.#single.get(sessionId)?.[kind] ?? this.#automatic;
  }

  /**
   * Asks for tracks of one session, as `setSubscribedTracks` does.
   *
   * @returns whether that could be understood
   */
  ask(sessionId: string, wish: unknown): boolean {
    const given = typeof wish === 'object' && wish !== null ? (wish as Partial<Record<Kind, unknown>>) : undefined;
    if (!given && !isSubscription(wish)) return false;
    const wishes: Partial<Record<Kind, Subscription>> = { ...this.#single.get(sessionId) };
    for (const kind of KINDS) {
      const wanted = given ? given[kind] : wish;
      if (isSubscription(wanted)) wishes[kind] = wanted;
    }
    this.#single.set(sessionId, wishes);
    return true;
  }

  forget(sessionId: string): void {
    this.#single.delete(sessionId);
  }

  /** As daily-js looks for it in the call machine's state. */
  asState(): Record<string, unknown> {
    const single = [...this.#single].map(([id, { audio, video }]) => [
      id,
      { 'cam-audio': audio ?? this.#automatic, 'cam-video': video ?? this.#automatic },
    ]);
    return { ALL: this.#automatic, ...(Object.fromEntries(single) as object) };
  }
}

function isSubscription(value: unknown): value is Subscription {
  return typeof value === 'boolean' || value === 'staged';
}
