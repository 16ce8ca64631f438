import type {
  DailyCallOptions,
  DailyEvent,
  DailyEventObject,
  DailyEventObjectCameraError,
  DailyEventObjectFatalError,
} from '@daily-co/daily-js';
import type { Attempt } from './attempt.js';
import type { CallPort } from './call-port.js';
import { CallStore, sharedStore, type Unsubscribe } from './call-store.js';
import type { Clock } from './clock.js';
import { closeCall } from './close-call.js';
import type { DailyKnockError } from './errors.js';
import { fromCameraEvent, fromFatalEvent, fromRejection } from './errors.js';
import type { LeftDetail, Report } from './reports.js';

/** What a session is given by the element that it works for. */
export interface SessionEnv {
  readonly clock: Clock;
  readonly report: Report;
  /**
   * Loads daily-js if need be and makes a call object.
   *
   * @param roomUrl the room that will be joined
   */
  createCall(roomUrl: string): Promise<CallPort>;
  /** Something that the element shows has changed. */
  changed(): void;
}

/** What every join needs. */
export interface JoinRequest {
  readonly roomUrl: string;
  readonly userName: string;
  /** Further options for Daily, the visitor's choice of camera and microphone among them. */
  readonly options: DailyCallOptions;
}

/** Roots speak for a call before leaves do. */
const ROOT_RANK = 1;

/** A refusal of a method and the event that explains it come close together, in either order. Milliseconds. */
const EXPLANATION_GRACE = 60;

/**
 * What the owner's and the guest's way through a call have in common: one call at a time, made here or handed over by
 * the page; one attempt at a time; a state that only its machine changes.
 */
export abstract class CallSession<State extends string, Outcome> {
  /** The last thing that went wrong. */
  error: DailyKnockError | undefined;
  /** Why the last request could not even be tried: errors of single fields, in the order of the form. */
  problems: readonly DailyKnockError[] = [];
  protected attempt: Attempt<Outcome> | undefined;
  protected readonly env: SessionEnv;
  readonly #ownStore: CallStore;
  #ownCall: CallPort | undefined;
  #pageCall: CallPort | undefined;
  #release: Unsubscribe[] = [];
  #connected = false;
  #state: State;

  protected constructor(env: SessionEnv, initial: State) {
    this.env = env;
    this.#state = initial;
    this.#ownStore = new CallStore(env.clock);
  }

  /** Where the visitor is. */
  get state(): State {
    return this.#state;
  }

  /** The store that is shown: of the page's call, or our own. */
  get store(): CallStore {
    return this.#pageCall ? sharedStore(this.#pageCall) : this.#ownStore;
  }

  /** Whether the state says that this page's person is in the call. */
  abstract get inCall(): boolean;

