import { type CSSResult, nothing, type TemplateResult } from 'lit';
import { notifyCallElements } from '../context/call-elements.js';
import { CallProvider } from '../context/call-provider.js';
import { onGone } from '../context/on-gone.js';
import { StoreController } from '../context/store-controller.js';
import type { VisibleSession } from '../core/call-session.js';
import type { CallStore } from '../core/call-store.js';
import { systemClock } from '../core/clock.js';
import { DailyKnockError, type DailyKnockErrorCode } from '../core/errors.js';
import type { Role } from '../core/reports.js';
import { NO_LINK, RoomHostError } from '../core/requests.js';
import type { SessionEnv } from '../core/session-env.js';
import { hasOpaqueOrigin } from '../daily/load-daily.js';
import { Announcer } from '../elements/base/announcer.js';
import { headingLevel } from '../elements/base/heading-level.js';
import { html } from '../elements/base/html.js';
import type { Draft } from '../elements/call-element/entry-form.js';
import { type AlertWords, type FieldNotes, renderAlert } from '../elements/call-element/field.js';
import {
  noPicture,
  renderConnecting,
  renderStatusCard,
  type StatusCard,
} from '../elements/call-element/status-card.js';
import { alertStyles } from '../elements/styles/alert.styles.js';
import { callStyles } from '../elements/styles/call.styles.js';
import { callIcons } from '../elements/styles/call-icons.js';
import { icons } from '../elements/styles/icons.js';
import { reportOn } from '../events.js';
import { en } from '../i18n/en.js';
import { completeEnglish } from '../i18n/registry.js';
import { type AlertsClass, AlertsController } from './alerts/alerts-controller.js';
import { AutoStart } from './auto-start.js';
import { LocalDevices } from './devices/local-devices.js';
import { pictureStyles } from './devices/picture.styles.js';
import { PreviewController } from './devices/preview-controller.js';
import type { MediaKind } from './devices/request-devices.js';
import { StartOptions } from './devices/start-options.js';
import { Notices } from './diagnostics/notices.js';
import type { CallHost } from './host.js';
import { LazyPanel } from './lazy-panel.js';
import { PreloadedCall } from './preloaded-call.js';
import { ScreenWakeLock } from './screen-wake-lock.js';
import {
  renderInterrupted,
  renderStage,
  selectStage,
  type Stage,
  type StageActions,
  type StageAdditions,
} from './stage/call-stage.js';
import { stageStyles } from './stage/call-stage.styles.js';
import { duringCall } from './stage/during-call.js';
import { markSpeaker } from './stage/first-speaker.js';
import { tilesStyles } from './stage/tiles.styles.js';
import { SwitchedAttributes } from './switched-attributes.js';

/** The error of each field. */
const PROBLEMS: Readonly<Partial<Record<keyof Draft, DailyKnockErrorCode>>> = {
  'user-name': 'missing-name',
  'room-url': 'invalid-room-url',
  token: 'missing-token',
};

/** The call of an element: its session, connected while the element is in the page, and the rendering of everything but the form. */
export abstract class CallController<Session extends VisibleSession<string> = VisibleSession<string>> {
  styles: readonly CSSResult[] = [callStyles, alertStyles, stageStyles, tilesStyles, pictureStyles];
  readonly session: Session;
  protected readonly stage: StoreController<Stage>;
  readonly notices: Notices;
  protected readonly host: CallHost;
  readonly autoStart: AutoStart;
  readonly startOptions: StartOptions;
  readonly attributes: SwitchedAttributes;
  readonly preview: PreviewController;
  protected readonly announcer: Announcer;
  readonly #provider: CallProvider;
  readonly #alerts: AlertsController;
  readonly #wakeLock: ScreenWakeLock;
  readonly #devices: LazyPanel;
  /** The devices of the preview, and then of the call. */
  readonly #localDevices = new LocalDevices();
  #wasMuted = false;

