import type { DailyCall, DailyCallOptions } from '@daily-co/daily-js';
import { within } from './wait.js';

/** What somebody comes with. */
export interface PersonOptions {
  /** Send a picture. Default `false`, for which the browser is asked for nothing. */
  camera?: boolean;
  /** Send sound. Default `false`. */
  microphone?: boolean;
}

/** Where somebody comes to, and how long that may take. */
export interface Place {
  url: string;
  timeout: number;
}

/**
 * Somebody besides the page's own elements, with a call object of the real daily-js: what they do reaches the elements as it would
 * from another browser.
 */
export abstract class Person {
  /** The call object: for whatever else they are to do. */
  readonly call: DailyCall;
  /** What they call themselves. */
  readonly name: string;
  protected readonly place: Place;
  /** Rejects when the call ends with a fatal error; resolves never. */
  protected readonly failed: Promise<never>;
  readonly #options: PersonOptions;
  #id = '';
  #left: Promise<void> | undefined;

  /** @internal */
  constructor(call: DailyCall, name: string, place: Place, options: PersonOptions) {
    this.call = call;
    this.name = name;
    this.place = place;
    this.#options = options;
    this.failed = new Promise((_, reject) => {
      // For as long as they live: without a listener daily-js complains of errors in the console.
      call.on('error', (event) => reject(this.complaint('is no longer in the room', event)));
    });
    this.failed.catch(() => {});
  }

  /** Their session id: the same at the door and in the call, and for everybody. */
  get id(): string {
    return this.#id;
  }

  /** Leaves, or gives up waiting. Nothing can be done with them afterwards. */
  leave(): Promise<void> {
    this.#left ??= this.step('leave', this.call.destroy(), false);
    return this.#left;
  }

  /** Comes into the room, as far as they are let in. */
  protected async join(options: DailyCallOptions): Promise<void> {
    const { camera = false, microphone = false } = this.#options;
    const off = { startVideoOff: !camera, startAudioOff: !microphone };
    await this.step('join', this.call.join({ url: this.place.url, userName: this.name, ...off, ...options }));
    // Kept: daily-js forgets it when the call ends.
    this.#id = this.call.participants().local.session_id;
  }

  /** Something that daily-js is to do in time, unless the call fails. */
  protected async step<Result>(what: string, promise: Promise<Result>, canFail = true): Promise<Result> {
    try {
      const result = within(
        this.place.timeout,
        canFail ? Promise.race([promise, this.failed]) : promise,
        () => `${this.name} could not ${what}: nothing was answered. Has the room been told to fail?`,
      );
      return await result;
    } catch (reason) {
      throw reason instanceof Error ? reason : this.complaint(`could not ${what}`, reason);
    }
  }

  /** An error out of what daily-js rejects with, which is rarely one. */
  protected complaint(what: string, reason: unknown): Error {
    const { error = reason, errorMsg } = (reason ?? {}) as { error?: unknown; errorMsg?: string };
    const { type, msg } = (typeof error === 'object' ? (error ?? {}) : { msg: error }) as Record<string, unknown>;
    const why = [type, msg ?? errorMsg].filter(Boolean).join(', ');
    return new Error(`${this.name} ${what}${why ? `: ${why}` : ''}.`, { cause: reason });
  }
}
