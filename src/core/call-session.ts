import type { DailyCallOptions, DailyEvent, DailyEventObject, DailyEventObjectCameraError } from '@daily-co/daily-js';
import type { Attempt } from './attempt.js';
import { CallEnds, fromCameraEvent, fromRejection } from './daily-errors.js';
import type { CallPort } from './call-port.js';
import type { CallStore } from './call-store.js';
import { leaveCall, OwnedCall, type Device } from './owned-call.js';
import { DailyKnockError, type DailyKnockErrorCode } from './errors.js';
import type { ErrorDetail, Report } from './reports.js';
import type { SessionEnv } from './session-env.js';

/** Call elements speak for a call before consumer elements do. */
const CALL_ELEMENT_RANK = 1;

/** How far Daily's clock and this one may be apart. */
const CLOCK_TOLERANCE_MS = 3000;

/** What an error's type leaves open: the end of the room's or the token's time, or of the room itself. */
export type CallEnding = 'time-over' | 'room-closed';

/** A refusal of a method and the event that explains it come close together, in either order. Milliseconds. */
const EXPLANATION_GRACE_MS = 200;

/**
 * What the owner's and the guest's way through a call have in common: one attempt at a time, a state that only its
 * machine changes, and one end for each beginning.
 */
export abstract class CallSession<State extends string, Outcome> {
  /** The last thing that went wrong. */
  error: DailyKnockError | undefined;
  /** What somebody in the call must know of: the last error that has ended nothing, as long as it lasts. */
  notice: DailyKnockError | undefined;
  /** Whether the visitor's camera and microphone are waited for: the browser may be asking. */
  isAsking = false;
  /** How the call ended, where {@link error} alone does not tell. */
  ending: CallEnding | undefined;
  protected attempt: Attempt<Outcome> | undefined;
  /** What is being waited for: the code of an error that says no more, and of an answer that never comes. */
  protected reached: DailyKnockErrorCode = 'connection-error';
  protected readonly env: SessionEnv;
  readonly #owned: OwnedCall;
  #connected = false;
  /** When Daily will end this person's part, in milliseconds since the epoch; read while it can be. */
  #ejectAt = Infinity;
  #cancelLimit = (): void => {};
  readonly #ends = new CallEnds();
  #state: State;

  protected constructor(env: SessionEnv, initial: State) {
    this.env = env;
    this.#state = initial;
    this.#owned = new OwnedCall(env.clock, env.devices);
  }

  /** Where the visitor is. */
  get state(): State {
    return this.#state;
  }

  /** The store that is shown. */
  get store(): CallStore {
    return this.#owned.store;
  }

  /** Whether the element is in the page. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Whether the state says that this page's person is in the call. */
  abstract get inCall(): boolean;

