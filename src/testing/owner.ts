import type { DailyEvent, DailyParticipant } from '@daily-co/daily-js';
import { splitNote } from '../core/note.js';
import { Person } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** A person on an owner's waiting list. */
export interface TestWaiting {
  id: string;
  name: string;
  /** What they wrote with the knock, if anything. */
  note?: string;
}

/** Whom an owner answers, mutes or ejects: a name, a session id, or the guest that `room.knock()` returned. */
export type Who = string | { readonly id: string };

/**
 * The outcome of an answer, as the owner sees it. `'gone'`: the guest left, or another owner's answer came first.
 */
export type AnswerOutcome = 'admitted' | 'rejected' | 'gone';

const WAITING = ['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'] as const;

const PARTICIPANTS = ['participant-joined', 'participant-updated', 'participant-left'] as const;

/** Milliseconds after which a person who left the list and is not in the call counts as gone. */
const ARRIVAL_MS = 2000;
/** Milliseconds in which an admission by another owner becomes visible. */
const OTHER_ANSWER_MS = 250;

/** An owner in the call, who answers knocks. */
export class TestOwner extends Person {
  /** The waiting list, in Daily's order. After joining it takes up to 3 seconds until everybody is listed. */
  get waiting(): TestWaiting[] {
    return Object.values(this.call.waitingParticipants()).map(({ id, name }) => ({ id, ...splitNote(name) }));
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
   * Switches a person's microphone off. Waits until they are in the call, and resolves when their microphone is off. Rejects if it is still
   * on after the timeout.
   *
   * @param who - A name, a session id, or the guest that `room.knock()` returned.
   * @param options - `timeout` in milliseconds.
   */
  async mute(who: Who, options: WaitOptions = {}): Promise<void> {
    const { session_id: id, user_name: name } = await this.#present(who, options);
    this.call.updateParticipant(id, { setAudio: false });
    const isMuted = (): boolean =>
      ['off', 'blocked'].includes(this.call.participants()[id]?.tracks.audio.state ?? 'off');
    await this.#seen(isMuted, `mute ${name}: their microphone is still on.`, options);
  }

  /**
   * Ends a person's part in the call. Waits until they are in the call, and resolves when they have left. Rejects if they are still in the
   * call after the timeout.
   *
   * @param who - A name, a session id, or the guest that `room.knock()` returned.
   * @param options - `timeout` in milliseconds.
   */
  async eject(who: Who, options: WaitOptions = {}): Promise<void> {
    const { session_id: id, user_name: name } = await this.#present(who, options);
    this.call.updateParticipant(id, { eject: true });
    await this.#seen(() => !(id in this.call.participants()), `eject ${name}: they are still in the call.`, options);
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

  /** Waits until another person is in the call. */
  async #present(who: Who, { timeout = this.place.timeout }: WaitOptions): Promise<DailyParticipant> {
    const wanted = typeof who === 'string' ? who : who.id;
    const others = (): DailyParticipant[] => Object.values(this.call.participants()).filter(({ local }) => !local);
    const found = untilFound({
      look: () =>
        others().find(
          ({ session_id: id, user_name: name }) => id === wanted || (name === wanted && typeof who === 'string'),
        ),
      listen: (again) => this.#on(PARTICIPANTS, again),
      timeout,
      message: () => {
        const names = others().map(({ user_name: name }) => `"${name}"`);
        return `"${wanted}" is not in the call with ${this.name}. In the call: ${names.join(', ') || 'nobody'}.`;
      },
    });
    return Promise.race([found, this.failed]);
  }

  async #seen(condition: () => boolean, what: string, { timeout = this.place.timeout }: WaitOptions): Promise<void> {
    const seen = untilFound({
      look: () => condition() || undefined,
      listen: (again) => this.#on(PARTICIPANTS, again),
      timeout,
      message: () => `${this.name} could not ${what}`,
    });
    await Promise.race([seen, this.failed]);
  }

  #onWaiting(again: () => void): () => void {
    return this.#on(WAITING, again);
  }

  #on(events: readonly DailyEvent[], again: () => void): () => void {
    for (const event of events) this.call.on(event, again);
    return () => {
      for (const event of events) this.call.off(event, again);
    };
  }
}
