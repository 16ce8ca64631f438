import type { FakeTime } from './fake-time.js';
import { type NetworkConditions, NORMAL } from './network-conditions.js';
import type { SimCall } from './sim-call.js';

/** Messages arrive in order within a lane, but in any order between lanes. */
export type Lane = 'lobby' | 'people' | 'reply';

interface Inbox {
  readonly due: Record<Lane, number>;
  /** Messages held until a lost connection is back. */
  held: (() => void)[] | undefined;
}

/** Delivers the room's messages to calls, with the delays of the network conditions. */
export class MessageQueue {
  /** The number of undelivered messages. */
  inFlight = 0;
  lastArrivalAt = 0;
  readonly #time: FakeTime;
  readonly #inboxes = new Map<SimCall, Inbox>();
  #conditions = NORMAL;
  #used = 0;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  get conditions(): NetworkConditions {
    return this.#conditions;
  }

  set conditions(conditions: NetworkConditions) {
    this.#conditions = conditions;
    this.#used = 0;
  }

  /** Whether no message has been in flight for this many milliseconds. */
  isIdleFor(ms: number): boolean {
    return this.inFlight === 0 && this.#time.now() - this.lastArrivalAt >= ms;
  }

  /** Runs `task` on arrival, unless the meeting is over by then, and `again` for a duplicate. */
  send(call: SimCall, lane: Lane, task: () => void, again?: () => void): void {
    const { due } = this.#inbox(call);
    const { epoch } = call;
    const { duplicates } = this.#conditions;
    const now = this.#time.now();
    due[lane] = Math.max(due[lane], now + this.#lag());
    this.inFlight += 1;
    const arrive = (): void => {
      this.inFlight -= 1;
      this.lastArrivalAt = this.#time.now();
      if (call.epoch !== epoch) return;
      task();
      if (duplicates && call.epoch === epoch) again?.();
    };
    this.#time.after(due[lane] - now, () => {
      const { held } = this.#inbox(call);
      if (held) held.push(arrive);
      else arrive();
    });
  }

  /** Delivers later messages of one lane after the current ones of another. */
  after(call: SimCall, lane: Lane, other: Lane): void {
    const { due } = this.#inbox(call);
    due[lane] = Math.max(due[lane], due[other]);
  }

  /** Holds messages until {@link reconnect}. */
  interrupt(call: SimCall): void {
    this.#inbox(call).held ??= [];
  }

  reconnect(call: SimCall): void {
    const inbox = this.#inbox(call);
    const { held = [] } = inbox;
    inbox.held = undefined;
    for (const arrive of held) arrive();
  }

  isInterrupted(call: SimCall): boolean {
    return this.#inbox(call).held !== undefined;
  }

  /** Resolves after the delay of one message. */
  wait(): Promise<void> {
    const lag = this.#lag();
    this.inFlight += 1;
    return new Promise((done) =>
      this.#time.after(lag, () => {
        this.inFlight -= 1;
        this.lastArrivalAt = this.#time.now();
        done();
      }),
    );
  }

  #lag(): number {
    return this.#conditions.delays[this.#used++] ?? 0;
  }

  #inbox(call: SimCall): Inbox {
    let inbox = this.#inboxes.get(call);
    if (!inbox) this.#inboxes.set(call, (inbox = { due: { lobby: 0, people: 0, reply: 0 }, held: undefined }));
    return inbox;
  }
}
