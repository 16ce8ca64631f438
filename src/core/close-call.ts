import type { CallPort } from './call-port.js';
import type { Clock } from './clock.js';

/** How long a call machine may take to leave before camera and microphone are switched off here. Milliseconds. */
export const LEAVE_LIMIT = 5000;

/**
 * Leaves and destroys a call object that was made here.
 *
 * @param call the call object
 * @param clock time
 * @returns settles when it is done or given up; never rejects
 */
export async function closeCall(call: CallPort, clock: Clock): Promise<void> {
  // Daily tells a guest who was turned away so by an `error` after the promise, when nobody listens any more; and an
  // `error` without a listener makes daily-js complain in the visitor's console.
  call.on('error', ignore);
  await withinLimit(call, clock, () => call.destroy());
  call.off('error', ignore);
}

/**
 * Leaves a call object of the page's.
 *
 * @param call the call object
 * @param clock time
 * @returns settles when it is done or given up; never rejects
 */
export function leaveCall(call: CallPort, clock: Clock): Promise<void> {
  return withinLimit(call, clock, () => call.leave());
}

/**
 * `leave()` and `destroy()` wait for an answer of the call machine, which may never come: then camera and microphone are
 * stopped all the same.
 */
async function withinLimit(call: CallPort, clock: Clock, end: () => Promise<void>): Promise<void> {
  // Read now: afterwards daily-js has emptied its participants.
  const tracks = localTracks(call);
  let cancel = (): void => {};
  const limit = new Promise<void>((done) => {
    cancel = clock.after(LEAVE_LIMIT, () => {
      for (const track of tracks) track.stop();
      done();
    });
  });
  try {
    await Promise.race([end(), limit]);
  } catch {
    // daily-js throws here only for a call that is destroyed already, so there is nothing left to close.
  }
  cancel();
}

function ignore(): void {}

function localTracks(call: CallPort): MediaStreamTrack[] {
  const tracks = call.participants()?.local?.tracks;
  return [tracks?.video, tracks?.audio].flatMap((state) => state?.persistentTrack ?? []);
}
