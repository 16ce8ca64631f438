import type { Decision } from './call-state.js';
import type { Clock } from './clock.js';
import type { DecisionResult } from './outcomes.js';
import type { WaitingRoom } from './waiting-room.js';

/**
 * So many decisions are sent in one task: a thousand in one, most of it work of daily-js, would hold up the page noticeably.
 */
const AT_ONCE = 200;

/** Sends decisions about many people a few at a time. */
export class Decisions {
  readonly #waitingRoom: Pick<WaitingRoom, 'decide'>;
  readonly #clock: Clock;
  /** Decisions that have been made and are to be sent in one of the next tasks. */
  readonly #planned = new Map<string, Promise<DecisionResult>>();

  /**
   * @param waitingRoom who carries them out
   * @param clock time
   */
  constructor(waitingRoom: Pick<WaitingRoom, 'decide'>, clock: Clock) {
    this.#waitingRoom = waitingRoom;
    this.#clock = clock;
  }

  /**
   * Decides about people who wait.
   *
   * @param decision what to do
   * @param ids their session ids
   * @returns one result for each id, in the order given; never rejects
   */
  make(decision: Decision, ids: readonly string[]): Promise<DecisionResult[]> {
    let turn: Promise<void> | undefined;
    return Promise.all(
      ids.map((id, index) => {
        if (index > 0 && index % AT_ONCE === 0) turn = this.#nextTask(turn);
        return (
          this.#planned.get(id) ?? (turn ? this.#plan(id, decision, turn) : this.#waitingRoom.decide(id, decision))
        );
      }),
    );
  }

  async #nextTask(before: Promise<void> | undefined): Promise<void> {
    await before;
    await new Promise<void>((done) => this.#clock.after(0, done));
  }

  /** A decision that waits for its turn counts as made: who decides about the same person meanwhile gets this one. */
  #plan(id: string, decision: Decision, turn: Promise<void>): Promise<DecisionResult> {
    const planned = turn.then(() => {
      this.#planned.delete(id);
      return this.#waitingRoom.decide(id, decision);
    });
    this.#planned.set(id, planned);
    return planned;
  }
}
