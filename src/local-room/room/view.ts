/**
 * What one session can see of the call in its room, and the Daily events that lead a client from one such view to the next. Events are
 * derived, never passed on: so every client's picture is the room's, whatever was missed on the way. Who waits is not in it: nobody
 * keeps that, neither here nor on Daily (see `waiting-list.ts`).
 */
import type { DailyParticipant, DailyTrackState, DailyTrackSubscriptionState } from '@daily-co/daily-js';
import { inCall, isPresent, endOf } from './queries.js';
import { type Kind, type RoomState, type Sending, type SessionState, KINDS } from './types.js';

export interface View {
  /** By session id, the session's own first. */
  participants: Map<string, DailyParticipant>;
  /** Changes when a track is exchanged for another, which the participant does not show. */
  trackIds: Map<string, string>;
  counts: { present: number; hidden: number };
}

/** What the receiver knows of a sender's tracks. */
export interface Arrivals {
  of(sessionId: string, kind: Kind): Reception & { trackId?: string };
}

export type ClientEvent = { action: string } & Record<string, unknown>;

/** The view of a session that is in the room. */
export function viewOf(room: RoomState, selfId: string, arrivals: Arrivals): View {
  const self = room.sessions[selfId];
  if (!self) throw new Error('This session is not in the room.');
  const present = isPresent(self) ? inCall(room) : [];
  const seen = [self, ...present.filter(({ id, permissions }) => id !== selfId && permissions.hasPresence)];
  const hidden = present.filter(({ permissions }) => !permissions.hasPresence).length;
  return {
    participants: new Map(
      seen.map((session) => [
        session.id,
        toParticipant(room, session, session.id === selfId, (kind) => arrivals.of(session.id, kind)),
      ]),
    ),
    trackIds: new Map(
      seen.map(({ id }) => [id, `${arrivals.of(id, 'audio').trackId} ${arrivals.of(id, 'video').trackId}`]),
    ),
    counts: { present: present.length - hidden, hidden },
  };
}

/** The `participants` of `joined-meeting`: on Daily nobody but oneself. The others follow one by one, those who are there already too. */
export function participantsOf({ participants }: View): { local?: DailyParticipant } {
  const [local] = participants.values();
  return { ...(local && { local }) };
}

/** Who came, changed and went among those in the call. */
export function participantEvents(before: View | undefined, after: View): ClientEvent[] {
  const events: ClientEvent[] = [];
  for (const [id, participant] of before?.participants ?? [])
    if (!after.participants.has(id)) events.push({ action: 'participant-left', participant });
  for (const [id, participant] of after.participants) {
    const known = before?.participants.get(id);
    if (!known) events.push({ action: 'participant-joined', participant });
    else if (!same(known, participant) || before?.trackIds.get(id) !== after.trackIds.get(id))
      events.push({ action: 'participant-updated', participant });
  }
  if (!same(before?.counts, after.counts))
    events.push({ action: 'participant-counts-updated', participantCounts: after.counts });
  return events;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}

/** How much of a track that is sent has arrived here. */
export type Arrival = 'loading' | 'playable' | 'interrupted';

/** What the receiver knows of one track of a sender's. */
export interface Reception {
  arrival: Arrival;
  subscribed: Subscription;
}

/** A session in the shape that daily-js hands to the page. Tracks are not in it: daily-js fetches them itself. */
export function toParticipant(
  room: RoomState,
  session: SessionState,
  local: boolean,
  receptionOf: (kind: Kind) => Reception,
): DailyParticipant {
  const audio = trackState(session.audio, receptionOf('audio'));
  const video = trackState(session.video, receptionOf('video'));
  const { hasPresence, canSend, canAdmin } = session.permissions;
  return {
    session_id: session.id,
    user_id: session.userId,
    user_name: session.userName,
    userData: session.userData,
    joined_at: new Date(session.joinedAt),
    // Daily's way to say "never".
    will_eject_at: new Date(endOf(room, session)?.at ?? 0),
    local,
    owner: session.owner,
    record: false,
    permissions: {
      hasPresence,
      canSend: toSet<'video' | 'audio'>(canSend),
      canReceive: { base: true },
      canAdmin: toSet<'participants'>(canAdmin),
    },
    audio: audio.state === 'playable',
    video: video.state === 'playable',
    screen: false,
    tracks: { audio, video, screenAudio: notShared(), screenVideo: notShared() },
    cam_info: {},
    screen_info: {},
  };
}

function trackState(sending: Sending, { arrival, subscribed }: Reception): DailyTrackState {
  switch (sending.state) {
    case 'on':
      return { subscribed, state: subscribed === true ? arrival : 'sendable' };
    case 'loading':
      return { subscribed, state: 'loading' };
    case 'off':
      return { subscribed, state: 'off', off: { [sending.reason]: true } };
    case 'blocked':
      return { subscribed, state: 'blocked', blocked: { [sending.reason]: true } };
  }
}

function notShared(): DailyTrackState {
  return { subscribed: true, state: 'off', off: { byUser: true } };
}

// The lists come from the page's token or from daily-js, which has checked them.
function toSet<Value extends string>(list: boolean | string[]): Set<Value> | boolean {
  return typeof list === 'boolean' ? list : new Set(list as Value[]);
}

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
