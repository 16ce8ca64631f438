import type { DailyCallOptions, DailyEvent, DailyEventObject } from '@daily-co/daily-js';
import { Attempt, isOver } from './attempt.js';
import { CallSession } from './call-session.js';
import type { OwnerState } from './call-state.js';
import { DailyKnockError } from './errors.js';
import { nextOwnerState, type OwnerInput } from './knock-machine.js';
import type { CheckedRequest } from './requests.js';
import { selectJoined } from './selectors.js';
import type { SessionEnv } from './session-env.js';

/** Mints an owner's meeting token for the room of this link and no other, usually on the site's own server. */
export type GetToken = (request: { roomUrl: string; userName: string }) => Promise<string>;

/** What an owner joins with. */
export interface OwnerRequest extends CheckedRequest {
  /** A token, or how to get one. */
  readonly token: string | GetToken;
  /** Further options for Daily. Read when they are needed: the visitor may switch the camera off until then. */
  options(): DailyCallOptions;
}

/** The owner's way: form → connecting → in the call → form. */
export class OwnerSession extends CallSession<OwnerState, void> {
  #toldNotAdmin = false;

  /**
   * @param env what it is given
   * @param state where the owner is already
   */
  constructor(env: SessionEnv, state: OwnerState = 'idle') {
    super(env, state);
  }

  override get inCall(): boolean {
    return this.state === 'joined';
  }

  /**
   * Joins the room.
   *
   * @param request what with
   * @returns resolves when joined; rejects with a `DailyKnockError`
   */
  join(request: OwnerRequest): Promise<void> {
    if (this.attempt) return this.attempt.promise;
    if (this.inCall) return Promise.resolve();
    const attempt = new Attempt<void>();
    if (!this.connected) {
      attempt.reject(new DailyKnockError('aborted', { message: 'The element is not in a page.' }));
      return attempt.promise;
    }
    this.attempt = attempt;
    this.forget();
    this.#step('join');
    // A listener of the change may have left.
    if (!attempt.over) void this.#run(attempt, request);
    return attempt.promise;
  }

  async #run(attempt: Attempt<void>, request: OwnerRequest): Promise<void> {
    const { roomUrl, userName, options } = request;
    this.reached = 'token-failed';
    this.startLimit();
    try {
      this.checkPage();
      const token = await attempt.until(mint(request));
      this.reached = 'load-failed';
      const call = await this.obtainCall(attempt, roomUrl);
      this.reached = 'connection-error';
      if (!this.store.inCall) {
        const join = await this.openDevices(attempt, {
          ...options(),
          url: roomUrl,
          token,
          ...(userName ? { userName } : {}),
        });
        await this.joinCall(attempt, call, join);
      }
      // Daily's event has come before this; a call that brings no event is read now.
      this.store.refresh();
      if (!this.store.inCall)
        throw new DailyKnockError('not-allowed', { message: 'The token does not open this room.' });
      this.#enter();
      this.store.announce();
    } catch (reason) {
      if (!isOver(reason)) await this.failWith(attempt, reason).catch(() => {});
    }
  }

  #step(input: OwnerInput): void {
    this.moveTo(nextOwnerState(this.state, input));
  }

  #enter(): void {
    const { attempt } = this;
    if (this.inCall) return;
    this.attempt = undefined;
    this.#toldNotAdmin = false;
    this.#step(attempt ? 'in-call' : 'adopt');
    if (this.inCall) this.env.report('daily-joined', selectJoined(this.store.snapshot));
    this.#checkRights();
    attempt?.resolve();
  }

  /** Tells when the right to answer is missing, on joining or later; once, until it is there again. */
  #checkRights(): void {
    const { canAdmin } = this.store.snapshot;
    if (!this.inCall || canAdmin === !this.#toldNotAdmin) return;
    this.#toldNotAdmin = !canAdmin;
    if (!canAdmin) {
      this.warn(new DailyKnockError('not-admin'));
    } else if (this.notice?.code === 'not-admin') {
      this.forget();
      this.env.changed();
    }
  }

  protected override onAborted(attempt: Attempt<void>): void {
    attempt.reject(new DailyKnockError('aborted'));
  }

  protected override backToStart(): void {
    this.#step('leave');
  }

  protected override toFailed(): void {
    this.#step('fail');
  }

  protected override adopt(): void {
    this.#enter();
  }

  protected override explains(): boolean {
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

/** What a server answers instead of a token, by how it begins. */
const NOT_TOKENS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'no text'],
  [/^(undefined|null|NaN|true|false)$/i, 'the name of a value'],
  [/^</, 'a page'],
  [/^[{["]/, 'JSON'],
];

/** The token, without white space around it. Nothing of what came in its place is repeated: a token may be in it. */
async function mint({ token, roomUrl, userName }: OwnerRequest): Promise<string> {
  const given: unknown = typeof token === 'function' ? await token({ roomUrl, userName }) : token;
  const text = typeof given === 'string' ? given.trim() : undefined;
  const kind =
    text === undefined
      ? given === null
        ? 'null'
        : typeof given
      : NOT_TOKENS.find(([pattern]) => pattern.test(text))?.[1];
  if (text === undefined || kind !== undefined) {
    const message = `A meeting token is needed, as text; what came is ${kind}.`;
    throw new DailyKnockError('token-failed', { message });
  }
  return text;
}
