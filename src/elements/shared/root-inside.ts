import type { DailyCallOptions } from '@daily-co/daily-js';
import { html, type CSSResult, type TemplateResult } from 'lit';
import { CallProvider } from '../../context/call-provider.js';
import { StoreController } from '../../context/store-controller.js';
import type { SessionEnv } from '../../core/session-env.js';
import type { VisibleSession } from '../../core/visible-session.js';
import { systemClock } from '../../core/clock.js';
import type { Role } from '../../core/reports.js';
import { createCall, joinOptions, mergeCallOptions } from '../../daily/create-call.js';
import { reportOn } from '../../events.js';
import { completeEnglish } from '../../i18n/registry.js';
import { en } from '../../i18n/en.js';
import type { mirror as Mirror } from './mirror/mirror.js';
import type { DeviceIds } from './mirror/try-devices.js';
import type { deviceMenu } from './devices/device-menu.js';
import { AlertsGate, type AlertsKind } from './alerts/alerts-gate.js';
import { Announcer } from './announcer.js';
import { renderStage, selectStage, type Stage } from './call-stage.js';
import { stageStyles } from './call-stage.styles.js';
import { LazyPart } from './lazy-part.js';
import { keepMachineAtHand } from './machine-at-hand.js';
import { renderAlert } from './field.js';
import { headingLevel } from './heading-level.js';
import type { Inside } from './late-element.js';
import { Notices } from './notices/notices.js';
import type { RootHost } from './root-host.js';
import { problemStyles } from './problems.styles.js';
import { SightGate } from './sight/sight-gate.js';
import { SoundOffer } from './sound-offer.js';
import { tilesStyles } from './tiles.styles.js';

/** The inside of a root: its session, tied to the element's life, and what is shown of it beyond the form. */
export abstract class RootInside<Session extends VisibleSession<string>> implements Inside {
  readonly styles: readonly CSSResult[] = [problemStyles, stageStyles, tilesStyles];
  /** The session that the root shows. */
  readonly session: Session;
  /** The part of the call that the stage shows. */
  protected readonly stage: StoreController<Stage>;
  /** Why something cannot work here. */
  readonly notices: Notices;
  protected readonly host: RootHost;
  readonly #provider: CallProvider;
  readonly #alerts: AlertsGate;
  readonly #sight: SightGate;
  readonly #devices: LazyPart<typeof deviceMenu>;
  readonly #mirror: LazyPart<typeof Mirror>;
  /** What the visitor saw and heard in the mirror: that is what they join with. */
  #ids: DeviceIds = {};

  /**
   * @param host the root
   * @param role whose side it is for
   * @param createSession makes its session
   */
  constructor(host: RootHost, role: Role, createSession: (env: SessionEnv) => Session) {
    completeEnglish(en);
    this.host = host;
    this.session = createSession(this.#env());
    this.stage = new StoreController(host, selectStage);
    this.#sight = new SightGate(host, () => this.session.store);
    new SoundOffer(host, () => (this.session.inCall ? this.session.store : undefined));
    this.#devices = new LazyPart(host, async () => (await import('./devices/device-menu.js')).deviceMenu);
    this.#mirror = new LazyPart(host, async () => (await import('./mirror/mirror.js')).mirror);
    this.#provider = new CallProvider(host, this.session);
    this.notices = new Notices(host, this.session, role);
    new Announcer(host, { waiting: () => this.session.store.snapshot.waiting.length });
    this.#alerts = new AlertsGate(host, host.words, () => this.loadAlerts());
    keepMachineAtHand(host);
  }

  /** Fetches what makes itself noticed. */
  protected abstract loadAlerts(): Promise<AlertsKind>;

  /** What is drawn in the session's state; nothing in those in which the form is. */
  abstract render(): TemplateResult | undefined;

  /** The states in which the mirror stays: those before the call takes camera and microphone. */
  protected abstract readonly mirrorStates: readonly string[];

  /** One's own picture, while the visitor wants it. */
  renderMirror(): TemplateResult | undefined {
    const { words } = this.host;
    const { view } = this.#mirror;
    if (!view || !this.mirrorStates.includes(this.session.state)) return undefined;
    return html`<section class="card" part="preview" lang=${words.lang()} dir=${words.dir()}>
      ${view({ words, ids: this.#ids, chosen: this.#choose, close: this.#mirror.close, leave: this.#leaveMirror })}
    </section>`;
  }

  /** Shows it. The browser asks for camera and microphone then. */
  async openMirror(): Promise<void> {
    await this.#mirror.open();
    await this.#lead('[data-mirror]');
  }

  readonly #leaveMirror = (): void => {
    this.#mirror.close();
    void this.#lead('[data-try]');
  };

