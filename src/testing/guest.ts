import { Person } from './person.js';
import { untilFound } from './wait.js';

/** How a knock ended, in the words of `<daily-knock-form>`. */
export type KnockAnswer = 'admitted' | 'rejected' | 'cancelled';

/** Somebody who has knocked. */
export class TestGuest extends Person {
  #resolve!: (answer: KnockAnswer) => void;
  #reject!: (reason: Error) => void;

  /**
   * How the knock ends: `'cancelled'` when they leave before anybody has answered. Where no knock is needed, `'admitted'`. Rejects when
   * it comes to no answer, with an error that says why.
   */
  readonly answer = new Promise<KnockAnswer>((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });

  /** Leaves, or gives up waiting. */
  override leave(): Promise<void> {
    this.#resolve('cancelled');
    return super.leave();
  }

  /** @internal Resolves when they wait, or are in the call where no knock is needed. */
  async knock(): Promise<void> {
    const { call, name, place } = this;
    // A test that looks at it, does so later.
    this.answer.catch(() => {});
    // Where knocking is impossible, Daily's fatal error comes first and the answer to preAuth all the same.
    const { access } = await this.step('look in', call.preAuth({ url: place.url, userName: name }), false);
    if (access !== 'unknown' && access.level === 'none')
      throw new Error(`${name} cannot knock: the room is private, and was opened without knocking.`);
    await this.join({});
    // In a public room the access may stay unknown: whoever has joined and is not in the lobby is in.
    if (this.#level !== 'lobby') return this.#resolve('admitted');
    this.#ask();
    await Promise.race([this.#waiting(), this.answer]);
  }

  get #level(): string {
    const { access } = this.call.accessState();
    return access === 'unknown' ? access : access.level;
  }

  /** Daily's promise, or one of its events, tells the answer: what comes first. */
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
    this.call.requestAccess({ name: this.name }).then(
      ({ granted }) => resolve(granted ? 'admitted' : 'rejected'),
      (reason: unknown) => reject(this.complaint('could not knock', reason)),
    );
  }

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
