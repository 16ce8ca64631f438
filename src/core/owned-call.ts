import { type Attempt, isOver } from './attempt.js';
import type { CallPort } from './call-port.js';
import { CallStore, sharedStore } from './call-store.js';
import { waitForJoin } from './call-watch.js';
import type { Clock } from './clock.js';
import { fromRejection } from './daily-errors.js';
import { DailyKnockError } from './errors.js';
import { type EventReporter, noop, type Unsubscribe } from './listeners.js';
import type { OwnDevices } from './session-env.js';

/** A device that can be switched. */
export type Device = 'camera' | 'microphone';

/** The call of a call element: the page's own, which is never destroyed here, or one made per attempt, which always is. */
export class OwnedCall {
  readonly #clock: Clock;
  readonly #devices: OwnDevices;
  readonly #ownStore: CallStore;
  readonly #pendingDeviceChanges = new Map<Device, boolean>();
  #own: CallPort | undefined;
  #page: CallPort | undefined;
  #releases: Unsubscribe[] = [];

  constructor(clock: Clock, devices: OwnDevices) {
    this.#clock = clock;
    this.#devices = devices;
    this.#ownStore = new CallStore(clock);
  }

  get store(): CallStore {
    return this.#page ? sharedStore(this.#page) : this.#ownStore;
  }

  /** The page's own call. */
  get page(): CallPort | undefined {
    return this.#page;
  }

  set page(call: CallPort | undefined) {
    this.#page = call;
  }

  /** Starts to follow and report the call. */
  take(reporter: EventReporter, onCallEvent: Parameters<CallStore['onCallEvent']>[0]): void {
    const { store } = this;
    this.#releases = [store.addReporter(reporter), store.onCallEvent(onCallEvent)];
    if (this.#page) store.attach(this.#page);
  }

  /** Stops following the call. */
  release(): void {
    const { store } = this;
    for (const release of this.#releases) release();
    this.#releases = [];
    if (this.#page) store.pauseUnlessReported();
  }

  /** Gets the page's call or a new one. Throws `load-failed`. If the attempt ends first, the new call is closed. */
  async obtain<Outcome>(attempt: Attempt<Outcome>, create: () => Promise<CallPort>): Promise<CallPort> {
    this.#pendingDeviceChanges.clear();
    const page = this.#page;
    if (page) {
      // `until()` stops here if the attempt is over.
      await attempt.until(this.#settle(page));
      if (page.isDestroyed()) throw new DailyKnockError('load-failed', { cause: 'The call has been destroyed.' });
      return page;
    }
    await attempt.until(this.close());
    const making = create();
    let call: CallPort;
    try {
      call = await attempt.until(making);
    } catch (reason) {
      if (!isOver(reason)) throw fromRejection(reason, 'load-failed');
      // The call may still be made.
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

  /** Waits while the page's call is being joined, or left: until then, daily-js is in the room of its previous use. */
  async #settle(page: CallPort): Promise<void> {
    const { store } = this;
    for (;;) {
      await waitForJoin(store, this.#clock);
      const { ending } = store;
      if (!ending) return;
      await withinLimit(page, this.#clock, () => ending);
      if (store.ending === ending && !page.isDestroyed())
        throw new DailyKnockError('connection-error', { cause: 'The call could not be left.' });
    }
  }

  /** Counts the page's call as over: Daily ends it within `ms` milliseconds. */
  expectEnd(ms: number): void {
    if (this.#page) this.store.endWith(new Promise<void>((done) => void this.#clock.after(ms, done)));
  }

  /** Closes our own call. */
  async close(): Promise<void> {
    const call = this.#own;
    if (!call) return;
    this.#own = undefined;
    this.#ownStore.detach();
    await closeCall(call, this.#clock);
  }

  /** Leaves the page's call, or closes our own. */
  async leave(): Promise<void> {
    await (this.#page ? leaveCall(this.#page, this.#clock) : this.close());
  }

  /** Switches camera or microphone. Before the call is joined, the change is kept until then. Rejects with a `DailyKnockError`. */
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
        // The end of the call has released the devices.
        if (port !== this.store.port) throw new DailyKnockError('aborted');
        this.#devices.stopCamera();
        throw new DailyKnockError('camera-unknown', { cause });
      }
      // Switched off meanwhile, or the call is over.
      if (videoSource.readyState !== 'live' || port !== this.store.port) return;
    }
    port.setLocalVideo(true);
  }

  /** Applies what was switched while joining: `join()` had earlier values. */
  async applyPendingDeviceChanges(): Promise<void> {
    const changes = [...this.#pendingDeviceChanges];
    this.#pendingDeviceChanges.clear();
    for (const [device, on] of changes) await this.switchDevice(device, on);
  }
}

/** How long Daily may take to leave before camera and microphone are stopped here. */
const LEAVE_TIMEOUT_MS = 5000;

/** Leaves and destroys our own call object. Never rejects. */
export async function closeCall(call: CallPort, clock: Clock): Promise<void> {
  // After a rejected knock Daily fires a late `error`. Without a listener, daily-js logs it to the visitor's console.
  call.on('error', noop);
  await withinLimit(call, clock, () => call.destroy());
  call.off('error', noop);
}

/** Leaves the page's call object. Never rejects. */
export function leaveCall(call: CallPort, clock: Clock): Promise<void> {
  return withinLimit(call, clock, () => {
    const left = call.leave();
    sharedStore(call).endWith(left);
    return left;
  });
}

/** `leave()` and `destroy()` await the call machine, which may never answer: then camera and microphone are stopped here. */
async function withinLimit(call: CallPort, clock: Clock, end: () => Promise<unknown>): Promise<void> {
  // Read first: daily-js empties its participants.
  const tracks = localTracks(call);
  let cancel = noop;
  const limit = new Promise<void>((done) => {
    cancel = clock.after(LEAVE_TIMEOUT_MS, () => {
      for (const track of tracks) track.stop();
      done();
    });
  });
  try {
    await Promise.race([end(), limit]);
  } catch {
    // daily-js throws here only for a destroyed call.
  }
  cancel();
}

function localTracks(call: CallPort): MediaStreamTrack[] {
  const tracks = call.participants()?.local?.tracks;
  return [tracks?.video, tracks?.audio].flatMap((state) => state?.persistentTrack ?? []);
}
