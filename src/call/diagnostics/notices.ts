import type { TemplateResult } from 'lit';
import type { CallPort } from '../../core/call-port.js';
import type { VisibleSession } from '../../core/call-session.js';
import type { DailyKnockErrorCode, NoticeCode } from '../../core/errors.js';
import type { Role } from '../../core/reports.js';
import { hasOpaqueOrigin, requestedDaily } from '../../daily/load-daily.js';
import type { CallHost } from '../host.js';
import { forbidsDevices, forbidsFramedDevices, hasNoWebRtc } from './browser-checks.js';
import { hint, hintAtError, hintAtRoomHosts } from './console-hints.js';
import { renderNotice } from './render-notice.js';
import { checkRoom } from './room-checks.js';

/** Problems of browser and page, the most severe first. */
const OBSTACLES = ['no-webrtc', 'opaque-origin', 'not-secure', 'devices-forbidden'] as const;

/** The obstacles that may cause an error. */
const CAUSES: Partial<Record<DailyKnockErrorCode, readonly NoticeCode[]>> = {
  'load-failed': ['no-webrtc', 'opaque-origin'],
  'camera-undefined-mediadevices': ['not-secure'],
  'camera-permissions': ['devices-forbidden'],
};

/** Checks why something cannot work. Shows the visitor a notice, and logs a hint for the site's developer. */
export class Notices {
  readonly #host: CallHost;
  readonly #session: VisibleSession<string>;
  readonly #role: Role;
  readonly #obstacles = new Set<NoticeCode>();
  #mustCheckDevices = true;
  #mustCheckDaily = true;
  #port: CallPort | undefined;
  #room: NoticeCode | undefined;
  #state = '';
  #isBlocked = false;

  constructor(host: CallHost, session: VisibleSession<string>, role: Role) {
    this.#host = host;
    this.#session = session;
    this.#role = role;
  }

  /** Checks again after a change. */
  follow(): void {
    if (!this.#host.isConnected) {
      this.#mustCheckDevices = true;
      return;
    }
    this.#checkBrowser();
    this.#checkDaily();
    this.#checkRoom();
    this.#hintAtErrors();
    hintAtRoomHosts();
  }

  /** Renders the most severe notice. */
  render(): TemplateResult | undefined {
    const { inCall, store } = this.#session;
    const room = store.snapshot.canAdmin ? this.#room : undefined;
    const code = inCall ? room : OBSTACLES.find((each) => this.#obstacles.has(each));
    const tabLink = { isBlocked: this.#isBlocked, onOpen: this.#onOpen };
    return code && renderNotice(code, this.#host.words, tabLink);
  }

  /** Unlike a link, `open()` reveals whether the frame blocks new tabs. */
  readonly #onOpen = (event: Event): void => {
    event.preventDefault();
    try {
      if (window.open(location.href)) return;
    } catch {
      // Firefox throws where other browsers return `null`.
    }
    this.#isBlocked = true;
    this.#host.requestUpdate();
  };

  /** Returns the obstacle that caused an error. */
  causeOf(code: DailyKnockErrorCode | undefined): NoticeCode | undefined {
    return code && CAUSES[code]?.find((cause) => this.#obstacles.has(cause));
  }

  #checkBrowser(): void {
    if (!globalThis.RTCPeerConnection) this.#found('no-webrtc');
    if (hasOpaqueOrigin()) this.#found('opaque-origin');
    else if (!isSecureContext) this.#found('not-secure');
    if (!this.#mustCheckDevices) return;
    this.#mustCheckDevices = false;
    if (forbidsDevices()) this.#found('devices-forbidden');
    else void forbidsFramedDevices().then((forbids) => forbids && this.#found('devices-forbidden'));
  }

  /** Does not load daily-js for a notice. */
  #checkDaily(): void {
    const daily = this.#mustCheckDaily && requestedDaily();
    if (!daily) return;
    this.#mustCheckDaily = false;
    daily.then(
      (found) => hasNoWebRtc(found) && this.#found('no-webrtc'),
      // The attempt reports the error.
      () => (this.#mustCheckDaily = true),
    );
  }

  /** Checks the room for owners only. */
  #checkRoom(): void {
    const { inCall, store } = this.#session;
    const port = this.#role === 'owner' && inCall ? store.port : undefined;
    if (port === this.#port) return;
    this.#port = port;
    this.#room = undefined;
    if (!port) return;
    void checkRoom(port).then((code) => {
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
    for (const each of [error, notice, ...problems]) if (each) hintAtError(each, isPagesLink);
    const from = this.#state;
    this.#state = state;
    // Joined without a knock. Guests cannot read the room's privacy from Daily.
    if (this.#role === 'guest' && from === 'connecting' && inCall) hint('not-private');
  }

  #found(code: NoticeCode): void {
    if (this.#obstacles.has(code)) return;
    this.#obstacles.add(code);
    hint(code);
    this.#host.requestUpdate();
  }
}
