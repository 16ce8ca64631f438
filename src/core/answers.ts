import type { CallPort } from './call-port.js';

interface Answer {
  readonly id: string;
  readonly admit: boolean;
  readonly resolve: (sent: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Sends answers to Daily. Those that are held together go in one message with exactly their ids, never with `'*'`. */
export class Answers {
  /** The call to send to. Throws if nothing can be sent. */
  readonly #port: () => Pick<CallPort, 'updateWaitingParticipant' | 'updateWaitingParticipants'>;
  #answers: Answer[] = [];
  #holds = 0;

  constructor(port: () => Pick<CallPort, 'updateWaitingParticipant' | 'updateWaitingParticipants'>) {
    this.#port = port;
  }

  /** Answers one person. Returns Daily's promise. */
  give(id: string, admit: boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#answers.push({ id, admit, resolve, reject });
      if (this.#holds === 0) this.#flush();
    });
  }

  /** Collects answers until the function that it returns is called. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#holds === 0) this.#flush();
    };
  }

  /** Drops what is held, at the end of a call. */
  drop(): void {
    this.#answers = [];
  }

  #flush(): void {
    const answers = this.#answers;
    this.#answers = [];
    void this.#send(answers);
  }

  async #send(answers: readonly Answer[]): Promise<void> {
    try {
      const sent = await this.#ask(answers);
      for (const { resolve } of answers) resolve(sent);
    } catch (reason) {
      if (answers.length === 1) return answers[0]!.reject(reason);
      // Daily refuses all if one of them has gone. Halves find that one in a few messages.
      const middle = Math.ceil(answers.length / 2);
      await Promise.all([this.#send(answers.slice(0, middle)), this.#send(answers.slice(middle))]);
    }
  }

  async #ask(answers: readonly Answer[]): Promise<unknown> {
    const [first, ...others] = answers;
    if (!first) return undefined;
    const port = this.#port();
    if (others.length === 0) return port.updateWaitingParticipant(first.id, { grantRequestedAccess: first.admit });
    return port.updateWaitingParticipants(
      Object.fromEntries(answers.map(({ id, admit }) => [id, { grantRequestedAccess: admit }])),
    );
  }
}
