import type { Answers, Batch } from './answers.js';
import type { Decision } from './call-state.js';
import type { Clock } from './clock.js';
import type { DecisionResult } from './outcomes.js';
import type { WaitingRoom } from './waiting-room.js';

/** How many knocks are reported, or decided about, per task: with the page's listeners a thousand would block it noticeably. */
export const MAX_PER_TASK = 200;

/** Makes decisions in several tasks, and sends them in one message. */
export class Decisions {
  readonly #waitingRoom: Pick<WaitingRoom, 'decide'>;
  readonly #answers: Pick<Answers, 'batch'>;
  readonly #clock: Clock;
  /** Decisions to be made in a later task. */
  readonly #planned = new Map<string, Promise<DecisionResult>>();

  constructor(waitingRoom: Pick<WaitingRoom, 'decide'>, answers: Pick<Answers, 'batch'>, clock: Clock) {
    this.#waitingRoom = waitingRoom;
    this.#answers = answers;
    this.#clock = clock;
  }

  /** Returns one result per id, in the given order. Never rejects. */
  make(decision: Decision, ids: readonly string[]): Promise<DecisionResult[]> {
    let turn: Promise<void> | undefined;
    const batch = this.#answers.batch();
    const results = ids.map((id, index) => {
      if (index > 0 && index % MAX_PER_TASK === 0) turn = this.#nextTask(turn);
      return (
        this.#planned.get(id) ??
        (turn ? this.#plan(id, decision, turn, batch) : batch.collect(() => this.#waitingRoom.decide(id, decision)))
      );
    });
    if (turn) void turn.then(() => batch.send());
    else batch.send();
    return Promise.all(results);
  }

  async #nextTask(before: Promise<void> | undefined): Promise<void> {
    await before;
    await new Promise<void>((done) => this.#clock.after(0, done));
  }

  /** A later decision about the same person gets the planned one's promise. */
  #plan(id: string, decision: Decision, turn: Promise<void>, batch: Batch): Promise<DecisionResult> {
    const planned = turn.then(() => {
      this.#planned.delete(id);
      return batch.collect(() => this.#waitingRoom.decide(id, decision));
    });
    this.#planned.set(id, planned);
    return planned;
  }
}
