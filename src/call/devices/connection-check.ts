import type { DailyCall } from '@daily-co/daily-js';
import { systemClock } from '../../core/clock.js';
import { closeCall } from '../../core/owned-call.js';
import { type CallOptions, createCall } from '../../daily/create-call.js';

/** Daily's verdict, or why there is none. */
export type ConnectionQuality = 'good' | 'warning' | 'bad' | 'failed' | 'no-camera';

/** Daily measures for half a minute once it is connected. */
const LIMIT_MS = 60_000;

/**
 * Measures the connection with Daily's `testCallQuality()`, which sends video to a room of Daily's own. Uses a call object of its own, so
 * that a join or a knock need not wait for its end. Resolves at once, with `undefined`, when `signal` aborts. Never rejects.
 */
export async function checkConnection(
  options: CallOptions,
  camera: MediaStreamTrack | undefined,
  signal: AbortSignal,
): Promise<ConnectionQuality | undefined> {
  if (signal.aborted) return undefined;
  if (!camera) return 'no-camera';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<undefined>((stop) => signal.addEventListener('abort', () => stop(undefined)));
  const late = new Promise<'failed'>((end) => (timer = setTimeout(end, LIMIT_MS, 'failed')));
  // A copy: Daily may mute what it is given.
  const customTrack = camera.clone();
  // With a track and without the microphone, Daily asks for no device.
  const devices = {
    inputSettings: { video: { settings: { customTrack } } },
    startVideoOff: false,
    startAudioOff: true,
  };
  const making = createCall({ ...options, ...devices, videoSource: true, audioSource: false });
  try {
    return await Promise.race([making.then((call) => measure(call, signal)), stopped, late]);
  } catch {
    return 'failed';
  } finally {
    clearTimeout(timer);
    customTrack.stop();
    making.then(close, () => {});
  }
}

async function measure(call: DailyCall, signal: AbortSignal): Promise<ConnectionQuality | undefined> {
  // Without a listener, daily-js logs an `error` to the visitor's console.
  call.on('error', () => {});
  // `testCallQuality()` works only after this, or after `preAuth()`, for which the link may still be missing.
  await call.startCamera();
  if (signal.aborted) return undefined;
  const { result } = await call.testCallQuality();
  return result === 'aborted' ? 'failed' : result;
}

function close(call: DailyCall): void {
  try {
    call.stopTestCallQuality();
  } catch {
    // A page's own daily-js may be too old to have it.
  }
  void closeCall(call, systemClock);
}
