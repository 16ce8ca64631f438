import { Person } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** A person on an owner's waiting list. */
export interface TestWaiting {
  id: string;
  name: string;
}

/** Whom an owner answers: a name, a session id, or the guest that `room.knock()` returned. */
export type Who = string | { readonly id: string };

/**
 * The outcome of an answer, as the owner sees it. `'gone'`: the guest left, or another owner's answer came first.
 */
export type AnswerOutcome = 'admitted' | 'rejected' | 'gone';

const WAITING = ['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'] as const;

/** Milliseconds after which a person who left the list and is not in the call counts as gone. */
const ARRIVAL_MS = 2000;
/** Milliseconds in which an admission by another owner becomes visible. */
const OTHER_ANSWER_MS = 250;

/** An owner in the call, who answers knocks. */
export class TestOwner extends Person {
  /** The waiting list, in Daily's order. After joining it takes up to 3 seconds until everybody is listed. */
  get waiting(): TestWaiting[] {
    return Object.values(this.call.waitingParticipants()).map(({ id, name }) => ({ id, name }));
  }

  /**
   * Admits a guest. Waits until they are listed, answers, and resolves when the outcome is visible, since Daily confirms nothing. Rejects if
   * they are still listed after the timeout, for example because the answer was lost. Of several guests of the same name, admits the first.
   *
   * @param who - A name, a session id, or the guest that `room.knock()` returned.
   * @param options - `timeout` in milliseconds.
   */
  async admit(who: Who, options: WaitOptions = {}): Promise<AnswerOutcome> {
    const id = await this.#answer(who, true, options);
    return (await this.#isInCall(id, ARRIVAL_MS)) ? 'admitted' : 'gone';
  }

  /**
   * Denies a guest. Otherwise the same as {@link admit}.
   *
   * @param who - A name, a session id, or the guest that `room.knock()` returned.
   * @param options - `timeout` in milliseconds.
   */
  async reject(who: Who, options: WaitOptions = {}): Promise<AnswerOutcome> {
    const id = await this.#answer(who, false, options);
    return (await this.#isInCall(id, OTHER_ANSWER_MS)) ? 'gone' : 'rejected';
  }

  /**
   * Writes to people who wait, over the room's channel. Waits until they are listed, and resolves when they have received it.
   *
   * @param text - The message.
   * @param who - Names, session ids, or guests that `room.knock()` returned. Default: all.
   *
   * @example
   * await olga.sendMessage('Five minutes, please.', 'Gus');
   */
  async sendMessage(text: string, ...who: Who[]): Promise<void> {
    const people = await Promise.all(who.map((each) => this.#listed(each, {})));
    const to = who.length > 0 ? people.map(({ id }) => id) : 'all';
    await this.step(`write "${text}"`, this.place.channel.send({ to, text }));
  }

  /** @internal */
  override join(options: { token: string }): Promise<void> {
    return super.join(options);
  }

  /** Answers, and waits until the guest is no longer listed. */
  async #answer(who: Who, grantRequestedAccess: boolean, options: WaitOptions): Promise<string> {
    const { id, name } = await this.#listed(who, options);
    const what = `${grantRequestedAccess ? 'admit' : 'deny'} ${name}`;
    await this.step(what, this.call.updateWaitingParticipant(id, { grantRequestedAccess }));
    const { timeout = this.place.timeout } = options;
    const off = untilFound({
      look: () => this.waiting.every((each) => each.id !== id) || undefined,
      listen: (again) => this.#onWaiting(again),
      timeout,
      message: () => `${this.name} could not ${what}: they are still listed. The answer may be lost.`,
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
        return `"${wanted}" is not on the waiting list of ${this.name}. Listed: ${others || 'nobody'}.`;
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
