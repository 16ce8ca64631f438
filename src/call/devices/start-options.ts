import type { DailyCallOptions } from '@daily-co/daily-js';
import { windowOf } from '../../context/document.js';
import type { VisibleSession } from '../../core/call-session.js';
import { type CallOptions, joinOptions, mergeCallOptions } from '../../daily/create-call.js';
import type { CallHost } from '../host.js';
import type { SwitchedAttributes } from '../switched-attributes.js';
import { KINDS, type MediaKind } from './request-devices.js';

/** Daily's options with which a call starts with a device off. */
const START_OFF = { video: 'startVideoOff', audio: 'startAudioOff' } as const;

/** The options with which a call starts: those of the page, and what the visitor has switched. */
export class StartOptions {
  /** Whether camera and microphone are off because the call started automatically, and the visitor has used neither since. */
  areDevicesAutoOff = false;
  readonly #host: CallHost;
  readonly #session: VisibleSession<string>;
  readonly #attributes: SwitchedAttributes;
  /** The devices that the visitor has switched before a call. */
  readonly #switched = new Set<MediaKind>();

  constructor(host: CallHost, session: VisibleSession<string>, attributes: SwitchedAttributes) {
    this.#host = host;
    this.#session = session;
    this.#attributes = attributes;
  }

  /** Switches a device for the visitor. */
  readonly switch = (kind: MediaKind, on: boolean): void => {
    if (!this.#session.inCall) {
      this.#switched.add(kind);
      this.#attributes.keep(START_OFF[kind], !on);
    }
    this.#host[kind === 'video' ? 'setCamera' : 'setMicrophone'](on);
  };

  /** Whether the next call starts with a device off. What the visitor has switched takes precedence over the page's `callOptions`. */
  isOff(kind: MediaKind, options: CallOptions | undefined = this.#host.callOptions): boolean {
    const name = START_OFF[kind];
    return this.#host[name] || (!this.#switched.has(kind) && Boolean(options?.[name]));
  }

  /**
   * Returns a function that reads the options of `preAuth()` and `join()`. After an automatic start, camera and microphone are off unless
   * the visitor has interacted with the page.
   */
  read(roomUrl: string, isAutomatic: boolean): () => DailyCallOptions {
    // Decided once for both methods: daily-js keeps the options of `preAuth()`.
    const isAutoOff = isAutomatic && !hasBeenActive(this.#host);
    return () => {
      const options = joinOptions(mergeCallOptions(roomUrl, this.#host.callOptions));
      for (const kind of KINDS) {
        const isOff = this.isOff(kind, options);
        // Without either, the room's own setting counts.
        if (isOff || this.#switched.has(kind)) options[START_OFF[kind]] = isOff;
      }
      this.areDevicesAutoOff = isAutoOff && !(options.startVideoOff && options.startAudioOff);
      return isAutoOff ? { ...options, startVideoOff: true, startAudioOff: true } : options;
    };
  }
}

/** Whether the visitor has interacted with the element's window. `false` in browsers without `userActivation`. */
function hasBeenActive({ ownerDocument }: Element): boolean {
  const navigator = windowOf(ownerDocument)?.navigator as Partial<Navigator> | undefined;
  return navigator?.userActivation?.hasBeenActive === true;
}
