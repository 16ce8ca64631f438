import { Person } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** Somebody who waits, as an owner sees them. */
export interface TestWaiting {
  id: string;
  name: string;
}

/** Whom an owner answers: a name, the session id, or whoever `room.knock()` gave. */
export type Who = string | { readonly id: string };

/**
 * What became of an answer, as the owner sees it: `'gone'` when they left instead, or another owner's answer came first.
 */
export type AnswerOutcome = 'admitted' | 'rejected' | 'gone';

const WAITING = ['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'] as const;

/** Whoever is let in is seen in the call soon after they are off the list, and whoever is not seen by then has gone. Milliseconds. */
const ARRIVAL_MS = 2000;
/** As long as it takes to see that another owner has let them in. Milliseconds. */
const OTHER_ANSWER_MS = 250;

/** An owner in the call, who answers knocks. */
export class TestOwner extends Person {
  /** Who is listed, in Daily's order: after joining it takes up to 3 seconds until all who wait are. */
  get waiting(): TestWaiting[] {
    return Object.values(this.call.waitingParticipants()).map(({ id, name }) => ({ id, name }));
  }

  /**
   * Lets somebody in: waits until they are listed, answers, and resolves when it is seen what became of it, for Daily confirms nothing.
   * Rejects when they are still listed after the timeout, as when the answer was lost. Of several with the same name, the first.
   *
   * @param who a name, a session id, or somebody who has knocked
   */
  async admit(who: Who, options: WaitOptions = {}): Promise<AnswerOutcome> {
    const id = await this.#answer(who, true, options);
    return (await this.#isInCall(id, ARRIVAL_MS)) ? 'admitted' : 'gone';
  }

  /**
   * Turns somebody away; otherwise like {@link admit}.
   *
   * @param who a name, a session id, or somebody who has knocked
   */
  async reject(who: Who, options: WaitOptions = {}): Promise<AnswerOutcome> {
    const id = await this.#answer(who, false, options);
    return (await this.#isInCall(id, OTHER_ANSWER_MS)) ? 'gone' : 'rejected';
  }

  /** @internal */
  override join(options: { token: string }): Promise<void> {
    return super.join(options);
  }

  /** Answers, and waits until they are listed no more. */
  async #answer(who: Who, grantRequestedAccess: boolean, options: WaitOptions): Promise<string> {
    const { id, name } = await this.#listed(who, options);
    const what = `${grantRequestedAccess ? 'let in' : 'turn away'} ${name}`;
    await this.step(what, this.call.updateWaitingParticipant(id, { grantRequestedAccess }));
    const { timeout = this.place.timeout } = options;
    const off = untilFound({
      look: () => this.waiting.every((each) => each.id !== id) || undefined,
      listen: (again) => this.#onWaiting(again),
      timeout,
      message: () => `${this.name} could not ${what}: they are still listed. Did the answer get lost?`,
    });
    await Promise.race([off, this.failed]);
    return id;
  }

  async #isInCall(id: string, timeout: number): Promise<boolean> {
    const seen = untilFound({
      look: () => id in this.call.participants() || undefined,
      listen: (again) => {
        this.call.on('participant-joined', again);
        return () => this.call.off('participant-joined', again);
      },
      timeout,
      message: () => '',
    });
    return Promise.race([seen.catch(() => false), this.failed]);
  }

  #listed(who: Who, { timeout = this.place.timeout }: WaitOptions): Promise<TestWaiting> {
    const wanted = typeof who === 'string' ? who : who.id;
    return untilFound({
      look: () => this.waiting.find(({ id, name }) => id === wanted || (name === wanted && typeof who === 'string')),
      listen: (again) => this.#onWaiting(again),
      timeout,
      message: () => {
        const others = this.waiting.map(({ name }) => `"${name}"`).join(', ');
        return `"${wanted}" does not wait where ${this.name} could see it. Who does: ${others || 'nobody'}.`;
      },
    });
  }

  #onWaiting(again: () => void): () => void {
    for (const event of WAITING) this.call.on(event, again);
    return () => {
      for (const event of WAITING) this.call.off(event, again);
    };
  }
}
