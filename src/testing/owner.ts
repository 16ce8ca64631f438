import { Person } from './person.js';
import { untilFound, type WaitOptions } from './wait.js';

/** Somebody at the door, as an owner sees them. */
export interface TestWaiting {
  id: string;
  name: string;
}

/** Whom an owner answers: a name, the session id, or whoever `room.knock()` gave. */
export type Who = string | { readonly id: string };

const NEWS = ['waiting-participant-added', 'waiting-participant-updated', 'waiting-participant-removed'] as const;

/** An owner in the call, who answers knocks. */
export class TestOwner extends Person {
  /** Who waits, in Daily's order. */
  get waiting(): TestWaiting[] {
    return Object.values(this.call.waitingParticipants()).map(({ id, name }) => ({ id, name }));
  }

  /**
   * Lets somebody in: waits until they are at the door, and resolves when Daily has taken the answer. Of several with the same name, the
   * first.
   *
   * @param who a name, a session id, or somebody who has knocked
   */
  admit(who: Who, options: WaitOptions = {}): Promise<void> {
    return this.#decide(who, true, options);
  }

  /**
   * Turns somebody away; otherwise like {@link admit}.
   *
   * @param who a name, a session id, or somebody who has knocked
   */
  reject(who: Who, options: WaitOptions = {}): Promise<void> {
    return this.#decide(who, false, options);
  }

  /** @internal */
  override join(options: { token: string }): Promise<void> {
    return super.join(options);
  }

  async #decide(who: Who, grantRequestedAccess: boolean, options: WaitOptions): Promise<void> {
    const { id, name } = await this.#atDoor(who, options);
    const what = `${grantRequestedAccess ? 'let in' : 'turn away'} ${name}`;
    await this.step(what, this.call.updateWaitingParticipant(id, { grantRequestedAccess }));
  }

  #atDoor(who: Who, { timeout = this.place.timeout }: WaitOptions): Promise<TestWaiting> {
    const wanted = typeof who === 'string' ? who : who.id;
    return untilFound({
      look: () => this.waiting.find(({ id, name }) => id === wanted || (name === wanted && typeof who === 'string')),
      listen: (again) => {
        for (const event of NEWS) this.call.on(event, again);
        return () => {
          for (const event of NEWS) this.call.off(event, again);
        };
      },
      timeout,
      message: () => {
        const others = this.waiting.map(({ name }) => `"${name}"`).join(', ');
        return `"${wanted}" does not wait where ${this.name} could see it. Who does: ${others || 'nobody'}.`;
      },
    });
  }
}