  /**
   * Takes over a call object of the page's, or gives it back.
   *
   * @param call the page's call; `undefined` to go on with calls made here
   */
  useCall(call: CallPort | undefined): void {
    if (call === this.#owned.page) return;
    this.#owned.release();
    this.closeOwnCall();
    this.endQuietly();
    this.#owned.page = call;
    this.#ends.forget();
    if (this.#connected) this.#take();
    this.env.changed();
  }

  /** The element is in the page. */
  connect(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.#take();
  }

  /** The element has left the page for good: ends what is under way, closes the call that was made here. */
  disconnect(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#owned.release();
    // The page's call goes on without us; if we are put back we go on as well.
    if (this.#owned.page && this.inCall) return;
    this.closeOwnCall();
    this.endQuietly();
  }

  /**
   * Leaves, also when only on the way in. Camera and microphone are released.
   *
   * @returns settles when the call has been left
   */
  async leave(): Promise<void> {
    if (!this.inCall && !this.attempt) return this.endQuietly();
    const left = this.#owned.leave();
    this.endQuietly();
    await left;
  }

  /**
   * Switches a device of this page's person, as soon as that is possible.
   *
   * @param device which
   * @param on whether the others see or hear them
   */
  switchDevice(device: Device, on: boolean): void {
    this.#owned.switchDevice(device, on).catch(this.#warnOfDevice);
  }

  readonly #warnOfDevice = (error: DailyKnockError): void => {
    if (error.code !== 'aborted') this.warn(error);
  };

  /** The attempt that was under way has been ended by somebody's wish. */
  protected abstract onAborted(attempt: Attempt<Outcome>): void;
  /** The state that means that nothing goes on. */
  protected abstract backToStart(): void;
  /** Moves the machine to failed. */
  protected abstract toFailed(): void;
  /** The page's own call is in the room. */
  protected abstract adopt(): void;
  /** One of Daily's events, other than those handled here. */
  protected abstract onCallEvent(event: DailyEventObject<DailyEvent>): void;
  /** Whether a fatal error means something else than failure now (a knock that was turned down). */
  protected abstract explains(error: DailyKnockError): boolean;

  /** Changes the state and tells it. */
  protected moveTo(to: State): void {
    const from = this.#state;
    if (from === to) return;
    this.#state = to;
    this.#cancelLimit();
    // First what can be looked at, then the news of it.
    this.env.changed();
    this.env.report('daily-state-change', { from, to });
  }

  /** Throws where no call can be made: before anything is asked for, from the page's server or from Daily. */
  protected checkPage(): void {
    const obstacle = this.#owned.page ? undefined : this.env.obstacle();
    if (obstacle) throw obstacle;
  }

  /** Gets a call object for an attempt: the page's, or a new one. Throws `load-failed`. */
  protected obtainCall(attempt: Attempt<Outcome>, roomUrl: string): Promise<CallPort> {
    this.#ejectAt = Infinity;
    if (!this.#owned.page) this.#ends.forget();
    return this.#owned.obtain(attempt, () => this.env.createCall(roomUrl));
  }

  /**
   * Opens camera and microphone for a call made here. However long the visitor thinks about it counts to no limit.
   *
   * @param attempt what it is for
   * @param options the options of `join()`
   * @returns the options to join with
   */
  protected async openDevices(attempt: Attempt<Outcome>, options: DailyCallOptions): Promise<DailyCallOptions> {
    if (this.#owned.page) {
      // The page's call has devices of its own; those of the preview are not to stay on beside them.
      this.env.devices.release();
      return options;
    }
    this.#cancelLimit();
    const setAsking = (isAsking: boolean): void => {
      if (attempt.over || isAsking === this.isAsking) return;
      this.isAsking = isAsking;
      this.env.changed();
    };
    const opened = await attempt.until(this.env.devices.open(options, () => setAsking(true)));
    setAsking(false);
    this.startLimit();
    for (const problem of opened.problems) this.warn(problem);
    // A listener may have ended it.
    return attempt.until(Promise.resolve(opened.options));
  }

  /**
   * Joins. Daily goes on joining a call that is left while the browser asks for devices (docs/daily.md): a call of the page's own, whose
   * devices are not opened here, is left once more when that has come to its end.
   *
   * @param attempt what it is for
   * @param call the call
   * @param options what with
   */
  protected joinCall(attempt: Attempt<Outcome>, call: CallPort, options: DailyCallOptions): Promise<unknown> {
    const joining = call.join(options);
    if (this.#owned.page) {
      let isGivenUp = false;
      const giveUp = (): void => void (isGivenUp = attempt !== this.attempt && !this.inCall);
      attempt.promise.then(giveUp, giveUp);
      joining.then(
        () => {
          if (isGivenUp && !this.attempt) void leaveCall(call, this.env.clock);
        },
        () => {},
      );
    }
    return attempt.until(joining);
  }

  /** Lets go of the call made here. */
  protected closeOwnCall(): void {
    this.env.devices.release();
    void this.#owned.close();
  }

  /** Ends everything by somebody's wish. */
  protected endQuietly(): void {
    const { attempt, inCall } = this;
    this.attempt = undefined;
    this.isAsking = false;
    // Where nothing had begun they are the preview's.
    if (attempt || inCall) this.env.devices.release();
    this.backToStart();
    this.env.changed();
    if (attempt) this.onAborted(attempt);
    if (inCall) this.env.report('daily-left', { reason: 'left' });
  }

  /** Clears the last error. */
  protected forget(): void {
    this.error = undefined;
    this.notice = undefined;
    this.ending = undefined;
  }

  /** Tells of an error that does not end anything. */
  protected warn(error: DailyKnockError): void {
    this.notice = error;
    this.#report('daily-error', { error });
  }

  /** Ends everything because of an error, tells it once, and that the call has been left if it had been joined. */
  protected fail(error: DailyKnockError): void {
    const { inCall, attempt } = this;
    this.ending = this.#endingOf(error);
    this.closeOwnCall();
    this.isAsking = false;
    this.error = error;
    this.notice = undefined;
    this.attempt = undefined;
    this.toFailed();
    this.#report('daily-error', { error });
    if (inCall) this.env.report('daily-left', { reason: error.code === 'ejected' ? 'ejected' : 'error' });
    attempt?.reject(error);
  }

  /** Fails with what a method rejected with, unless an event explains it better first. */
  protected async failWith(attempt: Attempt<Outcome>, reason: unknown): Promise<void> {
    const error = fromRejection(reason, this.reached);
    if (error.code === this.reached && error !== reason) {
      await attempt.until(new Promise<void>((done) => this.env.clock.after(EXPLANATION_GRACE_MS, done)));
    }
    this.fail(error);
  }

  /**
   * The same type tells of several ends: `ejected` of the host's doing and of time that is over, `no-room` of a link that leads nowhere
   * and of a room deleted in mid-call. Source: docs/daily.md.
   */
  #endingOf({ code }: DailyKnockError): CallEnding | undefined {
    // Daily's clock and this one differ a little.
    if (code === 'ejected' && this.env.clock.now() >= this.#ejectAt - CLOCK_TOLERANCE_MS) return 'time-over';
    return code === 'no-room' && this.store.hasJoined ? 'room-closed' : undefined;
  }

  /** Whatever hangs on the way in (a token, the loading, Daily's answer) is given up after a time. */
  protected startLimit(): void {
    this.#cancelLimit();
    this.#cancelLimit = this.env.clock.after(this.env.connectTimeout() * 1000, () => {
      // A page with its own call may be anywhere; the attempt alone tells whether somebody waits.
      if (!this.attempt) return;
      // Silence tells of the way to Daily, and nothing of the room.
      const code = this.reached === 'knocking-unavailable' ? 'connection-error' : this.reached;
      this.fail(new DailyKnockError(code, { cause: 'No answer came in time.' }));
    });
  }

  #take(): void {
    const { store } = this;
    this.#owned.take({ rank: CALL_ELEMENT_RANK, report: this.#report }, this.#onEvent);
    if (!this.#owned.page) return;
    if (store.inCall && !this.inCall) this.adopt();
    else if (!store.inCall && this.inCall) this.endQuietly();
    store.announce();
  }

  /** Whatever is told in our name: an error among it is our last one. */
  readonly #report: Report = (name, detail) => {
    if (name === 'daily-error') {
      this.error = (detail as ErrorDetail).error;
      this.env.changed();
    }
    return this.env.report(name, detail);
  };

