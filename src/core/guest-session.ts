import type { DailyCallOptions, DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import { waitForAccess } from './call-watch.js';
import { Attempt, isOver } from './attempt.js';
import type { CallPort } from './call-port.js';
import { secondsBetween } from './clock.js';
import { CallSession } from './call-session.js';
import type { GuestState } from './call-state.js';
import { DailyKnockError } from './errors.js';
import { nextGuestState, type GuestInput } from './knock-machine.js';
import { accessLevel } from './read-call.js';
import type { CheckedRequest } from './requests.js';
import type { SessionEnv } from './session-env.js';

/** Owners drop a guest after 12 s without a knock (docs/daily.md), so two may get lost. */
const KNOCK_INTERVAL_MS = 4000;

/** How a knock ended. */
export type KnockOutcome = 'admitted' | 'rejected' | 'cancelled';

export interface GuestRequest extends CheckedRequest {
  /** Further options for Daily. Read as late as possible: the visitor may switch off the camera meanwhile. */
  options(): DailyCallOptions;
}

/** What a guest's session needs of its element. */
export interface GuestEnv extends SessionEnv {
  /** Seconds until the guest is asked whether to keep waiting; `undefined` for never. Read when waiting begins. */
  answerTimeout(): number | undefined;
  /** Runs a task every `ms` milliseconds while the page is hidden, despite timer throttling. Returns a function that stops it. */
  repeatWhileHidden(ms: number, task: () => void): () => void;
}

/** The guest's session: form → connecting → waiting → in the call, rejected, or cancelled. */
export class GuestSession extends CallSession<GuestState, KnockOutcome> {
  /** Whether the answer timeout has passed, and the guest is being asked whether to keep waiting. */
  unanswered = false;
  /** When the knock was sent, in milliseconds since the epoch. */
  waitingSince: number | undefined;
  declare protected readonly env: GuestEnv;
  /** How many seconds the last knock waited for its outcome. */
  #waited = 0;
  #userName = '';
  #lastId = '';
  #cancelTimer = (): void => {};
  #cause: 'knock' | 'no-knock' = 'no-knock';
  #stopKnocking = (): void => {};
  /** Whether Daily has reported access `none`. The error that follows is the same as for a wrong token. */
  #isKnockingOff = false;

  constructor(env: GuestEnv, state: GuestState = 'idle') {
    super(env, state);
  }

  override get inCall(): boolean {
    return this.state === 'admitted';
  }

  /** Knocks, or joins where no knock is needed. Rejects with a `DailyKnockError`. */
  knock(request: GuestRequest): Promise<KnockOutcome> {
    if (this.attempt) return this.attempt.promise;
    if (this.inCall) return Promise.resolve('admitted');
    const attempt = new Attempt<KnockOutcome>();
    if (!this.connected) {
      attempt.reject(new DailyKnockError('aborted', { message: 'The element is not in a page.' }));
      return attempt.promise;
    }
    this.attempt = attempt;
    this.clearError();
    this.#userName = request.userName;
    this.#lastId = '';
    this.#waited = 0;
    this.#isKnockingOff = false;
    this.#step('knock');
    // A listener of `daily-state-change` may have cancelled.
    if (!attempt.over) void this.#run(attempt, request);
    return attempt.promise;
  }

  cancel(): void {
    if (this.attempt) void this.leave();
  }

  /** Continues after the answer timeout. */
  keepWaiting(): void {
    if (!this.unanswered) return;
    this.unanswered = false;
    this.#startTimer();
    this.env.changed();
  }

  async #run(attempt: Attempt<KnockOutcome>, { roomUrl, userName, options }: GuestRequest): Promise<void> {
    this.fallbackCode = 'load-failed';
    this.startTimeout();
    try {
      this.checkPage();
      const call = await this.obtainCall(attempt, roomUrl);
      let level = accessLevel(call.accessState()?.access);
      if (call.meetingState() !== 'joined-meeting') {
        this.fallbackCode = 'knocking-unavailable';
        level = accessLevel((await attempt.until(call.preAuth({ ...options(), url: roomUrl, userName }))).access);
        if (level === 'none') throw new DailyKnockError('knocking-unavailable');
        this.fallbackCode = 'connection-error';
        await this.joinCall(attempt, call, await this.openDevices(attempt, { ...options(), url: roomUrl, userName }));
        // `joined-meeting` fires in the lobby as well.
        this.store.refresh();
        if (level === 'unknown') await attempt.until(waitForAccess(this.store, this.env.clock));
        const now = this.store.snapshot.access;
        if (now !== 'unknown') level = now;
      }
      // Where no knock is needed, Daily may never report an access level: joined and not in the lobby means admitted.
      if (level === 'full' || level === 'unknown') return this.#onAdmitted();
      if (level === 'none') throw new DailyKnockError('knocking-unavailable');
      this.fallbackCode = 'knocking-unavailable';
      await this.#request(attempt, call);
    } catch (reason) {
      if (!isOver(reason)) await this.failWith(attempt, reason).catch(() => {});
    }
  }

  /** Knocks, and awaits Daily's promise, which may never settle, or one of its events. */
  async #request(attempt: Attempt<KnockOutcome>, call: CallPort): Promise<void> {
    const answer = call.requestAccess({ name: this.#userName });
    this.waitingSince = this.env.clock.now();
    this.#cause = 'knock';
    this.#step('lobby');
    // A listener of `daily-state-change` may have cancelled.
    if (!attempt.over) {
      this.#startTimer();
      this.#keepKnocking(call);
      this.env.report('daily-waiting', this.#me());
    }
    const { granted, access } = await attempt.until(answer);
    if (granted || accessLevel(access) === 'full') this.#onAdmitted();
    else this.#onRejected();
  }

  /**
   * Daily's call machine repeats the knock with a timer of the page, which browsers throttle to once a minute in a hidden tab without live
   * media: owners would see the guest leave and return. `requestAccess()` knocks at once.
   */
  #keepKnocking(call: CallPort): void {
    this.#stopKnocking = this.env.repeatWhileHidden(KNOCK_INTERVAL_MS, () => {
      if (this.state === 'waiting' && !call.isDestroyed()) {
        call.requestAccess({ name: this.#userName }).catch(() => {});
      }
    });
  }

  #step(input: GuestInput): void {
    const next = nextGuestState(this.state, input);
    if (next !== 'waiting') this.#stopWaiting();
    this.moveTo(next);
  }

  #onAdmitted(): void {
    const { attempt } = this;
    if (this.inCall) return;
    this.attempt = undefined;
    const knocked = this.#cause === 'knock';
    const adopted = !attempt;
    this.#step(adopted ? 'adopt' : 'admit');
    const { id, name } = this.#me();
    const owner = this.store.snapshot.participants['local']?.owner ?? false;
    // A listener of each event may leave.
    if (this.inCall && !adopted)
      this.env.report('daily-admitted', { role: 'guest', id, name, waited: this.#waited, knocked });
    if (this.inCall) this.env.report('daily-joined', { sessionId: id, userName: name, owner });
    attempt?.resolve('admitted');
  }

  #onRejected(): void {
    const { attempt } = this;
    if (!attempt) return;
    const me = this.#me();
    this.attempt = undefined;
    this.closeOwnCall();
    this.#step('reject');
    this.env.report('daily-rejected', { role: 'guest', ...me, waited: this.#waited });
    attempt.resolve('rejected');
  }

  /** The guest as owners see them. Keeps the session id, which daily-js drops on an error. */
  #me(): { id: string; name: string } {
    const local = this.store.snapshot.participants['local'];
    if (local?.session_id) this.#lastId = local.session_id;
    return { id: this.#lastId, name: this.#userName || local?.user_name || '' };
  }

  #startTimer(): void {
    this.#cancelTimer();
    const seconds = this.env.answerTimeout();
    if (seconds === undefined) return;
    this.#cancelTimer = this.env.clock.after(seconds * 1000, () => {
      this.unanswered = true;
      this.env.changed();
      const waited = secondsBetween(this.waitingSince ?? 0, this.env.clock.now());
      this.env.report('daily-unanswered', { ...this.#me(), seconds: Math.max(seconds, waited) });
    });
  }

  #stopWaiting(): void {
    this.#cancelTimer();
    this.#stopKnocking();
    this.#stopKnocking = (): void => {};
    this.#cause = 'no-knock';
    this.unanswered = false;
    if (this.waitingSince !== undefined) this.#waited = secondsBetween(this.waitingSince, this.env.clock.now());
    this.waitingSince = undefined;
  }

  protected override onAborted(attempt: Attempt<KnockOutcome>): void {
    this.env.report('daily-withdrawn', { role: 'guest', ...this.#me(), waited: this.#waited });
    attempt.resolve('cancelled');
  }

  protected override backToStart(): void {
    this.#step('leave');
  }

  protected override toFailed(): void {
    this.#step('fail');
  }

  /** `joined-meeting` is not enough here: the lobby counts as joined. */
  protected override adopt(): void {
    const { store } = this;
    if (store.snapshot.access !== 'unknown') return this.#adoptNow();
    void waitForAccess(store, this.env.clock).then(() => {
      if (this.store === store && this.connected && store.inCall) this.#adoptNow();
    });
  }

  #adoptNow(): void {
    const { access } = this.store.snapshot;
    if (this.inCall || this.attempt || (access !== 'full' && access !== 'unknown')) return;
    this.#userName = '';
    this.#onAdmitted();
  }

  /** `not-allowed` means a rejected knock only while one is pending; it also fires after `requestAccess()` has settled. */
  protected override handlesFatal(error: DailyKnockError): boolean {
    if (error.code !== 'not-allowed') return false;
    if (this.state === 'rejected') return true;
    if (this.#isKnockingOff && this.attempt) {
      this.fail(new DailyKnockError('knocking-unavailable', { cause: error }));
      return true;
    }
    if (this.state !== 'waiting') return false;
    this.#onRejected();
    return true;
  }

  protected override onCallEvent(event: DailyEventObject<DailyEvent>): void {
    // While connecting, `#run()` reads the access level itself.
    if (event.action !== 'access-state-updated' && event.action !== 'joined-meeting') return;
    const { access } = this.store.snapshot;
    if (access === 'none') this.#isKnockingOff = true;
    // Not a rejection, unless a `not-allowed` error follows.
    if (this.state === 'waiting' && access === 'none' && this.attempt) {
      void this.failWith(this.attempt, undefined).catch(() => {});
    }
    if (this.state === 'connecting' || !this.store.inCall) return;
    if (this.state === 'waiting') {
      if (access === 'full') this.#onAdmitted();
    } else if (!this.inCall) {
      this.adopt();
    }
  }
}
