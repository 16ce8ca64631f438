import type { DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import type { Attempt } from './attempt.js';
import { CallSession, type SessionRequest } from './call-session.js';
import type { OwnerState } from './call-state.js';
import { DailyKnockError } from './errors.js';
import { nextOwnerState, type OwnerInput } from './knock-machine.js';
import { ParticipantActions } from './participant-actions.js';
import { selectJoined } from './selectors.js';
import type { SessionEnv } from './session-env.js';
import { checkToken } from './token.js';
import type { WaitingMemory } from './waiting-memory.js';

/** Gets an owner's meeting token for this room and no other, usually from the site's server. */
export type GetToken = (request: { roomUrl: string; userName: string }) => Promise<string>;

export interface OwnerRequest extends SessionRequest {
  readonly token: string | GetToken;
}

/** What an owner's session needs of its element. */
export interface OwnerEnv extends SessionEnv {
  /** Seconds after which muting or ejecting a person without a visible effect fails. */
  decisionTimeout(): number;
  /** Since when people waited before a reload of the page. Read on joining. */
  waitingMemory(): WaitingMemory;
}

/** The owner's session: form → connecting → in the call → form. */
export class OwnerSession extends CallSession<OwnerState, void> {
  /** For the other participants. */
  readonly actions: ParticipantActions;
  declare protected readonly env: OwnerEnv;
  #isNotAdminReported = false;
  #memory: WaitingMemory | undefined;

  constructor(env: OwnerEnv, state: OwnerState = 'idle') {
    super(env, state);
    this.actions = new ParticipantActions({
      clock: env.clock,
      store: () => this.store,
      timeout: () => env.decisionTimeout(),
    });
  }

  override get inCall(): boolean {
    return this.state === 'joined';
  }

  /** Resolves when joined. Rejects with a `DailyKnockError`. */
  join(request: OwnerRequest): Promise<void> {
    if (this.inCall) return Promise.resolve();
    return this.begin(
      () => this.#step('join'),
      (attempt) => this.#run(attempt, request),
    );
  }

  async #run(attempt: Attempt<void>, request: OwnerRequest): Promise<void> {
    const { roomUrl, userName, options } = request;
    this.fallbackCode = 'token-failed';
    this.startTimeout();
    const token = await attempt.until(getToken(request));
    this.fallbackCode = 'load-failed';
    const call = await this.obtainCall(attempt, roomUrl);
    this.fallbackCode = 'connection-error';
    if (!this.store.inCall) {
      const name = userName ? { userName } : {};
      const join = await this.openDevices(attempt, { ...options(), url: roomUrl, token, ...name });
      await this.joinCall(attempt, call, join);
    }
    // Daily's event has fired by now; a call without events is read here.
    this.store.refresh();
    if (!this.store.inCall) throw new DailyKnockError('not-allowed', { message: 'The token does not open this room.' });
    this.#enter();
    this.store.announce();
  }

  #step(input: OwnerInput): void {
    this.moveTo(nextOwnerState(this.state, input));
  }

  #enter(): void {
    const { attempt } = this;
    if (this.inCall) return;
    this.#isNotAdminReported = false;
    this.#memory = this.env.waitingMemory();
    this.store.remember(this.#memory);
    this.beforeJoined(() => this.#step(attempt ? 'in-call' : 'adopt'));
    // A listener of `daily-state-change` may have left.
    if (attempt !== this.attempt) return;
    this.attempt = undefined;
    if (this.inCall) this.env.report('daily-joined', selectJoined(this.store.snapshot));
    this.#checkRights();
    attempt?.resolve();
  }

  /** Reports a missing right to answer knocks once, until it is granted again. */
  #checkRights(): void {
    const { canAdmin } = this.store.snapshot;
    if (!this.inCall || canAdmin === !this.#isNotAdminReported) return;
    this.#isNotAdminReported = !canAdmin;
    if (!canAdmin) {
      this.warn(new DailyKnockError('not-admin'));
    } else if (this.notice?.code === 'not-admin') {
      this.clearError();
      this.env.changed();
    }
  }

  override leave(): Promise<void> {
    this.forgetWaiting();
    return super.leave();
  }

  /** Forgets since when people have waited: the owner does not come back. */
  forgetWaiting(): void {
    this.#memory?.end();
    this.#memory = undefined;
  }

  protected override backToStart(cancelled: Attempt<void> | undefined): void {
    this.#step('leave');
    cancelled?.reject(new DailyKnockError('aborted'));
  }

  protected override toFailed(): void {
    // After a lost connection the owner joins again.
    if (this.error?.code !== 'connection-error') this.forgetWaiting();
    this.#step('fail');
  }

  protected override adopt(): void {
    this.#enter();
  }

  protected override handlesFatal(): boolean {
    return false;
  }

  protected override onCallEvent(event: DailyEventObject<DailyEvent>): void {
    if (event.action === 'joined-meeting' || event.action === 'access-state-updated') {
      if (this.store.inCall) this.#enter();
    } else if (event.action === 'participant-updated') {
      this.#checkRights();
    }
  }
}

async function getToken({ token, roomUrl, userName }: OwnerRequest): Promise<string> {
  return checkToken(typeof token === 'function' ? await token({ roomUrl, userName }) : token);
}
