import type { DailyCallOptions, DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import { type Attempt, isOver } from './attempt.js';
import type { CallPort } from './call-port.js';
import { CallSession, type SessionRequest } from './call-session.js';
import { type AccessLevel, type GuestState, LOCAL } from './call-state.js';
import { waitForAccess } from './call-watch.js';
import { secondsBetween } from './clock.js';
import { fromRejection } from './daily-errors.js';
import { DailyKnockError, type DailyKnockErrorCode } from './errors.js';
import { type GuestInput, nextGuestState } from './knock-machine.js';
import { noop } from './listeners.js';
import { withNote } from './note.js';
import { accessLevel } from './read-call.js';
import type { OutcomeDetail } from './reports.js';
import { selectJoined } from './selectors.js';
import type { SessionEnv } from './session-env.js';
import { checkToken } from './token.js';

/** Owners drop a guest after 12 s without a knock (docs/daily.md), so two may get lost. */
const KNOCK_INTERVAL_MS = 4000;

/** After this time a guest knocks without the token that was asked for. */
const TOKEN_TIMEOUT_SECONDS = 10;

/** How long Daily may take to end a call after it has refused a token, or an owner a knock. */
const REFUSAL_END_MS = 300;

/** The errors with which Daily refuses a token. Others would come without it as well. */
const TOKEN_REFUSALS: readonly DailyKnockErrorCode[] = [
  'exp-token',
  'nbf-token',
  'not-allowed',
  'knocking-unavailable',
];

/** Gets a member's meeting token for this room and no other, or `undefined` for guests who are to knock. */
export type GetMemberToken = (request: { roomUrl: string; userName: string }) => Promise<string | undefined>;

/** How a knock ended. */
export type KnockOutcome = 'admitted' | 'rejected' | 'cancelled';

export interface GuestRequest extends SessionRequest {
  /** What the owner reads with the name. */
  readonly note?: string | undefined;
  readonly getToken?: GetMemberToken | undefined;
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
  declare protected readonly env: GuestEnv;
  /** When the knock was sent, in milliseconds since the epoch; `undefined` without a knock. */
  #waitingSince: number | undefined;
  /** How many seconds the last knock waited for its outcome. */
  #waited = 0;
  #userName = '';
  /** The name as owners get it with the knock. */
  #knockName = '';
  /** Reports that Daily refuses the token. Set while one is tried. */
  #refuse: ((error: DailyKnockError) => void) | undefined;
  #lastId = '';
  #cancelTimer = noop;
  #stopKnocking = noop;
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
    if (this.inCall) return Promise.resolve('admitted');
    const step = (): void => {
      this.#userName = request.userName;
      this.#knockName = withNote(request.userName, request.note);
      this.#lastId = '';
      this.#waited = 0;
      this.#step('knock');
    };
    return this.begin(step, (attempt) => this.#run(attempt, request));
  }

  cancel(): void {
    if (this.attempt && !this.inCall) void this.leave();
  }

  /** Continues after the answer timeout. */
  keepWaiting(): void {
    if (!this.unanswered) return;
    this.unanswered = false;
    this.#startTimer();
    this.env.changed();
  }

  async #run(attempt: Attempt<KnockOutcome>, request: GuestRequest): Promise<void> {
    this.fallbackCode = 'load-failed';
    this.startTimeout();
    const token = await this.#askForToken(attempt, request);
    const level = await this.#enter(attempt, request, token);
    // Where no knock is needed, Daily may never report an access level: joined and not in the lobby means admitted.
    if (level === 'full' || level === 'unknown') return this.#onAdmitted();
    if (level === 'none') throw new DailyKnockError('knocking-unavailable');
    this.fallbackCode = 'knocking-unavailable';
    await this.#request(attempt, this.store.port!);
  }

  /** Asks the page for a member's token. Without an answer in time, the guest knocks. */
  async #askForToken(
    attempt: Attempt<KnockOutcome>,
    { getToken, roomUrl, userName }: GuestRequest,
  ): Promise<string | undefined> {
    // A call that is in the lobby already has been joined without it.
    if (!getToken || this.store.snapshot.meetingState === 'joined-meeting') return undefined;
    let cancel = noop;
    try {
      const given = new Promise<unknown>((done) => done(getToken({ roomUrl, userName })));
      const limit = new Promise<never>((_, reject) => {
        const seconds = Math.min(TOKEN_TIMEOUT_SECONDS, this.env.connectTimeout() / 2);
        cancel = this.env.clock.after(seconds * 1000, () => reject(new Error('No token came in time.')));
      });
      const token = await attempt.until(Promise.race([given, limit]));
      return token === undefined || token === null ? undefined : checkToken(token);
    } catch (cause) {
      if (isOver(cause)) throw cause;
      await this.#warnOfToken(attempt, cause);
      return undefined;
    } finally {
      cancel();
    }
  }

  /** Reports that there is no token, or that Daily refuses it. The guest knocks instead. */
  async #warnOfToken(attempt: Attempt<KnockOutcome>, cause: unknown): Promise<void> {
    const message = cause instanceof DailyKnockError ? cause.message : undefined;
    this.warn(new DailyKnockError('token-failed', { cause, fatal: false, ...(message && { message }) }));
    // A listener may have cancelled.
    await attempt.until(Promise.resolve());
  }

  /** Joins the call or its lobby, with the token if Daily accepts it. */
  async #enter(attempt: Attempt<KnockOutcome>, request: GuestRequest, token?: string): Promise<AccessLevel> {
    if (token === undefined) return this.#join(attempt, request);
    // daily-js keeps the token of a call object.
    if (this.isPageCall) return this.#join(attempt, request, { token });
    const refused = new Promise<never>((_, reject) => (this.#refuse = reject));
    refused.catch(() => {});
    try {
      const level = await this.#join(attempt, request, { token, refused });
      if (level !== 'lobby' && level !== 'none') return level;
      throw new DailyKnockError('not-allowed', { message: 'The token does not open this room.' });
    } catch (reason) {
      const error = fromRejection(reason, this.fallbackCode);
      if (isOver(reason) || !TOKEN_REFUSALS.includes(error.code)) throw reason;
      await this.#warnOfToken(attempt, error);
      // Daily's call machine would send the `left-meeting` that follows an error to the next call object.
      await attempt.until(new Promise<void>((done) => this.env.clock.after(REFUSAL_END_MS, done)));
    } finally {
      this.#refuse = undefined;
    }
    this.env.devices.release();
    return this.#join(attempt, request);
  }

  async #join(
    attempt: Attempt<KnockOutcome>,
    { roomUrl, userName, options }: GuestRequest,
    { token, refused }: { token?: string; refused?: Promise<never> } = {},
  ): Promise<AccessLevel> {
    this.#isKnockingOff = false;
    const until = <Value>(promise: Promise<Value>): Promise<Value> =>
      attempt.until(refused ? Promise.race([promise, refused]) : promise);
    const request = (): DailyCallOptions => ({ ...options(), url: roomUrl, userName, ...(token && { token }) });
    this.fallbackCode = 'load-failed';
    this.startTimeout();
    const call = await this.obtainCall(attempt, roomUrl);
    let allowed = accessLevel(call.accessState()?.access);
    if (call.meetingState() !== 'joined-meeting') {
      this.fallbackCode = 'knocking-unavailable';
      const { access } = await until(call.preAuth(request()));
      allowed = accessLevel(access);
      if (allowed === 'none' || (refused && allowed === 'lobby')) return allowed;
      this.fallbackCode = 'connection-error';
      const join = await until(this.openDevices(attempt, request()));
      await until(this.joinCall(attempt, call, join));
      this.store.refresh();
    }
    // `joined-meeting` fires in the lobby as well.
    if (allowed === 'unknown') await until(waitForAccess(this.store, this.env.clock));
    const now = this.store.snapshot.access;
    return now === 'unknown' ? allowed : now;
  }

  /** Knocks, and awaits Daily's promise, which may never settle, or one of its events. */
  async #request(attempt: Attempt<KnockOutcome>, call: CallPort): Promise<void> {
    const answer = call.requestAccess({ name: this.#knockName });
    this.#waitingSince = this.env.clock.now();
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
        call.requestAccess({ name: this.#knockName }).catch(() => {});
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
    const knocked = this.#waitingSince !== undefined;
    if (knocked) this.#takeNoteOff();
    // In the call, a token makes no difference any more.
    if (this.notice?.code === 'token-failed') this.notice = undefined;
    const adopted = !attempt;
    this.beforeJoined(() => this.#step(adopted ? 'adopt' : 'admit'));
    // A listener of `daily-state-change` may have left.
    if (attempt !== this.attempt) return;
    this.attempt = undefined;
    const { id, name } = this.#me();
    const owner = this.store.snapshot.participants[LOCAL]?.owner ?? false;
    // A listener of each event may leave.
    if (this.inCall && !adopted) {
      const detail = { role: 'guest' as const, id, name, waited: this.#waited, knocked };
      this.beforeJoined(() => this.env.report('daily-admitted', detail));
    }
    if (this.inCall) this.env.report('daily-joined', { sessionId: id, userName: name, owner });
    attempt?.resolve('admitted');
  }

  /** Daily keeps the name of the knock in the call. Not stored by Daily for other calls. */
  #takeNoteOff(): void {
    if (this.#knockName === this.#userName) return;
    this.store.port?.setUserName?.(this.#userName, { thisMeetingOnly: true }).catch(() => {});
  }

  #onRejected(): void {
    const { attempt } = this;
    if (!attempt) return;
    const detail = this.#outcome();
    this.attempt = undefined;
    this.closeOwnCall();
    this.expectEnd(REFUSAL_END_MS);
    this.#step('reject');
    this.env.report('daily-rejected', detail);
    attempt.resolve('rejected');
  }

  /** The guest as owners see them. Keeps the session id, which daily-js drops on an error. */
  #me(): { id: string; name: string } {
    const local = this.store.snapshot.participants[LOCAL];
    if (local?.session_id) this.#lastId = local.session_id;
    return { id: this.#lastId, name: this.#userName || selectJoined(this.store.snapshot).userName };
  }

  #startTimer(): void {
    this.#cancelTimer();
    const seconds = this.env.answerTimeout();
    if (seconds === undefined) return;
    this.#cancelTimer = this.env.clock.after(seconds * 1000, () => {
      this.unanswered = true;
      this.env.changed();
      const waited = secondsBetween(this.#waitingSince ?? 0, this.env.clock.now());
      this.env.report('daily-unanswered', { ...this.#me(), seconds: Math.max(seconds, waited) });
    });
  }

  #stopWaiting(): void {
    this.#cancelTimer();
    this.#stopKnocking();
    this.#stopKnocking = noop;
    this.unanswered = false;
    if (this.#waitingSince !== undefined) this.#waited = secondsBetween(this.#waitingSince, this.env.clock.now());
    this.#waitingSince = undefined;
  }

  protected override backToStart(cancelled: Attempt<KnockOutcome> | undefined): void {
    const detail = this.#outcome();
    this.#step('leave');
    if (!cancelled) return;
    this.env.report('daily-withdrawn', detail);
    cancelled.resolve('cancelled');
  }

  /** The detail of the knock's outcome. Read before the change of state, whose listeners may knock again. */
  #outcome(): OutcomeDetail {
    this.#stopWaiting();
    return { role: 'guest', ...this.#me(), waited: this.#waited };
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
    if (this.#refuse && TOKEN_REFUSALS.includes(error.code)) {
      this.#refuse(error);
      return true;
    }
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
    if (this.state === 'waiting' && access === 'none' && this.attempt) void this.failWith(this.attempt, undefined);
    if (this.state === 'connecting' || !this.store.inCall) return;
    if (this.state === 'waiting') {
      if (access === 'full') this.#onAdmitted();
    } else if (!this.inCall) {
      this.adopt();
    }
  }
}
