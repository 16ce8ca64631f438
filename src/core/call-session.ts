import type { DailyCallOptions, DailyEvent, DailyEventObject, DailyEventObjectCameraError } from '@daily-co/daily-js';
import { Attempt } from './attempt.js';
import type { CallPort } from './call-port.js';
import type { CallStore } from './call-store.js';
import { CallEndDetector, fromCameraEvent, fromRejection } from './daily-errors.js';
import { DailyKnockError, type DailyKnockErrorCode } from './errors.js';
import { noop } from './listeners.js';
import { type Device, leaveCall, OwnedCall } from './owned-call.js';
import type { ErrorDetail, Report } from './reports.js';
import type { CheckedRequest } from './requests.js';
import type { SessionEnv } from './session-env.js';

/** Call elements report before consumer elements. */
const CALL_ELEMENT_RANK = 1;

/** The tolerated difference between Daily's clock and this one. */
const CLOCK_TOLERANCE_MS = 3000;

/** Why the call ended, where the error code is ambiguous: the room's or token's time is over, or the room was deleted. */
export type CallEnding = 'time-over' | 'room-closed';

/** A rejected method and the event with its cause come this close together, in either order. */
const EXPLANATION_GRACE_MS = 200;

/** A request of either side. */
export interface SessionRequest extends CheckedRequest {
  /** Further options for Daily. Read as late as possible: the visitor may switch off the camera meanwhile. */
  options(): DailyCallOptions;
}

/** The common part of owner and guest sessions: one attempt at a time, a state machine, and one end per attempt. */
export abstract class CallSession<State extends string, Outcome> {
  /** The last error. */
  error: DailyKnockError | undefined;
  /** The last error that did not end the call, while it lasts. */
  notice: DailyKnockError | undefined;
  /** Whether the browser may be showing a permission prompt. */
  isAsking = false;
  /** Why the call ended, where {@link error} is ambiguous. */
  ending: CallEnding | undefined;
  /** Whether the last attempt was in the call, which is over. */
  hasLeft = false;
  protected attempt: Attempt<Outcome> | undefined;
  /** The attempts that {@link leave} has ended. */
  readonly #cancelled = new WeakSet<Attempt<Outcome>>();
  /** The last attempt that has got its call. */
  #obtainedBy: Attempt<Outcome> | undefined;
  /** The code of a timeout, or of a rejection without a code, in the current step. */
  protected fallbackCode: DailyKnockErrorCode = 'connection-error';
  protected readonly env: SessionEnv;
  readonly #owned: OwnedCall;
  #connected = false;
  #isEntering = false;
  /** When Daily will eject the local participant, in milliseconds since the epoch. */
  #ejectAt = Infinity;
  #cancelTimeout = noop;
  readonly #endDetector = new CallEndDetector();
  #state: State;

  protected constructor(env: SessionEnv, initial: State) {
    this.env = env;
    this.#state = initial;
    this.#owned = new OwnedCall(env.clock, env.devices);
  }

  get state(): State {
    return this.#state;
  }

  get store(): CallStore {
    return this.#owned.store;
  }

  /** Whether the element is in the page. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Whether the call is the page's own. */
  protected get isPageCall(): boolean {
    return this.#owned.page !== undefined;
  }

