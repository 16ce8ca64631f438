import type { DailyCallFactory, DailyFactoryOptions } from '@daily-co/daily-js';
import type { CallOptions } from '../../src/daily/create-call.js';
import { ScriptedCall } from './scripted-call.js';
import { until } from './until.js';

/** A computer without camera and microphone. Tests that need devices use `FakeDevices`. */
const hasNoDevices = (): Promise<never> => Promise.reject(new DOMException('No device.', 'NotFoundError'));

/** Replaces the page's own daily-js until {@link restore}. Its call objects are scripted. */
export class FakeDaily {
  /** The options of each call object. */
  readonly options: CallOptions[] = [];
  readonly calls: ScriptedCall[] = [];
  /** Thrown instead of creating a call object. */
  failure: Error | undefined;
  /** Whether daily-js never finishes loading. */
  stuck = false;
  /** Called when a call object is created. */
  whileMaking: () => void = () => {};
  /** The result of `supportedBrowser()`. */
  supported = true;
  /** The config in the result of `room()`. */
  roomConfig: Record<string, unknown> | undefined = { enable_knocking: true };
  readonly #before = globalThis.Daily;

  constructor() {
    // Since when people have waited in another test.
    sessionStorage.clear();
    const factory = {
      createCallObject: (options: DailyFactoryOptions = {}) => this.#make(options),
      supportedBrowser: () => ({ supported: this.supported }),
    };
    globalThis.Daily = factory as unknown as DailyCallFactory;
    if ('mediaDevices' in navigator) Object.assign(navigator.mediaDevices, { getUserMedia: hasNoDevices });
  }

  /** Waits for the n-th call object; the first is 1. */
  async made(count = 1): Promise<ScriptedCall> {
    return until(() => this.calls[count - 1], `call object number ${count}`);
  }

  restore(): void {
    globalThis.Daily = this.#before;
    if ('mediaDevices' in navigator) Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia');
  }

  #make(options: DailyFactoryOptions): unknown {
    if (this.failure !== undefined) throw this.failure;
    if (this.stuck) return new Promise(() => {});
    const call = new ScriptedCall();
    call.roomConfig = this.roomConfig;
    this.options.push(options);
    this.calls.push(call);
    this.whileMaking();
    return call;
  }
}
