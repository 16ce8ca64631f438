import type { DailyParticipant, DailyTrackState } from '@daily-co/daily-js';
import { endOf } from './room-queries.js';
import type { Subscription } from './subscriptions.js';
import type { Kind, RoomState, Sending, SessionState } from './types.js';

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
