import { isOver, type Attempt } from './attempt.js';
import type { CallPort } from './call-port.js';
import { CallStore, sharedStore } from './call-store.js';
import type { Clock } from './clock.js';
import { fromRejection } from './daily-errors.js';
import { DailyKnockError } from './errors.js';
import type { EventReporter, Unsubscribe } from './listeners.js';
import type { OwnDevices } from './session-env.js';

/** A device of this page's person. */
export type Device = 'camera' | 'microphone';

/**
 * The call of a call element: one that the page has handed over, which is never destroyed here, or one made here for each
 * attempt, which is always closed again.
 */
export class OwnedCall {
  readonly #clock: Clock;
  readonly #devices: OwnDevices;
  readonly #ownStore: CallStore;
  readonly #pendingDeviceChanges = new Map<Device, boolean>();
  #own: CallPort | undefined;
  #page: CallPort | undefined;
  #releases: Unsubscribe[] = [];

  /**
   * @param clock time
   * @param devices camera and microphone of the calls made here
   */
  constructor(clock: Clock, devices: OwnDevices) {
    this.#clock = clock;
    this.#devices = devices;
    this.#ownStore = new CallStore(clock);
  }

  /** The store that is shown: of the page's call, or our own. */
  get store(): CallStore {
    return this.#page ? sharedStore(this.#page) : this.#ownStore;
  }

  /** The call that the page has handed over. */
  get page(): CallPort | undefined {
    return this.#page;
  }

  set page(call: CallPort | undefined) {
    this.#page = call;
  }

  /**
   * Follows the call from now on, and may speak for it.
   *
   * @param holder who speaks
   * @param onCallEvent given Daily's events
   */
  take(holder: EventReporter, onCallEvent: Parameters<CallStore['onCallEvent']>[0]): void {
    const { store } = this;
    this.#releases = [store.addReporter(holder), store.onCallEvent(onCallEvent)];
    if (this.#page) store.attach(this.#page);
  }

  /** Follows the call no longer. */
  release(): void {
    const { store } = this;
    for (const release of this.#releases) release();
    this.#releases = [];
    if (this.#page && !store.activeReporter) store.pause();
  }

  /**
   * Gets a call object for an attempt: the page's, or a new one. Throws `load-failed`.
   *
   * @param attempt what it is for; if that is over before the call is made, the call is closed again
   * @param create makes one
   */
  async obtain<Outcome>(attempt: Attempt<Outcome>, create: () => Promise<CallPort>): Promise<CallPort> {
    this.#pendingDeviceChanges.clear();
    // Also with a call that is there already, nothing goes on once the attempt is over.
    if (this.#page) {
      if (this.#page.isDestroyed()) throw new DailyKnockError('load-failed', { cause: 'The call has been destroyed.' });
      return attempt.until(Promise.resolve(this.#page));
    }
    await attempt.until(this.close());
    const making = create();
    let call: CallPort;
    try {
      call = await attempt.until(making);
    } catch (reason) {
      if (!isOver(reason)) throw fromRejection(reason, 'load-failed');
      // Nobody waits for it any more, but it may still be made.
      making.then(
        (late) => void closeCall(late, this.#clock),
        () => {},
      );
      throw reason;
    }
    this.#own = call;
    this.#ownStore.attach(call);
    return call;
  }

  /** Closes the call that was made here, if there is one. */
  async close(): Promise<void> {
    const call = this.#own;
    if (!call) return;
    this.#own = undefined;
    this.#ownStore.detach();
    await closeCall(call, this.#clock);
  }

  /** Leaves the page's call, which stays the page's; or closes ours. */
  async leave(): Promise<void> {
    await (this.#page ? leaveCall(this.#page, this.#clock) : this.close());
  }

  /**
   * Switches a device of this page's person. A wish from between the request to join and its answer is kept until then:
   * the request has gone out with what was wished before.
   *
   * @param device which
   * @param on whether the others see or hear them
   * @returns rejects with a `DailyKnockError` if the device cannot be had
   */
  async switchDevice(device: Device, on: boolean): Promise<void> {
    const { port, snapshot } = this.store;
    if (!port || snapshot.meetingState !== 'joined-meeting') this.#pendingDeviceChanges.set(device, on);
    else if (device === 'microphone') port.setLocalAudio(on);
    else if (on) await this.#startCamera(port);
    else {
      port.setLocalVideo(false);
      if (!this.#page) this.#devices.stopCamera();
    }
  }

  async #startCamera(port: CallPort): Promise<void> {
    const reopening = this.#page ? undefined : this.#devices.reopenCamera();
    if (reopening) {
      const videoSource = await reopening;
      try {
        await port.setInputDevicesAsync?.({ videoSource });
      } catch (cause) {
        // With the end of the call its devices have been released.
        if (port !== this.store.port) throw new DailyKnockError('aborted');
        this.#devices.stopCamera();
        throw new DailyKnockError('camera-unknown', { cause });
      }
      // Switched off again meanwhile, or the call is over.
      if (videoSource.readyState !== 'live' || port !== this.store.port) return;
    }
    port.setLocalVideo(true);
  }

  /** The request to join has been answered: what was switched meanwhile is switched now. */
  async applyPendingDeviceChanges(): Promise<void> {
    const wishes = [...this.#pendingDeviceChanges];
    this.#pendingDeviceChanges.clear();
    for (const [device, on] of wishes) await this.switchDevice(device, on);
  }
}

/** How long a call machine may take to leave before camera and microphone are switched off here. Milliseconds. */
export const LEAVE_TIMEOUT_MS = 5000;

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
    cancel = clock.after(LEAVE_TIMEOUT_MS, () => {
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
