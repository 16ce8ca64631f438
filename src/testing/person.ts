import type { DailyCall, DailyCallOptions } from '@daily-co/daily-js';
import type { LocalLobbyChannel } from '../local-room/index.js';
import { within } from './wait.js';

/** Which devices a person uses. */
export interface PersonOptions {
  /** Whether to send video. Default `false`, so that the browser asks for no permission. */
  camera?: boolean;
  /** Whether to send audio. Default `false`. */
  microphone?: boolean;
}

/** The room of a person. `timeout` is in milliseconds. */
export interface Place {
  url: string;
  timeout: number;
  channel: LocalLobbyChannel;
}

/**
 * A person besides the page's elements, with a call object of the real daily-js. The elements see them as if they were in another browser.
 */
export abstract class Person {
  /** The call object, for everything that this class has no method for. */
  readonly call: DailyCall;
  /** The user name. */
  readonly name: string;
  protected readonly place: Place;
  /** Rejects when the call ends with a fatal error. Never resolves. */
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
      // Never removed: without a listener daily-js logs errors to the console.
      call.on('error', (event) => reject(this.complaint('is no longer in the room', event)));
    });
    this.failed.catch(() => {});
  }

  /** The session id, the same in the lobby and in the call. */
  get id(): string {
    return this.#id;
  }

  /** Leaves the call, or stops waiting, and destroys the call object. */
  leave(): Promise<void> {
    this.#left ??= this.step('leave', this.call.destroy(), false);
    return this.#left;
  }

  /** Joins the call or its lobby. */
  protected async join(options: DailyCallOptions): Promise<void> {
    const { camera = false, microphone = false } = this.#options;
    const off = { startVideoOff: !camera, startAudioOff: !microphone };
    await this.step('join', this.call.join({ url: this.place.url, userName: this.name, ...off, ...options }));
    // daily-js forgets it when the call ends.
    this.#id = this.call.participants().local.session_id;
  }

  /** Waits for daily-js within the timeout, unless the call fails. */
  protected async step<Result>(what: string, promise: Promise<Result>, canFail = true): Promise<Result> {
    try {
      const result = within(
        this.place.timeout,
        canFail ? Promise.race([promise, this.failed]) : promise,
        () => `${this.name} could not ${what}: no reply. The room may have a fault.`,
      );
      return await result;
    } catch (reason) {
      throw reason instanceof Error ? reason : this.complaint(`could not ${what}`, reason);
    }
  }

  /** Makes an `Error` of a rejection of daily-js, which is rarely one. */
  protected complaint(what: string, reason: unknown): Error {
    const { error = reason, errorMsg } = (reason ?? {}) as { error?: unknown; errorMsg?: string };
    const { type, msg } = (typeof error === 'object' ? (error ?? {}) : { msg: error }) as Record<string, unknown>;
    const why = [type, msg ?? errorMsg].filter(Boolean).join(', ');
    return new Error(`${this.name} ${what}${why ? `: ${why}` : ''}.`, { cause: reason });
  }
}
