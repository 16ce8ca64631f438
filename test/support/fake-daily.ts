import type { DailyCallFactory, DailyFactoryOptions } from '@daily-co/daily-js';
import type { CallOptions } from '../../src/daily/create-call.js';
import { ScriptedCall } from './scripted-call.js';
import { until } from './until.js';

/** What a computer without camera and microphone answers; a test that needs some has `FakeDevices`. */
const hasNoDevices = (): Promise<never> => Promise.reject(new DOMException('No device.', 'NotFoundError'));

/** A page's own daily-js, of which every call object is a scripted one. */
export class FakeDaily {
  /** What each call object was made with. */
  readonly options: CallOptions[] = [];
  readonly calls: ScriptedCall[] = [];
  /** Thrown instead of making a call object. */
  failure: Error | undefined;
  /** Whether daily-js is still being fetched, and for ever. */
  stuck = false;
  /** Something that happens at the very moment at which a call object is made. */
  whileMaking: () => void = () => {};
  /** What it answers when it is asked whether it works in this browser. */
  supported = true;
  /** What its calls say of their room. */
  roomConfig: Record<string, unknown> | undefined = { enable_knocking: true };
  readonly #before = globalThis.Daily;

  /** Takes the place of the page's own daily-js until {@link restore}. */
  constructor() {
    const factory = {
      createCallObject: (options: DailyFactoryOptions = {}) => this.#make(options),
      supportedBrowser: () => ({ supported: this.supported }),
    };
    globalThis.Daily = factory as unknown as DailyCallFactory;
    if ('mediaDevices' in navigator) Object.assign(navigator.mediaDevices, { getUserMedia: hasNoDevices });
  }

  /** The n-th call object, once it has been made; the first is 1. */
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
