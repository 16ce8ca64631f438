import type { FakeTime } from './fake-time.js';
import type { SimCall } from './sim-call.js';
import { CALM, type Weather } from './weather.js';

/** Within one lane everything arrives in order; between lanes anything may overtake anything. */
export type Lane = 'door' | 'people' | 'reply';

interface Box {
  readonly due: Record<Lane, number>;
  /** What waits for a lost connection to come back. */
  held: (() => void)[] | undefined;
}

/** Carries the room's news to its people, as fast as the weather lets it. */
export class Post {
  /** How many are on their way. */
  underWay = 0;
  /** When the last one arrived. */
  lastNews = 0;
  readonly #time: FakeTime;
  readonly #boxes = new Map<SimCall, Box>();
  #weather = CALM;
  #used = 0;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  get weather(): Weather {
    return this.#weather;
  }

  set weather(weather: Weather) {
    this.#weather = weather;
    this.#used = 0;
  }

  /** Whether nothing is on its way, and nothing has been for this many milliseconds. */
  hasBeenQuietFor(ms: number): boolean {
    return this.underWay === 0 && this.#time.now() - this.lastNews >= ms;
  }

  /**
   * @param call to whom
   * @param lane in which order
   * @param task what happens on arrival, unless the meeting is over by then
   * @param again what happens when it arrives twice
   */
  send(call: SimCall, lane: Lane, task: () => void, again?: () => void): void {
    const { due } = this.#box(call);
    const { epoch } = call;
    const { twice } = this.#weather;
    const now = this.#time.now();
    due[lane] = Math.max(due[lane], now + this.#lag());
    this.underWay += 1;
    const arrive = (): void => {
      this.underWay -= 1;
      this.lastNews = this.#time.now();
      if (call.epoch !== epoch) return;
      task();
      if (twice && call.epoch === epoch) again?.();
    };
    this.#time.after(due[lane] - now, () => {
      const { held } = this.#box(call);
      if (held) held.push(arrive);
      else arrive();
    });
  }

  /** Whatever comes in one lane from now on comes after what is on its way in another. */
  after(call: SimCall, lane: Lane, other: Lane): void {
    const { due } = this.#box(call);
    due[lane] = Math.max(due[lane], due[other]);
  }

  /** Nothing arrives any more until the connection is back. */
  interrupt(call: SimCall): void {
    this.#box(call).held ??= [];
  }

  reconnect(call: SimCall): void {
    const box = this.#box(call);
    const { held = [] } = box;
    box.held = undefined;
    for (const arrive of held) arrive();
  }

  isInterrupted(call: SimCall): boolean {
    return this.#box(call).held !== undefined;
  }

  /** Takes as long as one message. */
  wait(): Promise<void> {
    const lag = this.#lag();
    this.underWay += 1;
    return new Promise((done) =>
      this.#time.after(lag, () => {
        this.underWay -= 1;
        this.lastNews = this.#time.now();
        done();
      }),
    );
  }

  #lag(): number {
    return this.#weather.lags[this.#used++] ?? 0;
  }

  #box(call: SimCall): Box {
    let box = this.#boxes.get(call);
    if (!box) this.#boxes.set(call, (box = { due: { door: 0, people: 0, reply: 0 }, held: undefined }));
    return box;
  }
}
