import type { Session } from './session.js';

const NO_STREAM = new MediaStream();

/** The state of a call machine, as far as daily-js looks into it: it takes the tracks from there. */
export function trackState(session: Session | undefined): unknown {
  return {
    local: {
      public: { id: session?.id, subscribedTracks: { ALL: true } },
      streams: { cam: { stream: session?.media.stream ?? NO_STREAM } },
    },
    participants: {},
    streams: session?.mesh.streams() ?? {},
  };
}
