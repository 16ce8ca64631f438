import type { DailyCall } from '@daily-co/daily-js';
import { withNote } from '../core/note.js';
import type { LocalLobbyMessage } from '../local-room/index.js';
import { Person, type PersonOptions, type Place } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** How a knock ended, as with `<daily-knock-form>`. */
export type KnockAnswer = 'admitted' | 'rejected' | 'cancelled';

/** What a guest knocks with. */
export interface GuestOptions extends PersonOptions {
  /** What the owner reads with the name, as from a `<daily-knock-form ask="…">`. Default: nothing. */
  note?: string;
}

/** A guest who has knocked. */
export class TestGuest extends Person {
  #resolve!: (answer: KnockAnswer) => void;
  #reject!: (reason: Error) => void;
  /** The name as owners get it with the knock. */
  readonly #knockName: string;

  /**
   * The outcome of the knock. `'cancelled'` if the guest leaves before the answer; `'admitted'` if no knock is needed. Rejects if no answer
   * is possible, with the reason.
   */
  readonly answer = new Promise<KnockAnswer>((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  readonly #received: LocalLobbyMessage[] = [];
  readonly #waiters = new Set<() => void>();
  #stopListening = (): void => {};

  /** @internal */
  constructor(call: DailyCall, name: string, place: Place, options: GuestOptions) {
    super(call, name, place, options);
    this.#knockName = withNote(name, options.note);
  }

  /** The messages to this guest since they knocked: messages from an owner, and places in the queue. */
  get messages(): readonly LocalLobbyMessage[] {
    return this.#received;
  }

  /**
   * Waits for a message from an owner, which may have come already.
   *
   * @param text - The text. Default: any.
   * @param options - `timeout` in milliseconds.
   *
   * @example
   * await owner.sendMessage('Five minutes, please.');
   * await gus.receives('Five minutes, please.');
   */
  async receives(text?: string, { timeout = this.place.timeout }: WaitOptions = {}): Promise<string> {
    return untilFound({
      look: () => this.#received.find((each) => each.text !== undefined && (text ?? each.text) === each.text)?.text,
      listen: (again) => {
        this.#waiters.add(again);
        return () => this.#waiters.delete(again);
      },
      timeout,
      message: () => {
        const others = this.#received.flatMap((each) => each.text ?? []).map((each) => `"${each}"`);
        return `${this.name} did not receive ${text === undefined ? 'any message' : `"${text}"`}, but ${others.join(', ') || 'nothing'}.`;
      },
    });
  }

  /** Leaves the call, or stops waiting. */
  override leave(): Promise<void> {
    this.#stopListening();
    this.#resolve('cancelled');
    return super.leave();
  }

  /** @internal Resolves when the guest waits, or is in the call because no knock is needed. */
  async knock(): Promise<void> {
    const { call, name, place } = this;
    // A test may await it later.
    this.answer.catch(() => {});
    // If knocking is impossible, Daily fires its fatal error first, and preAuth resolves anyway.
    const { access } = await this.step('look in', call.preAuth({ url: place.url, userName: name }), false);
    if (access !== 'unknown' && access.level === 'none')
      throw new Error(`${name} cannot knock: the room is private, and was opened without knocking.`);
    await this.join({});
    // In a public room the access may stay unknown: a guest who has joined and is not in the lobby is in the call.
    if (this.#level !== 'lobby') return this.#resolve('admitted');
    this.#listen();
    this.#ask();
    await Promise.race([this.#waiting(), this.answer]);
  }

  /** Until they are in the call, or leave. */
  #listen(): void {
    const stop = this.place.channel.subscribe((message) => {
      this.#received.push(message);
      for (const again of [...this.#waiters]) again();
    }, this.id);
    this.#stopListening = stop;
    this.answer.then(stop, stop);
  }

  get #level(): string {
    const { access } = this.call.accessState();
    return access === 'unknown' ? access : access.level;
  }

  /** Daily's promise or one of its events has the answer, whichever comes first. */
  #ask(): void {
    const [resolve, reject] = [this.#resolve, this.#reject];
    this.call.on('access-state-updated', () => {
      if (this.#level === 'full') resolve('admitted');
    });
    this.call.on('error', (event) => {
      const { type } = (event.error ?? {}) as { type?: string };
      if (type === 'not-allowed') resolve('rejected');
      else reject(this.complaint('got no answer', event));
    });
    if (this.#knockName !== this.name) this.answer.then(this.#takeNoteOff, () => {});
    this.call.requestAccess({ name: this.#knockName }).then(
      ({ granted }) => resolve(granted ? 'admitted' : 'rejected'),
      (reason: unknown) => reject(this.complaint('could not knock', reason)),
    );
  }

  /** Daily keeps the name of the knock in the call. */
  readonly #takeNoteOff = (answer: KnockAnswer): void => {
    if (answer === 'admitted') void this.call.setUserName(this.name, { thisMeetingOnly: true });
  };

  #waiting(): Promise<true> {
    return untilFound({
      look: () => (this.call.accessState().awaitingAccess ? true : undefined),
      listen: (again) => {
        this.call.on('access-state-updated', again);
        return () => this.call.off('access-state-updated', again);
      },
      timeout: this.place.timeout,
      message: () => `${this.name}'s knock did not reach the room. Has it been told to fail?`,
    });
  }
}