  /** Whether the call is entered, with `daily-joined`. A listener of the change of state before that may leave. */
  get #hasJoined(): boolean {
    return this.inCall && !this.attempt;
  }

  /** Whether the element has begun to connect before this session was there, which the first attempt continues. */
  get #isAwaited(): boolean {
    return !this.attempt && (this.#state as string) === 'connecting';
  }

  /** Whether the state is that of a participant in the call. */
  abstract get inCall(): boolean;

  /** Uses the page's call, or with `undefined` calls made here. */
  useCall(call: CallPort | undefined): void {
    if (call === this.#owned.page) return;
    this.#owned.release();
    this.closeOwnCall();
    if (!this.#isAwaited) this.endQuietly();
    this.#owned.page = call;
    this.#endDetector.reset();
    if (this.#connected) this.#take();
    this.env.changed();
  }

  /** Starts when the element is in the page. */
  connect(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.#take();
  }

  /** Ends the attempt and our own call when the element has left the page for good. */
  disconnect(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#owned.release();
    // The page's call goes on, and this session with it if the element is put back.
    if (this.#owned.page && this.inCall) return;
    this.closeOwnCall();
    this.endQuietly();
  }

  /** Leaves the call or aborts the attempt, and releases camera and microphone. */
  async leave(): Promise<void> {
    if (!this.inCall && !this.attempt) return this.endQuietly();
    if (this.attempt) this.#cancelled.add(this.attempt);
    const left = this.#owned.leave();
    this.endQuietly();
    await left;
  }

  /** Switches camera or microphone as soon as possible. */
  switchDevice(device: Device, on: boolean): void {
    this.#owned.switchDevice(device, on).catch(this.#warnOfDevice);
  }

  readonly #warnOfDevice = (error: DailyKnockError): void => {
    if (error.code !== 'aborted') this.warn(error);
  };

  /** Goes back to the form. If an attempt was cancelled, reports and settles it. */
  protected abstract backToStart(cancelled: Attempt<Outcome> | undefined): void;
  protected abstract toFailed(): void;
  /** Called when the page's own call is already joined. */
  protected abstract adopt(): void;
  /** Called with Daily's events other than those handled here. */
  protected abstract onCallEvent(event: DailyEventObject<DailyEvent>): void;
  /** Handles a fatal error that is no failure, such as a rejected knock. Returns whether it did. */
  protected abstract handlesFatal(error: DailyKnockError): boolean;

  /**
   * Starts an attempt: `step` moves to `connecting`, then `run` does the rest, and its rejection is the attempt's failure. Returns the
   * promise of the attempt, or of the one under way.
   */
  protected begin(step: () => void, run: (attempt: Attempt<Outcome>) => Promise<void>): Promise<Outcome> {
    if (this.attempt) return this.attempt.promise;
    const attempt = new Attempt<Outcome>();
    if (!this.#connected) {
      attempt.reject(new DailyKnockError('aborted', { message: 'The element is not in a page.' }));
      return attempt.promise;
    }
    this.attempt = attempt;
    this.clearError();
    step();
    // A listener of `daily-state-change` may have ended it.
    if (attempt.over) return attempt.promise;
    // Before any request to the page's server or Daily.
    const obstacle = this.#owned.page ? undefined : this.env.obstacle();
    if (obstacle) this.fail(obstacle);
    else void run(attempt).catch((reason: unknown) => this.failWith(attempt, reason));
    return attempt.promise;
  }

  protected moveTo(to: State): void {
    const from = this.#state;
    if (from === to) return;
    this.#state = to;
    this.#cancelTimeout();
    // State first, then the event.
    this.env.changed();
    this.env.report('daily-state-change', { from, to });
  }

  /** Runs what reports events before `daily-joined`. A listener may leave: then `daily-left` is not reported. */
  protected beforeJoined(step: () => void): void {
    this.#isEntering = true;
    step();
    this.#isEntering = false;
  }

  /** Gets the page's call, once its previous use has ended and the page is not just joining it, or a new one. Throws `load-failed`. */
  protected async obtainCall(attempt: Attempt<Outcome>, roomUrl: string): Promise<CallPort> {
    this.#ejectAt = Infinity;
    if (this.#owned.page) this.fallbackCode = 'connection-error';
    else this.#endDetector.reset();
    const call = await this.#owned.obtain(attempt, () => this.env.createCall(roomUrl));
    this.#obtainedBy = attempt;
    return call;
  }

  /** Counts the page's call as over: Daily ends it within `ms` milliseconds. */
  protected expectEnd(ms: number): void {
    this.#owned.expectEnd(ms);
  }

  /** Opens camera and microphone for our own call. No timeout runs during a permission prompt. Returns the options of `join()`. */
  protected async openDevices(attempt: Attempt<Outcome>, options: DailyCallOptions): Promise<DailyCallOptions> {
    if (this.#owned.page) {
      // The page's call opens its own devices, so the preview's are closed.
      this.env.devices.release();
      return options;
    }
    this.#cancelTimeout();
    const setAsking = (isAsking: boolean): void => {
      if (attempt.over || isAsking === this.isAsking) return;
      this.isAsking = isAsking;
      this.env.changed();
    };
    const opened = await attempt.until(this.env.devices.open(options, () => setAsking(true)));
    setAsking(false);
    this.startTimeout();
    for (const problem of opened.problems) this.warn(problem);
    // A listener may have ended the attempt.
    return attempt.until(Promise.resolve(opened.options));
  }

  /**
   * Joins. Daily does not stop a join on `leave()` during a permission prompt (docs/daily.md). The page's own call opens its devices inside
   * `join()`, so after {@link leave} it is left once more. However else the attempt ends, the call is the page's, or another element's.
   */
  protected joinCall(attempt: Attempt<Outcome>, call: CallPort, options: DailyCallOptions): Promise<unknown> {
    const joining = call.join(options);
    const onJoined = (): void => {
      const isCancelled = this.#cancelled.has(attempt) && !this.attempt;
      if (isCancelled && call === this.#owned.page) void leaveCall(call, this.env.clock);
    };
    joining.then(onJoined, noop);
    return attempt.until(joining);
  }

  protected closeOwnCall(): void {
    this.env.devices.release();
    void this.#owned.close();
  }

  /** Ends attempt and call without an error. */
  protected endQuietly(): void {
    const { attempt } = this;
    const isEntering = this.#isEntering;
    const hasJoined = this.#hasJoined;
    this.hasLeft ||= hasJoined;
    this.attempt = undefined;
    this.isAsking = false;
    // Before an attempt, the devices belong to the preview.
    if (attempt || hasJoined) this.env.devices.release();
    this.backToStart(attempt);
    this.env.changed();
    if (hasJoined && !isEntering) this.env.report('daily-left', { reason: 'left' });
  }

  /** Clears the last error. */
  protected clearError(): void {
    this.error = undefined;
    this.notice = undefined;
    this.ending = undefined;
    this.hasLeft = false;
  }

  /** Reports an error that ends nothing. */
  protected warn(error: DailyKnockError): void {
    this.notice = error;
    this.#report('daily-error', { error });
  }

  /** Ends attempt and call with an error. Reports it once, then `daily-left` if the call was joined. */
  protected fail(error: DailyKnockError): void {
    const { attempt } = this;
    const isEntering = this.#isEntering;
    const hasJoined = this.#hasJoined;
    this.hasLeft ||= hasJoined;
    this.ending = this.#endingOf(error);
    this.closeOwnCall();
    this.isAsking = false;
    this.error = error;
    this.notice = undefined;
    this.attempt = undefined;
    this.toFailed();
    this.env.changed();
    // Not through `#report()`: a listener of `daily-state-change` may have begun another attempt, which has no error.
    this.env.report('daily-error', { error });
    if (hasJoined && !isEntering)
      this.env.report('daily-left', { reason: error.code === 'ejected' ? 'ejected' : 'error' });
    attempt?.reject(error);
  }

  /** Fails with a rejection, unless the attempt is over or an event with a more specific error comes first. Never rejects. */
  protected async failWith(attempt: Attempt<Outcome>, reason: unknown): Promise<void> {
    if (attempt.over) return;
    const error = fromRejection(reason, this.fallbackCode);
    if (error.code === this.fallbackCode && error !== reason) {
      await new Promise<void>((done) => this.env.clock.after(EXPLANATION_GRACE_MS, done));
    }
    if (!attempt.over) this.fail(error);
  }

  /**
   * Two error types are ambiguous: `ejected` by a host or because time is over, `no-room` for a wrong link or a room deleted during the
   * call. Source: docs/daily.md.
   */
  #endingOf({ code }: DailyKnockError): CallEnding | undefined {
    if (code === 'ejected' && this.env.clock.now() >= this.#ejectAt - CLOCK_TOLERANCE_MS) return 'time-over';
    return code === 'no-room' && this.store.hasJoined ? 'room-closed' : undefined;
  }

  /** Fails when a step of connecting (token, loading, Daily's answer) takes too long. */
  protected startTimeout(): void {
    this.#cancelTimeout();
    this.#cancelTimeout = this.env.clock.after(this.env.connectTimeout() * 1000, () => {
      // The state of a page's own call says nothing, only the attempt does.
      if (!this.attempt) return;
      // A timeout says nothing about the room.
      const code = this.fallbackCode === 'knocking-unavailable' ? 'connection-error' : this.fallbackCode;
      this.fail(new DailyKnockError(code, { cause: 'No answer came in time.' }));
    });
  }

  #take(): void {
    const { store } = this;
    const { isPresent } = this.env;
    this.#owned.take({ rank: CALL_ELEMENT_RANK, isPresent, report: this.#report }, this.#onEvent);
    if (!this.#owned.page) return;
    if (store.inCall && !this.inCall && !this.#isAwaited) this.adopt();
    else if (!store.inCall && this.inCall) this.endQuietly();
    store.announce();
  }

  /** Sets `error` for reports of the store as well. */
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
    // The preview ends when the page joins its own call.
    if (event.action === 'joining-meeting' && this.#owned.page) this.env.changed();
    if (event.action === 'joined-meeting') this.#owned.applyPendingDeviceChanges().catch(this.#warnOfDevice);
    const end = this.#endDetector.read(event);
    // The end of the call's previous use.
    if (end && this.attempt && this.attempt !== this.#obtainedBy) return;
    if (end === 'left') return this.#onEnded();
    if (!end) return this.onCallEvent(event);
    const isReported = !this.attempt && !this.inCall && this.error?.code === end.code;
    if (!isReported && !this.handlesFatal(end)) this.fail(end);
  };

  /** Reads the local participant while there is one: daily-js removes it at the end. */
  #readLocal(): void {
    const { meetingState, participants } = this.store.snapshot;
    const { local } = participants;
    if (!local) return;
    // In Daily, the date 0 means never.
    this.#ejectAt = local.will_eject_at?.getTime() || Infinity;
    if (meetingState === 'joined-meeting' && !this.#owned.page) this.env.devices.sync(local);
  }

  /** The call has ended, but not by this session. */
  #onEnded(): void {
    if (!this.inCall && !this.attempt) return;
    this.closeOwnCall();
    this.endQuietly();
  }
}

/** The part of a session that elements use, independent of its outcomes. */
export type VisibleSession<State extends string> = Pick<
  CallSession<State, unknown>,
  | 'state'
  | 'error'
  | 'notice'
  | 'isAsking'
  | 'ending'
  | 'hasLeft'
  | 'store'
  | 'connected'
  | 'inCall'
  | 'useCall'
  | 'connect'
  | 'disconnect'
  | 'leave'
  | 'switchDevice'
>;
