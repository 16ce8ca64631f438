/**
 * What a session sees of the call, and the Daily events between two such views. Events are derived from the room, never forwarded, so a client
 * that misses a message is still up to date. The waiting list is not part of it: as on Daily, each page keeps its own (see `knocks.ts`).
 */
import type { DailyParticipant, DailyTrackState, DailyTrackSubscriptionState } from '@daily-co/daily-js';
import { endOf, inCall, isPresent } from './queries.js';
import { type Kind, KINDS, type RoomState, type Sending, type SessionState } from './types.js';

export interface View {
  /** By session id, the session's own first. */
  participants: Map<string, DailyParticipant>;
  /** Changes when a track is replaced, which the participant object does not show. */
  trackIds: Map<string, string>;
  counts: { present: number; hidden: number };
}

/** What a receiver knows of a sender's tracks. */
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

/** The `participants` of `joined-meeting`: as on Daily, only the local one. All others follow one by one. */
export function participantsOf({ participants }: View): { local?: DailyParticipant } {
  const [local] = participants.values();
  return { ...(local && { local }) };
}

/** The events for participants who joined, changed and left. */
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

/** How much of a track has arrived. */
export type Arrival = 'loading' | 'playable' | 'interrupted';

/** What a receiver knows of one track. */
export interface Reception {
  arrival: Arrival;
  subscribed: Subscription;
}

/** A session as daily-js's participant object, without tracks, which daily-js adds itself. */
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
      // Daily's call machine counts what a host has switched off as switched off by the user as well.
      return {
        subscribed,
        state: 'off',
        off: { ...(sending.reason === 'byRemoteRequest' && { byUser: true }), [sending.reason]: true },
      };
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

/** Whether a track is received. `staged`: connected, but nothing is sent. */
export type Subscription = DailyTrackSubscriptionState;

/**
 * The track subscriptions of a session. Daily applies them only in calls over its servers, not in small peer-to-peer calls. Here they always
 * apply, so that a page can try them.
 */
export class Subscriptions {
  readonly #single = new Map<string, Partial<Record<Kind, Subscription>>>();
  #automatic: boolean;

  /** `automatic`: subscribe to all tracks by default. */
  constructor(automatic: boolean) {
    this.#automatic = automatic;
  }

  /**
   * Subscribes to all tracks, or only to those that are asked for. Daily's documentation is ambiguous about tracks that are already received;
   * this is the stricter reading.
   */
  setAutomatic(automatic: boolean): void {
    this.#automatic = automatic;
    if (automatic) this.#single.clear();
  }

  of(sessionId: string, kind: Kind): Subscription {
    return this.#single.get(sessionId)?.[kind] ?? this.#automatic;
  }

  /**
   * Sets the subscriptions to one session, as `setSubscribedTracks` does. Returns whether the value is valid.
   */
  ask(sessionId: string, value: unknown): boolean {
    const given = typeof value === 'object' && value !== null ? (value as Partial<Record<Kind, unknown>>) : undefined;
    if (!given && !isSubscription(value)) return false;
    const subscriptions: Partial<Record<Kind, Subscription>> = { ...this.#single.get(sessionId) };
    for (const kind of KINDS) {
      const wanted = given ? given[kind] : value;
      if (isSubscription(wanted)) subscriptions[kind] = wanted;
    }
    this.#single.set(sessionId, subscriptions);
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