  constructor(host: CallHost, role: Role, createSession: (env: SessionEnv) => Session) {
    completeEnglish(en);
    this.host = host;
    this.#wakeLock = new ScreenWakeLock(host);
    this.autoStart = new AutoStart(host);
    this.session = createSession(this.#env());
    this.attributes = new SwitchedAttributes(host);
    this.startOptions = new StartOptions(host, this.session, this.attributes);
    this.preview = new PreviewController(host, this.session, this.#localDevices, this.startOptions);
    this.stage = new StoreController(host, selectStage);
    const store = (): CallStore | undefined => (this.session.inCall ? this.session.store : undefined);
    duringCall(host, store, ({ sound }) => sound.prompt());
    duringCall(host, store, (call) => markSpeaker(host.renderRoot, call));
    this.#devices = new LazyPanel(host, () => import('./devices/device-menu.js'));
    this.#provider = new CallProvider(host, this.session, this.autoStart.restart);
    this.notices = new Notices(host, this.session, role);
    this.announcer = new Announcer(host, { waiting: () => this.session.store.snapshot.waiting.length });
    this.#alerts = new AlertsController(host, () => this.loadAlerts());
    host.addController({ hostUpdate: () => this.#updateAutoOff(), hostUpdated: () => this.#announceMuted() });
    // A page's own call goes on without the element, but keeping the screen on is up to the page then.
    onGone(host, () => {
      this.#wakeLock.follow(false);
      if (!this.session.inCall) this.#localDevices.release();
    });
  }

  protected abstract loadAlerts(): Promise<AlertsClass>;

  /** Renders the session's state. Returns `undefined` in the states of the form. */
  abstract render(): TemplateResult | undefined;

  /** Values that move buttons when they change, besides the state. */
  get shown(): readonly unknown[] {
    const { store } = this.session;
    return [store.snapshot.soundRefused, this.preview.isOpen, this.#devices.isOpen];
  }

  /** Updates all parts after a change of the session. */
  follow(): void {
    const { state } = this.session;
    this.preview.follow();
    if (this.host.isConnected) {
      this.#provider.update();
      this.stage.use(this.session.store);
    }
    this.#wakeLock.follow(this.session.connected && (this.session.inCall || state === 'waiting'));
    this.#alerts.follow();
    this.notices.follow();
  }

  /** Cancels for the visitor, who sees their picture again. */
  protected readonly cancel = (): void => {
    void this.host.end();
    void this.preview.reopen();
  };

  /** Notifies elements with `for`, which may find another call. */
  notifyConsumers(): void {
    if (this.host.isConnected) notifyCallElements();
  }

  #updateAutoOff(): void {
    const { camera, cameraBlocked, microphone, microphoneBlocked } = this.stage.value;
    if (camera || cameraBlocked || microphone || microphoneBlocked) this.startOptions.areDevicesAutoOff = false;
  }

  /** The text about an error where its code is ambiguous: its cause, how the call ended, or that the call is not joined yet. */
  wordsOf(error: DailyKnockError | undefined): AlertWords | undefined {
    if (!error) return undefined;
    const { ending, inCall } = this.session;
    if (ending) return { title: `title: ${ending}`, hint: `hint: ${ending}` };
    const cause = this.notices.causeOf(error.code);
    if (cause) return { hint: `todo: ${cause}` };
    const isOutside = !inCall && error.code.startsWith('camera-') && error.code !== 'camera-undefined-mediadevices';
    return isOutside ? { hint: 'previewHint' } : undefined;
  }

  #problemOf(name: keyof Draft): DailyKnockError | undefined {
    return this.host.problems.find(({ code }) => code === PROBLEMS[name]);
  }

  /** The hint and the error below a field. */
  notesOn(name: keyof Draft): FieldNotes | undefined {
    const hint = this.hintAt(name);
    const problem = this.#problemOf(name);
    if (!hint && !problem) return undefined;
    return {
      ids: [hint && `${name}-hint`, problem && `${name}-error`].filter(Boolean).join(' '),
      isWrong: problem !== undefined,
      hint,
      problem: problem && this.#renderProblem(name, problem),
    };
  }

  #renderProblem(name: string, problem: DailyKnockError): TemplateResult {
    const { words } = this.host;
    const { title, hint } = wordsOfProblem(problem);
    return html`<p class="field-error" part="field-error" id="${name}-error">
      <strong>${words.term(title)}</strong>${words.term(hint)}
    </p>`;
  }

  protected hintAt(_name: keyof Draft): string | undefined {
    return undefined;
  }

  /** Renders the error of the page's room link, which has no field. */
  renderLinkAlert(): unknown {
    const problem = this.host.roomUrl ? this.#problemOf('room-url') : undefined;
    return problem && renderAlert(problem, this.host.words, wordsOfProblem(problem));
  }

  /** Renders errors and notices that do not end the call. */
  protected renderNotices(): TemplateResult {
    const { notice } = this.session;
    const error = renderAlert(notice, this.host.words, this.wordsOf(notice));
    return html`${error} ${this.notices.render()} ${this.#renderAutoOff()}`;
  }

  /** Explains why camera and microphone are off. */
  #renderAutoOff(): TemplateResult | typeof nothing {
    const { words } = this.host;
    if (!this.startOptions.areDevicesAutoOff || this.session.state === 'connecting') return nothing;
    return html`<div class="alert notice" part="notice" role="status">
      ${icons.alert}
      <p><strong>${words.term('devicesOff')}</strong> ${words.term('devicesOffHint')}</p>
    </div>`;
  }

  protected renderStage(additions?: Omit<StageAdditions, 'notices'>): TemplateResult {
    const { words, headingLevel: level } = this.host;
    const notices = html`${this.#renderMuted()} ${this.renderNotices()}`;
    return renderStage(this.stage.value, this.actions, words, headingLevel(level), { ...additions, notices });
  }

  /** Says who has switched the microphone off, until it is on again. */
  #renderMuted(): TemplateResult | typeof nothing {
    const { words } = this.host;
    if (!this.stage.value.mutedByHost) return nothing;
    return html`<div class="alert notice" part="notice">
      ${callIcons.microphoneOff}
      <p><strong>${words.term('mutedByHost')}</strong> ${words.term('mutedByHostHint')}</p>
    </div>`;
  }

