import type { DailyCall } from '@daily-co/daily-js';
import { onGone } from '../context/on-gone.js';
import { systemClock } from '../core/clock.js';
import { FORM_STATES } from '../core/form-states.js';
import { noop } from '../core/listeners.js';
import { closeCall } from '../core/owned-call.js';
import { parseRoomUrl } from '../core/room-url.js';
import { type CallOptions, createCall, mergeCallOptions } from '../daily/create-call.js';
import { pageDaily } from '../daily/load-daily.js';
import { onIntent } from '../elements/base/intent.js';
import type { CallHost } from './host.js';

/** The Network Information API. Not every browser has it. */
type DataSaver = Navigator & { readonly connection?: { readonly saveData?: boolean } };

interface Preloaded {
  readonly roomUrl: string;
  readonly callOptions: CallOptions | undefined;
  readonly call: Promise<DailyCall>;
}

/**
 * The call object of the first attempt, preloaded with daily-js's `load()` once only the button is left to press: the call machine is the
 * largest file. Not earlier, because its host sees each visitor who loads it.
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
      // A link that is being typed looks complete too early.
      if (field?.name !== 'room-url') this.#preload();
    });
    void host.updateComplete.then(() => host.renderRoot.addEventListener('change', this.#preload));
    onGone(host, () => this.#discard());
    // The visitor's intent has usually loaded this chunk.
    if (host.hasUpdated && host.matches(':hover, :focus-within')) this.#preload();
  }

  /** Returns the preloaded call if room and options match, otherwise a new one. */
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
    if (this.#isDone || host.call || !FORM_STATES.includes(host.state)) return;
    if (!parseRoomUrl(roomUrl) || fields.some(({ value, required }) => required && value.trim() === '')) return;
    // The page's own daily-js may allow only one call object at a time.
    if (pageDaily() || (navigator as DataSaver).connection?.saveData) return;
    this.#isDone = true;
    const preloaded = { roomUrl, callOptions, call: loadedCall(mergeCallOptions(roomUrl, callOptions)) };
    this.#preloaded = preloaded;
    preloaded.call.catch(() => {
      // The attempt tries again and reports the error.
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
  // Without a listener, daily-js logs an `error` to the visitor's console.
  call.on('error', noop);
  try {
    await call.load();
  } catch (reason) {
    void closeCall(call, systemClock);
    throw reason;
  }
  call.off('error', noop);
  return call;
}
