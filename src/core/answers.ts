import type { CallPort } from './call-port.js';

interface Answer {
  readonly id: string;
  readonly admit: boolean;
  /** Whether it still holds, and the person still waits. */
  readonly isDue: () => boolean;
  readonly resolve: (sent: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Answers that go to Daily in one message. */
export interface Batch {
  /** Runs a task; answers that it gives wait for `send()`. */
  collect<Result>(task: () => Result): Result;
  send(): void;
}

/** The most messages for one batch. By halving, they find one person who has gone among thousands, or two among hundreds. */
const MAX_MESSAGES = 40;

/** Sends answers to Daily. Those of a batch go in one message with exactly their ids, never with `'*'`. */
export class Answers {
  /** The call to send to. Throws if nothing can be sent. */
  readonly #port: () => Pick<CallPort, 'updateWaitingParticipant' | 'updateWaitingParticipants'>;
  /** Where answers are collected now. */
  #collected: Answer[] | undefined;
  /** A different object for each call. */
  #call = {};

  constructor(port: () => Pick<CallPort, 'updateWaitingParticipant' | 'updateWaitingParticipants'>) {
    this.#port = port;
  }

  /** Answers one person. Returns Daily's promise. */
  give(id: string, admit: boolean, isDue: () => boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const answer = { id, admit, isDue, resolve, reject };
      if (this.#collected) this.#collected.push(answer);
      else void this.#send([answer]);
    });
  }

  batch(): Batch {
    const answers: Answer[] = [];
    const call = this.#call;
    return {
      collect: (task) => {
        const outer = this.#collected;
        this.#collected = answers;
        try {
          return task();
        } finally {
          this.#collected = outer;
        }
      },
      send: () => {
        if (call === this.#call) void this.#send(answers.splice(0));
      },
    };
  }

  /** Drops what is not sent, at the end of a call. */
  drop(): void {
    this.#call = {};
  }

  async #send(answers: readonly Answer[], messages = { left: MAX_MESSAGES }): Promise<void> {
    if (answers.length === 0) return;
    const call = this.#call;
    try {
      messages.left -= 1;
      const sent = await this.#ask(answers);
      for (const { resolve } of answers) resolve(sent);
    } catch (reason) {
      // Daily refuses all, and has sent nothing, if one of them has gone.
      const canRepeat = answers.length > 1 && call === this.#call && messages.left > 1;
      const due = canRepeat ? answers.filter(({ isDue }) => isDue()) : [];
      const repeated = new Set(due);
      for (const answer of answers) if (!repeated.has(answer)) answer.reject(reason);
      // If none of them is known to have gone, halves find that person in a few messages.
      const size = due.length < answers.length ? due.length : Math.ceil(due.length / 2);
      await Promise.all([this.#send(due.slice(0, size), messages), this.#send(due.slice(size), messages)]);
    }
  }

  async #ask([first, ...others]: readonly Answer[]): Promise<unknown> {
    if (!first) return undefined;
    const port = this.#port();
    if (others.length === 0) return port.updateWaitingParticipant(first.id, { grantRequestedAccess: first.admit });
    return port.updateWaitingParticipants(
      Object.fromEntries([first, ...others].map(({ id, admit }) => [id, { grantRequestedAccess: admit }])),
    );
  }
}