  readonly #onEvent = (event: DailyEventObject<DailyEvent>): void => {
    this.#readLocal();
    if (event.action === 'camera-error') return this.warn(fromCameraEvent(event as DailyEventObjectCameraError));
    if (event.action === 'joined-meeting') this.#owned.applyPendingDeviceChanges().catch(this.#warnOfDevice);
    const end = this.#ends.read(event);
    if (end === 'left') return this.#onEnded();
    if (!end) return this.onCallEvent(event);
    const told = !this.attempt && !this.inCall && this.error?.code === end.code;
    if (!told && !this.explains(end)) this.fail(end);
  };

  /** What is needed of this page's person after Daily has forgotten them, and of their devices. */
  #readLocal(): void {
    const { meetingState, participants } = this.store.snapshot;
    const { local } = participants;
    if (!local) return;
    // Daily says "never" with the date 0.
    this.#ejectAt = local.will_eject_at?.getTime() || Infinity;
    if (meetingState === 'joined-meeting' && !this.#owned.page) this.env.devices.sync(local);
  }

  /** Somebody else has ended the call. */
  #onEnded(): void {
    if (!this.inCall && !this.attempt) return;
    this.closeOwnCall();
    this.endQuietly();
  }
}

/** A session as elements know it: what can be looked at and asked, whatever its outcomes are. */
export type VisibleSession<State extends string> = Pick<
  CallSession<State, unknown>,
  | 'state'
  | 'error'
  | 'notice'
  | 'isAsking'
  | 'ending'
  | 'store'
  | 'connected'
  | 'inCall'
  | 'useCall'
  | 'connect'
  | 'disconnect'
  | 'leave'
  | 'switchDevice'
>;