  /**
   * Takes over a call object of the page's, or gives it back.
   *
   * @param call the page's call; `undefined` to go on with calls made here
   */
  useCall(call: CallPort | undefined): void {
    if (call === this.#pageCall) return;
    this.#let();
    void this.#closeOwn();
    this.endQuietly();
    this.#pageCall = call;
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
    this.#let();
    // The page's call goes on without us; if we are put back we go on as well.
    if (this.#pageCall && this.inCall) return;
    void this.#closeOwn();
    this.endQuietly();
  }

  /** Whether the element is in the page. */
  get connected(): boolean {
    return this.#connected;
  }

  /**
   * Leaves, also when only on the way in. Camera and microphone are released.
   *
   * @returns settles when the call has been left
   */
  async leave(): Promise<void> {
    const closed = this.#leaveCall();
    this.endQuietly();
    await closed;
  }

  /** @param on whether the others see this page's person */
  setCamera(on: boolean): void {
    this.store.port?.setLocalVideo(on);
  }

  /** @param on whether the others hear this page's person */
  setMicrophone(on: boolean): void {
    this.store.port?.setLocalAudio(on);
  }

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

  /** Says what `from` was and makes it `to`. */
  protected moveTo(to: State): void {
    const from = this.#state;
    if (from === to) return;
    this.#state = to;
    this.env.report('daily-state-change', { from, to });
    this.env.changed();
  }

  /**
   * Gets a call object: the page's, or one made here. Throws `load-failed`.
   *
   * @param attempt what it is for; if that is over before the call is made, the call is closed again
   * @param roomUrl the room that will be joined
   */
  protected async obtainCall(attempt: Attempt<Outcome>, roomUrl: string): Promise<CallPort> {
    if (this.#pageCall) return this.#pageCall;
    await attempt.until(this.#closeOwn());
    const making = this.env.createCall(roomUrl);
    making.then(
      (call) => {
        if (attempt.over) void closeCall(call, this.env.clock);
      },
      () => {},
    );
    let call: CallPort;
    try {
      call = await attempt.until(making);
    } catch (reason) {
      throw attempt.over ? reason : fromRejection(reason, 'load-failed');
    }
    this.#ownCall = call;
    this.#ownStore.attach(call);
    return call;
  }

  /** Lets go of the call made here, once an attempt has ended well otherwise (a knock that was turned down). */
  protected closeOwnCall(): void {
    void this.#closeOwn();
  }

  /** Ends everything by somebody's wish. */
  protected endQuietly(): void {
    const { attempt, inCall } = this;
    this.attempt = undefined;
    this.backToStart();
    this.env.changed();
    if (attempt) this.onAborted(attempt);
    if (inCall) this.env.report('daily-left', { reason: 'left' });
  }

  /** Tells of an error that does not end anything. */
  protected warn(error: DailyKnockError): void {
    this.error = error;
    this.env.changed();
    this.env.report('daily-error', { error });
  }

  /** Ends everything because of an error, tells it once, and that the call has been left if it had been joined. */
  protected fail(error: DailyKnockError): void {
    const { inCall, attempt } = this;
    void this.#closeOwn();
    this.error = error;
    this.attempt = undefined;
    this.toFailed();
    this.env.changed();
    this.env.report('daily-error', { error });
    if (inCall) this.env.report('daily-left', { reason: leftReason(error) });
    attempt?.reject(error);
  }

  /** Fails with what a method rejected with, unless an event explains it better first. */
  protected async failWith(
    attempt: Attempt<Outcome>,
    reason: unknown,
    fallback: DailyKnockError['code'],
  ): Promise<void> {
    const error = fromRejection(reason, fallback);
    if (error.code === fallback && error !== reason) {
      await attempt.until(new Promise<void>((done) => this.env.clock.after(EXPLANATION_GRACE, done)));
    }
    this.fail(error);
  }

  #take(): void {
    const { store } = this;
    const holder = { rank: ROOT_RANK, report: this.env.report };
    this.#release = [store.hold(holder), store.onCallEvent(this.#onEvent)];
    if (!this.#pageCall) return;
    store.attach(this.#pageCall);
    if (store.inCall && !this.inCall) this.adopt();
    else if (!store.inCall && this.inCall) this.endQuietly();
    store.announce();
  }

  #let(): void {
    const { store } = this;
    for (const release of this.#release) release();
    this.#release = [];
    if (this.#pageCall && !store.speaker) store.pause();
  }

  async #leaveCall(): Promise<void> {
    if (!this.#pageCall) return this.#closeOwn();
    if (!this.inCall && !this.attempt) return;
    try {
      await this.#pageCall.leave();
    } catch {
      // The page has destroyed its call meanwhile: then it has been left.
    }
  }

  #closeOwn(): Promise<void> {
    const call = this.#ownCall;
    if (!call) return Promise.resolve();
    this.#ownCall = undefined;
    this.#ownStore.detach();
    return closeCall(call, this.env.clock);
  }

  readonly #onEvent = (event: DailyEventObject<DailyEvent>): void => {
    switch (event.action) {
      case 'camera-error':
        return this.warn(fromCameraEvent(event as DailyEventObjectCameraError));
      case 'error': {
        const error = fromFatalEvent(event as DailyEventObjectFatalError);
        const told = !this.attempt && !this.inCall && this.error?.code === error.code;
        if (!told && !this.explains(error)) this.fail(error);
        return;
      }
      case 'left-meeting':
      case 'call-instance-destroyed':
        // After an error of Daily's we are no longer in the call; what is left to notice is a call that somebody else ended.
        if (!this.inCall && !this.attempt) return;
        void this.#closeOwn();
        return this.endQuietly();
      default:
        this.onCallEvent(event);
    }
  };
}

function leftReason(error: DailyKnockError): LeftDetail['reason'] {
  return error.code === 'ejected' ? 'ejected' : 'error';
}
