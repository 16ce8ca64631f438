import type { Session } from './session.js';
import { Subscriptions } from './subscriptions.js';

const NO_STREAM = new MediaStream();
const NO_WISHES = new Subscriptions(true);

/** The state of a call machine, as far as daily-js looks into it: it takes the tracks from there. */
export function trackState(session: Session | undefined): unknown {
  return {
    local: {
      public: { id: session?.id, subscribedTracks: (session?.peers.subscriptions ?? NO_WISHES).asState() },
      streams: { cam: { stream: session?.media.stream ?? NO_STREAM } },
    },
    participants: {},
    streams: session?.peers.mesh.streams() ?? {},
  };
}