  #announceMuted(): void {
    const isMuted = this.session.inCall && this.stage.value.mutedByHost;
    if (isMuted && !this.#wasMuted) {
      this.announcer.announce('muted', this.host.words.term('mutedByHost'));
    }
    this.#wasMuted = isMuted;
  }

  protected get actions(): StageActions {
    const { host } = this;
    return {
      setCamera: (on) => this.startOptions.switch('video', on),
      setMicrophone: (on) => this.startOptions.switch('audio', on),
      startSound: () => this.session.store.sound.start(),
      leave: () => void host.end(),
      devices: {
        isOpen: this.#devices.isOpen,
        content: this.#devices.isShown ? this.#renderDevices() : undefined,
        toggle: this.#devices.toggle,
      },
    };
  }

  protected renderCard(card: Omit<StatusCard, 'level' | 'more'>): TemplateResult {
    return renderStatusCard(this.host.words, { ...card, ...this.#cardParts(card.isPending) });
  }

  /** Renders the connecting state. A permission prompt replaces the heading, because the call waits for the answer. */
  protected renderConnecting(heading: string): TemplateResult {
    const { words } = this.host;
    const asking = this.session.isAsking && {
      heading: html`${words.term('askingHeading')}`,
      text: words.term('askingText'),
    };
    const picture = this.preview.render() ?? noPicture(this.host);
    return renderConnecting(words, { heading, cancel: this.cancel, picture, ...asking, ...this.#cardParts(true) });
  }

  #cardParts(isPending = false): Pick<StatusCard, 'level' | 'more'> {
    const interrupted = renderInterrupted(this.stage.value.interrupted, this.host.words);
    return {
      level: headingLevel(this.host.headingLevel),
      more: html`${interrupted} ${isPending ? this.renderNotices() : nothing}`,
    };
  }

  #renderDevices(): TemplateResult {
    return html`<daily-knock-devices
      class="devices"
      id="devices"
      part="devices"
      role="group"
      aria-label=${this.host.words.term('devices')}
      .store=${this.session.store}
      .deviceChosen=${this.#deviceChosen}
      .close=${this.#closeDevices}
    ></daily-knock-devices>`;
  }

  readonly #deviceChosen = (kind: MediaKind, id: string): void => {
    if (!this.host.call) this.#localDevices.choose(kind, id);
  };

  readonly #closeDevices = (): void => {
    this.#devices.close();
    this.host.renderRoot.querySelector<HTMLElement>('[data-devices]')?.focus();
  };

  #env(): SessionEnv {
    const { host } = this;
    const preloaded = new PreloadedCall(host);
    return {
      clock: systemClock,
      report: reportOn(host),
      isPresent: () => host.isConnected,
      devices: this.#localDevices,
      obstacle: () =>
        hasOpaqueOrigin()
          ? new DailyKnockError('load-failed', { cause: 'daily-js does not work with an opaque origin.' })
          : undefined,
      createCall: (roomUrl) => preloaded.take(roomUrl),
      connectTimeout: () => host.connectLimit,
      changed: () => host.sessionChanged(),
    };
  }
}

function wordsOfProblem({ code, cause }: DailyKnockError): Required<AlertWords> {
  const what = cause instanceof RoomHostError ? 'room-host' : code;
  return { title: cause === NO_LINK ? 'title: missing-link' : `title: ${what}`, hint: `hint: ${what}` };
}