  readonly #choose = (ids: DeviceIds): void => {
    this.#ids = ids;
    // On the way in these are the options of `join()`; in the lobby it is too late for them.
    if (this.session.state !== 'waiting') return;
    const { port } = this.session.store;
    port
      ?.setInputDevicesAsync?.({
        ...(ids.video ? { videoDeviceId: ids.video } : {}),
        ...(ids.audio ? { audioDeviceId: ids.audio } : {}),
      })
      .catch(() => {});
  };

  /** What had the focus has gone. */
  async #lead(selector: string): Promise<void> {
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** The session may show another call now. */
  follow(): void {
    if (this.host.isConnected) {
      this.#provider.update();
      this.stage.use(this.session.store);
    }
    this.#sight.follow();
    this.#alerts.follow();
    this.notices.follow();
  }

  /**
   * The options that `preAuth()` and `join()` take.
   *
   * @param roomUrl the room
   */
  joinOptions(roomUrl: string): DailyCallOptions {
    const { callOptions, startVideoOff, startAudioOff } = this.host;
    const options = joinOptions(mergeCallOptions(roomUrl, callOptions));
    if (startVideoOff) options.startVideoOff = true;
    if (startAudioOff) options.startAudioOff = true;
    // What the page itself has chosen goes before.
    if (this.#ids.video) options.videoSource ??= this.#ids.video;
    if (this.#ids.audio) options.audioSource ??= this.#ids.audio;
    return options;
  }

  /** What ends nothing: an error, or why something cannot work here. */
  protected renderNews(): TemplateResult {
    const { notice } = this.session;
    const error = renderAlert(notice, this.host.words, this.notices.because(notice?.code));
    return html`${error} ${this.notices.render()}`;
  }

  /**
   * The call.
   *
   * @param aside what stands beside the pictures
   */
  protected renderStage(aside?: TemplateResult): TemplateResult {
    const { host } = this;
    return renderStage(
      this.stage.value,
      {
        setCamera: (on) => host.setCamera(on),
        setMicrophone: (on) => host.setMicrophone(on),
        startSound: () => this.session.store.sound.start(),
        leave: () => void host.leave(),
        devices: {
          isOpen: this.#devices.isOpen,
          content: this.#devices.view?.({ store: this.session.store, words: host.words, close: this.#closeDevices }),
          toggle: this.#devices.toggle,
        },
      },
      host.words,
      headingLevel(host.headingLevel),
      { aside, news: this.renderNews() },
    );
  }

  readonly #closeDevices = (): void => {
    this.#devices.close();
    this.host.renderRoot.querySelector<HTMLElement>('[data-devices]')?.focus();
  };

  #env(): SessionEnv {
    const { host } = this;
    return {
      clock: systemClock,
      report: reportOn(host),
      createCall: async (roomUrl) => {
        const options = mergeCallOptions(roomUrl, host.callOptions);
        const call = await createCall(options);
        this.#sight.made(call, options);
        return call;
      },
      connectTimeout: () => host.connectLimit,
      changed: () => host.sessionChanged(),
    };
  }
}
