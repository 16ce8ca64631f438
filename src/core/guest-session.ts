import type { DailyCallOptions, DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import { waitForAccess } from './call-watch.js';
import { Attempt, isOver } from './attempt.js';
import type { CallPort } from './call-port.js';
import { CallSession } from './call-session.js';
import type { GuestState } from './call-state.js';
import { DailyKnockError } from './errors.js';
import { nextGuestState, type GuestInput } from './knock-machine.js';
import { accessLevel } from './read-call.js';
import type { CheckedRequest } from './requests.js';
import type { SessionEnv } from './session-env.js';

/** Owners drop whoever has not knocked for 12 s (docs/daily.md): two may get lost. */
const KNOCK_INTERVAL_MS = 4000;

/** How a knock ended. */
export type KnockOutcome = 'admitted' | 'rejected' | 'cancelled';

/** What a guest knocks with. */
export interface GuestRequest extends CheckedRequest {
  /** Further options for Daily. Read when they are needed: the visitor may switch the camera off until then. */
  options(): DailyCallOptions;
}

/** What the guest's session needs beside the rest. */
export interface GuestEnv extends SessionEnv {
  /** Seconds after which the guest is asked whether to go on waiting; `undefined` for never. Read when waiting begins. */
  answerTimeout(): number | undefined;
  /**
   * Runs a task again and again while the page is hidden, also where the browser slows down the page's own timers.
   *
   * @param ms milliseconds from one run to the next
   * @param task what is run
   * @returns ends it
   */
  repeatWhileHidden(ms: number, task: () => void): () => void;
}

/** The guest's way: form → connecting → waiting → in the call, turned away, or given up. */
export class GuestSession extends CallSession<GuestState, KnockOutcome> {
  /** Whether nobody has answered within the time limit, and the guest is being asked. */
  unanswered = false;
  /** When the knock went out, milliseconds since the epoch. */
  waitingSince: number | undefined;
  declare protected readonly env: GuestEnv;
  #userName = '';
  #cancelTimer = (): void => {};
  #cause: 'knock' | 'no-knock' = 'no-knock';
  #stopKnocking = (): void => {};
  /** Whether Daily has said that nobody may knock; the error that follows is the same as for a wrong token. */
  #isKnockingOff = false;

  /**
   * @param env what it is given
   * @param state where the guest is already
   */
  constructor(env: GuestEnv, state: GuestState = 'idle') {
    super(env, state);
  }

  override get inCall(): boolean {
    return this.state === 'admitted';
  }

  /**
   * Knocks, or goes straight in where that is allowed.
   *
   * @param request who and where
   * @returns how it ended; rejects with a `DailyKnockError`
   */
  knock(request: GuestRequest): Promise<KnockOutcome> {
    if (this.attempt) return this.attempt.promise;
    if (this.inCall) return Promise.resolve('admitted');
    const attempt = new Attempt<KnockOutcome>();
    if (!this.connected) {
      attempt.reject(new DailyKnockError('aborted', { message: 'The element is not in a page.' }));
      return attempt.promise;
    }
    this.attempt = attempt;
    this.forget();
    this.#userName = request.userName;
    this.#lastId = '';
    this.#isKnockingOff = false;
    this.#step('knock');
    // A listener of the change may have given up.
    if (!attempt.over) void this.#run(attempt, request);
    return attempt.promise;
  }

  /** Gives up waiting. Does nothing when there is nothing to give up. */
  cancel(): void {
    if (this.attempt) void this.leave();
  }

  /** The guest has been asked, and goes on waiting. */
  keepWaiting(): void {
    if (!this.unanswered) return;
    this.unanswered = false;
    this.#startTimer();
    this.env.changed();
  }

  async #run(attempt: Attempt<KnockOutcome>, { roomUrl, userName, options }: GuestRequest): Promise<void> {
    this.reached = 'load-failed';
    this.startLimit();
    try {
      this.checkPage();
      const call = await this.obtainCall(attempt, roomUrl);
      let level = accessLevel(call.accessState()?.access);
      if (call.meetingState() !== 'joined-meeting') {
        this.reached = 'knocking-unavailable';
        level = accessLevel((await attempt.until(call.preAuth({ ...options(), url: roomUrl, userName }))).access);
        if (level === 'none') throw new DailyKnockError('knocking-unavailable');
        this.reached = 'connection-error';
        await this.joinCall(attempt, call, await this.openDevices(attempt, { ...options(), url: roomUrl, userName }));
        // `joined-meeting` says nothing yet: it comes in the lobby as well.
        this.store.refresh();
        if (level === 'unknown') await attempt.until(waitForAccess(this.store, this.env.clock));
        const now = this.store.snapshot.access;
        if (now !== 'unknown') level = now;
      }
      // Where no knock is needed Daily may never say how far one may go: joined and not in the lobby is in.
      if (level === 'full' || level === 'unknown') return this.#letIn();
      if (level === 'none') throw new DailyKnockError('knocking-unavailable');
      this.reached = 'knocking-unavailable';
      await this.#request(attempt, call);
    } catch (reason) {
      if (!isOver(reason)) await this.failWith(attempt, reason).catch(() => {});
    }
  }

  /** Asks, and waits for what comes first: Daily's promise (which may stay silent for ever) or one of its events. */
  async #request(attempt: Attempt<KnockOutcome>, call: CallPort): Promise<void> {
    const answer = call.requestAccess({ name: this.#userName });
    this.waitingSince = this.env.clock.now();
    this.#cause = 'knock';
    this.#step('lobby');
    // A listener of the change may have given up.
    if (!attempt.over) {
      this.#startTimer();
      this.#keepKnocking(call);
      this.env.report('daily-waiting', this.#me());
    }
    const { granted, access } = await attempt.until(answer);
    if (granted || accessLevel(access) === 'full') this.#letIn();
    else this.#turnAway();
  }

  /**
   * Daily's call machine repeats the knock by a timer of the page, which browsers slow down to once a minute in a hidden tab without
   * live media: owners would see the guest come and go. Asking again knocks at once.
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

  #letIn(): void {
    const { attempt } = this;
    if (this.inCall) return;
    this.attempt = undefined;
    const knocked = this.#cause === 'knock';
    const adopted = !attempt;
    this.#step(adopted ? 'adopt' : 'let-in');
    const { id, name } = this.#me();
    const owner = this.store.snapshot.participants['local']?.owner ?? false;
    // A listener of each may leave: then what would follow is no longer so.
    if (this.inCall && !adopted) this.env.report('daily-admitted', { role: 'guest', id, name, knocked });
    if (this.inCall) this.env.report('daily-joined', { sessionId: id, userName: name, owner });
    attempt?.resolve('admitted');
  }

  #turnAway(): void {
    const { attempt } = this;
    if (!attempt) return;
    const me = this.#me();
    this.attempt = undefined;
    this.closeOwnCall();
    this.#step('turned-away');
    this.env.report('daily-rejected', { role: 'guest', ...me });
    attempt.resolve('rejected');
  }

  #lastId = '';

  /** This guest, as the owners know them. daily-js forgets the session id when it reports an error, we do not. */
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
      const waited = Math.round((this.env.clock.now() - (this.waitingSince ?? 0)) / 1000);
      this.env.report('daily-unanswered', { ...this.#me(), seconds: Math.max(seconds, waited) });
    });
  }

  #stopWaiting(): void {
    this.#cancelTimer();
    this.#stopKnocking();
    this.#stopKnocking = (): void => {};
    this.#cause = 'no-knock';
    this.unanswered = false;
    this.waitingSince = undefined;
  }

  protected override onAborted(attempt: Attempt<KnockOutcome>): void {
    this.env.report('daily-withdrawn', { role: 'guest', ...this.#me() });
    attempt.resolve('cancelled');
  }

  protected override backToStart(): void {
    this.#step('give-up');
  }

  protected override toFailed(): void {
    this.#step('fail');
  }

  /** Being joined is not enough here: the lobby is joined, too. */
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
    this.#letIn();
  }

  /** `not-allowed` is an owner's no only while a knock is pending; after the promise has said it, it says it again. */
  protected override explains(error: DailyKnockError): boolean {
    if (error.code !== 'not-allowed') return false;
    if (this.state === 'rejected') return true;
    if (this.#isKnockingOff && this.attempt) {
      this.fail(new DailyKnockError('knocking-unavailable', { cause: error }));
      return true;
    }
    if (this.state !== 'waiting') return false;
    this.#turnAway();
    return true;
  }

  protected override onCallEvent(event: DailyEventObject<DailyEvent>): void {
    // While connecting the run looks for itself, once the join is complete.
    if (event.action !== 'access-state-updated' && event.action !== 'joined-meeting') return;
    const { access } = this.store.snapshot;
    if (access === 'none') this.#isKnockingOff = true;
    // Not a denial, unless an explanation follows that says so.
    if (this.state === 'waiting' && access === 'none' && this.attempt) {
      void this.failWith(this.attempt, undefined).catch(() => {});
    }
    if (this.state === 'connecting' || !this.store.inCall) return;
    if (this.state === 'waiting') {
      if (access === 'full') this.#letIn();
    } else if (!this.inCall) {
      this.adopt();
    }
  }
}
