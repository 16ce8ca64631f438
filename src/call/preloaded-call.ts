import type { DailyCall } from '@daily-co/daily-js';
import { onGone } from '../context/on-gone.js';
import { systemClock } from '../core/clock.js';
import { closeCall } from '../core/owned-call.js';
import { parseRoomUrl } from '../core/room-url.js';
import { createCall, mergeCallOptions, type CallOptions } from '../daily/create-call.js';
import { pageDaily } from '../daily/load-daily.js';
import { onIntent } from '../elements/base/intent.js';
import type { CallHost } from './host.js';

/** The Network Information API, as far as it is needed here; not every browser has it. */
type DataSaver = Navigator & { readonly connection?: { readonly saveData?: boolean } };

const BEFORE_A_CALL = ['idle', 'failed', 'rejected'];

interface Preloaded {
  readonly roomUrl: string;
  readonly callOptions: CallOptions | undefined;
  readonly call: Promise<DailyCall>;
}

/**
 * The call object of the first attempt, made and loaded (daily-js's `load()`) once nothing is left to do but press the button: the call
 * machine is the largest file of all. Its host sees each visitor who loads it, so looking around loads nothing.
 */
export class PreloadedCall {
  readonly #host: CallHost;
  #preloaded: Preloaded | undefined;
  #isDone = false;

  constructor(host: CallHost) {
    this.#host = host;
    onIntent(host, this.#preload);
    host.addEventListener('input', (event) => {
      const [field] = event.composedPath() as HTMLInputElement[];
      // A link looks complete long before it is.
      if (field?.name !== 'room-url') this.#preload();
    });
    void host.updateComplete.then(() => host.renderRoot.addEventListener('change', this.#preload));
    onGone(host, () => this.#discard());
    // Usually the visitor's intent has brought this here.
    if (host.hasUpdated && host.matches(':hover, :focus-within')) this.#preload();
  }

  /**
   * The call object for an attempt: this one if it suits, otherwise a new one.
   *
   * @param roomUrl the room
   */
  take(roomUrl: string): Promise<DailyCall> {
    const { callOptions } = this.#host;
    const preloaded = this.#preloaded;
    this.#isDone = true;
    if (preloaded?.roomUrl === roomUrl && preloaded.callOptions === callOptions) {
      this.#preloaded = undefined;
      return preloaded.call;
    }
    this.#discard();
    return createCall(mergeCallOptions(roomUrl, callOptions));
  }

  readonly #preload = (): void => {
    const host = this.#host;
    const { callOptions } = host;
    const { roomUrl } = host.complete();
    const fields = [...host.renderRoot.querySelectorAll('input')];
    if (this.#isDone || host.call || !BEFORE_A_CALL.includes(host.state)) return;
    if (!parseRoomUrl(roomUrl) || fields.some(({ value }) => value.trim() === '')) return;
    // While a call object of the page's own daily-js exists, the page may not be able to make another.
    if (pageDaily() || (navigator as DataSaver).connection?.saveData) return;
    this.#isDone = true;
    const preloaded = { roomUrl, callOptions, call: loadedCall(mergeCallOptions(roomUrl, callOptions)) };
    this.#preloaded = preloaded;
    preloaded.call.catch(() => {
      // The attempt tries again, and says what is wrong.
      if (this.#preloaded === preloaded) this.#preloaded = undefined;
    });
  };

  #discard(): void {
    this.#preloaded?.call.then(
      (call) => closeCall(call, systemClock),
      () => {},
    );
    this.#preloaded = undefined;
  }
}

async function loadedCall(options: CallOptions): Promise<DailyCall> {
  const call = await createCall(options);
  // An `error` without a listener makes daily-js complain in the visitor's console.
  const ignore = (): void => {};
  call.on('error', ignore);
  try {
    await call.load();
  } catch (reason) {
    void closeCall(call, systemClock);
    throw reason;
  }
  call.off('error', ignore);
  return call;
}
