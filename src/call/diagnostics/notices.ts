import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { CallPort } from '../../core/call-port.js';
import type { VisibleSession } from '../../core/call-session.js';
import type { DailyKnockError, DailyKnockErrorCode, NoticeCode } from '../../core/errors.js';
import type { Role } from '../../core/reports.js';
import { hasOpaqueOrigin, requestedDaily } from '../../daily/load-daily.js';
import type { Localize } from '../../elements/base/localize.js';
import { forbidsDevices, forbidsFramedDevices, hasNoWebRtc } from './browser-checks.js';
import { hint, hintAt, hintAtRoomHosts } from './console-hints.js';
import { renderNotice } from './render-notice.js';
import { lookAtRoom } from './room-checks.js';

/** An element that says why something cannot work. */
export interface NoticesHost extends ReactiveControllerHost, HTMLElement {
  readonly roomUrl: string;
  readonly problems: readonly DailyKnockError[];
  readonly words: Localize;
}

/** What the browser cannot do, the gravest first. */
const OBSTACLES = ['no-webrtc', 'opaque-origin', 'not-secure', 'devices-forbidden'] as const;

/** Errors that may be due to that. */
const BECAUSE: Partial<Record<DailyKnockErrorCode, readonly NoticeCode[]>> = {
  'load-failed': ['no-webrtc', 'opaque-origin'],
  'camera-undefined-mediadevices': ['not-secure'],
  'camera-permissions': ['devices-forbidden'],
};

/** Finds out why something cannot work: the person concerned is told by the element, the site's developer in the console. */
export class Notices {
  readonly #host: NoticesHost;
  readonly #session: VisibleSession<string>;
  readonly #role: Role;
  readonly #obstacles = new Set<NoticeCode>();
  #asksDevices = true;
  #asksDaily = true;
  #port: CallPort | undefined;
  #room: NoticeCode | undefined;
  #state = '';
  #isBlocked = false;

  /**
   * @param host the element
   * @param session what it shows
   * @param role whose side it is for
   */
  constructor(host: NoticesHost, session: VisibleSession<string>, role: Role) {
    this.#host = host;
    this.#session = session;
    this.#role = role;
  }

  /** Something that may concern it has changed. */
  follow(): void {
    if (!this.#host.isConnected) {
      this.#asksDevices = true;
      return;
    }
    this.#askBrowser();
    this.#askDaily();
    this.#askRoom();
    this.#hintAtErrors();
    hintAtRoomHosts();
  }

  /** What is to be said now: one thing, the gravest. */
  render(): TemplateResult | undefined {
    const { inCall, store } = this.#session;
    const room = store.snapshot.canAdmin ? this.#room : undefined;
    const code = inCall ? room : OBSTACLES.find((each) => this.#obstacles.has(each));
    const wayOut = { isBlocked: this.#isBlocked, onOpen: this.#onOpen };
    return code && renderNotice(code, this.#host.words, wayOut);
  }

  /** A link does not tell whether the frame forbids tabs. */
  readonly #onOpen = (event: Event): void => {
    event.preventDefault();
    try {
      if (window.open(location.href)) return;
    } catch {
      // Firefox throws where others give nothing.
    }
    this.#isBlocked = true;
    this.#host.requestUpdate();
  };

  /**
   * Why there is an error, if there is more to be said than its own words.
   *
   * @param code the error's, if there is one
   */
  because(code: DailyKnockErrorCode | undefined): NoticeCode | undefined {
    return code && BECAUSE[code]?.find((reason) => this.#obstacles.has(reason));
  }

  #askBrowser(): void {
    if (!globalThis.RTCPeerConnection) this.#found('no-webrtc');
    if (hasOpaqueOrigin()) this.#found('opaque-origin');
    else if (!isSecureContext) this.#found('not-secure');
    if (!this.#asksDevices) return;
    this.#asksDevices = false;
    if (forbidsDevices()) this.#found('devices-forbidden');
    else void forbidsFramedDevices().then((forbids) => forbids && this.#found('devices-forbidden'));
  }

  /** Only once it is there or on its way: nothing is fetched for a notice. */
  #askDaily(): void {
    const daily = this.#asksDaily && requestedDaily();
    if (!daily) return;
    this.#asksDaily = false;
    daily.then(
      (found) => hasNoWebRtc(found) && this.#found('no-webrtc'),
      // That is told when it is needed.
      () => (this.#asksDaily = true),
    );
  }

  /** Who comes in without knocking concerns whoever answers knocks. */
  #askRoom(): void {
    const { inCall, store } = this.#session;
    const port = this.#role === 'owner' && inCall ? store.port : undefined;
    if (port === this.#port) return;
    this.#port = port;
    this.#room = undefined;
    if (!port) return;
    void lookAtRoom(port).then((code) => {
      if (!code || this.#port !== port) return;
      this.#room = code;
      hint(code);
      this.#host.requestUpdate();
    });
  }

  #hintAtErrors(): void {
    const { state, inCall, error, notice, ending } = this.#session;
    const { problems } = this.#host;
    const isPagesLink = this.#host.roomUrl !== '' && ending !== 'room-closed';
    for (const each of [error, notice, ...problems]) if (each) hintAt(each, isPagesLink);
    const from = this.#state;
    this.#state = state;
    // Without a knock in between: Daily tells a guest nothing else of a room's privacy.
    if (this.#role === 'guest' && from === 'connecting' && inCall) hint('not-private');
  }

  #found(code: NoticeCode): void {
    if (this.#obstacles.has(code)) return;
    this.#obstacles.add(code);
    hint(code);
    this.#host.requestUpdate();
  }
}
