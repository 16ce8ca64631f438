import type { DailyCallOptions } from '@daily-co/daily-js';
import { nothing, type CSSResult, type TemplateResult } from 'lit';
import { CallProvider } from '../context/call-provider.js';
import { onGone } from '../context/on-gone.js';
import { notifyCallElements } from '../context/call-elements.js';
import { StoreController } from '../context/store-controller.js';
import type { SessionEnv } from '../core/session-env.js';
import type { VisibleSession } from '../core/call-session.js';
import { systemClock } from '../core/clock.js';
import { DailyKnockError } from '../core/errors.js';
import type { Role } from '../core/reports.js';
import { RoomHostError } from '../core/requests.js';
import { hasOpaqueOrigin } from '../daily/load-daily.js';
import { joinOptions, mergeCallOptions } from '../daily/create-call.js';
import { reportOn } from '../events.js';
import { completeEnglish } from '../i18n/registry.js';
import { en } from '../i18n/en.js';
import { html } from '../elements/base/html.js';
import { LocalDevices } from './devices/local-devices.js';
import type { MediaKind } from './devices/request-devices.js';
import { AlertsController, type AlertsKind } from './alerts/alerts-controller.js';
import { AutoStart } from './auto-start.js';
import { Announcer } from '../elements/base/announcer.js';
import { renderInterrupted, renderStage, selectStage, type Stage, type StageActions } from './stage/call-stage.js';
import { stageStyles } from './stage/call-stage.styles.js';
import { LazyPart } from './lazy-part.js';
import { PreloadedCall } from './preloaded-call.js';
import type { Draft } from '../elements/entry-form/entry-form.js';
import { renderAlert, type AlertWords, type FieldNotes } from '../elements/entry-form/field.js';
import { headingLevel } from '../elements/base/heading-level.js';
import { renderConnecting, renderStatusCard, type StatusCard } from '../elements/entry-form/status-card.js';
import { icons } from '../elements/styles/icons.js';
import { Notices } from './diagnostics/notices.js';
import type { CallHost } from './host.js';
import { problemStyles } from '../elements/styles/alert.styles.js';
import { ScreenWakeLock } from './screen-wake-lock.js';
import { SoundPrompt } from './stage/sound-prompt.js';
import { tilesStyles } from './stage/tiles.styles.js';

/** What can be wrong with a field. */
const PROBLEMS = { 'user-name': 'missing-name', 'room-url': 'invalid-room-url', token: 'missing-token' } as const;

/** A call of an element: its session, tied to the element's life, and what is shown of it beyond the form. */
export abstract class CallController<Session extends VisibleSession<string> = VisibleSession<string>> {
  readonly styles: readonly CSSResult[] = [problemStyles, stageStyles, tilesStyles];
  /** The session that the call element shows. */
  readonly session: Session;
  /** The part of the call that the stage shows. */
  protected readonly stage: StoreController<Stage>;
  /** Why something cannot work here. */
  readonly notices: Notices;
  protected readonly host: CallHost;
  /** What begins by itself. */
  readonly autoStart: AutoStart;
  readonly #provider: CallProvider;
  readonly #alerts: AlertsController;
  readonly #wakeLock: ScreenWakeLock;
  readonly #devices: LazyPart;
  readonly #preview: LazyPart;
  /** What the visitor sees and hears in the preview is what they join with. */
  readonly #localDevices = new LocalDevices();
  /** Whether camera and microphone are off only because the call began by itself; over as soon as one has been asked for. */
  #areDevicesHeldBack = false;

  /**
   * @param host the element
   * @param role whose side it is for
   * @param createSession makes its session
   */
  constructor(host: CallHost, role: Role, createSession: (env: SessionEnv) => Session) {
    completeEnglish(en);
    this.host = host;
    this.#wakeLock = new ScreenWakeLock(host);
    this.autoStart = new AutoStart(host);
    this.session = createSession(this.#env());
    this.stage = new StoreController(host, selectStage);
    new SoundPrompt(host, () => (this.session.inCall ? this.session.store : undefined));
    this.#devices = new LazyPart(host, () => import('./devices/device-menu.js'));
    this.#preview = new LazyPart(host, () => import('./devices/preview.js'));
    this.#provider = new CallProvider(host, this.session, this.autoStart.restart);
    this.notices = new Notices(host, this.session, role);
    new Announcer(host, { waiting: () => this.session.store.snapshot.waiting.length });
    this.#alerts = new AlertsController(host, host.words, () => this.loadAlerts());
    host.addController({ hostUpdate: () => this.#forgetHeldBack() });
    // A page's own call goes on without the element, but the screen is the page's then.
    onGone(host, () => {
      this.#wakeLock.follow(false);
      if (!this.session.inCall) this.#localDevices.release();
    });
  }

  /** Fetches what makes itself noticed. */
  protected abstract loadAlerts(): Promise<AlertsKind>;

  /** What is drawn in the session's state; nothing in those in which the form is. */
  abstract render(): TemplateResult | undefined;

  /** What tells which buttons stand where, beside the state. */
  get shown(): readonly unknown[] {
    const { store } = this.session;
    return [store.snapshot.soundRefused, this.#preview.isOpen, this.#devices.isOpen];
  }

  /** The states in which the preview stays: those before the call takes camera and microphone. */
  protected abstract readonly previewStates: readonly string[];

  /** One's own picture, while the visitor wants it. */
  renderPreview(): TemplateResult | undefined {
    const { words } = this.host;
    if (!this.#preview.isShown || !this.previewStates.includes(this.session.state)) return undefined;
    return html`<section class="card" part="preview" lang=${words.lang()} dir=${words.dir()}>
      <daily-knock-preview
        class="preview-view"
        tabindex="-1"
        data-preview
        role="group"
        aria-label=${words.term('previewVideo')}
        .devices=${this.#localDevices}
        .close=${this.#leavePreview}
      ></daily-knock-preview>
    </section>`;
  }

  /** Shows it. The browser asks for camera and microphone then. */
  async openPreview(): Promise<void> {
    await this.#preview.open();
    await this.#lead('[data-preview]');
  }

  readonly #leavePreview = (): void => {
    this.#preview.close();
    this.#localDevices.release();
    void this.#lead('[data-try]');
  };

  /** What had the focus has gone. */
  async #lead(selector: string): Promise<void> {
    await this.host.updateComplete;
    this.host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** The session may show another call now. */
  follow(): void {
    // The call takes over what is open.
    if (!this.previewStates.includes(this.session.state)) this.#preview.close();
    if (this.host.isConnected) {
      this.#provider.update();
      this.stage.use(this.session.store);
    }
    this.#wakeLock.follow(this.session.connected && (this.session.inCall || this.session.state === 'waiting'));
    this.#alerts.follow();
    this.notices.follow();
  }

  /** Elements with `for` may find another element now. */
  idChanged(): void {
    if (this.host.isConnected) notifyCallElements();
  }

  #forgetHeldBack(): void {
    const { camera, cameraBlocked, microphone, microphoneBlocked } = this.stage.value;
    if (camera || cameraBlocked || microphone || microphoneBlocked) this.#areDevicesHeldBack = false;
  }

  /**
   * Reads the options that `preAuth()` and `join()` take.
   *
   * @param roomUrl the room
   * @param isAutomatic whether it began by itself: then camera and microphone are off unless the visitor has done something
   */
  readonly joinOptions = (roomUrl: string, isAutomatic: boolean): (() => DailyCallOptions) => {
    // Once for both: daily-js keeps what `preAuth()` was given.
    const areHeldBack = isAutomatic && !hasBeenActive(this.host);
    return () => {
      const { callOptions, startVideoOff, startAudioOff } = this.host;
      const options = joinOptions(mergeCallOptions(roomUrl, callOptions));
      if (startVideoOff) options.startVideoOff = true;
      if (startAudioOff) options.startAudioOff = true;
      this.#areDevicesHeldBack = areHeldBack && !(options.startVideoOff && options.startAudioOff);
      return areHeldBack ? { ...options, startVideoOff: true, startAudioOff: true } : options;
    };
  };

  /**
   * The words about an error where its code alone does not tell them: why it came, how the call ended, or that the visitor is not in
   * the call yet.
   *
   * @param error the error
   */
  wordsOf(error: DailyKnockError | undefined): AlertWords | undefined {
    if (!error) return undefined;
    const { ending, inCall } = this.session;
    if (ending) return { title: `title: ${ending}`, hint: `hint: ${ending}` };
    const because = this.notices.because(error.code);
    if (because) return { hint: `todo: ${because}` };
    const isOutside = !inCall && error.code.startsWith('camera-') && error.code !== 'camera-undefined-mediadevices';
    return isOutside ? { hint: 'previewHint' } : undefined;
  }

  #problemOf(name: keyof Draft): DailyKnockError | undefined {
    return this.host.problems.find(({ code }) => code === PROBLEMS[name]);
  }

  /**
   * What is said below a field: what is to be known of it, and what is wrong with it.
   *
   * @param name the field's
   */
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

  /** What is to be known of a field. */
  protected hintAt(_name: keyof Draft): string | undefined {
    return undefined;
  }

  /** What is wrong with the link that the page gave; there is no field for it. */
  renderLinkAlert(): unknown {
    const problem = this.host.roomUrl ? this.#problemOf('room-url') : undefined;
    return problem && renderAlert(problem, this.host.words, wordsOfProblem(problem));
  }

  /** What ends nothing: an error, or why something cannot work here. */
  protected renderNews(): TemplateResult {
    const { notice } = this.session;
    const error = renderAlert(notice, this.host.words, this.wordsOf(notice));
    return html`${error} ${this.notices.render()} ${this.#renderHeldBack()}`;
  }

  /** Why a visitor is neither seen nor heard, until they are. */
  #renderHeldBack(): TemplateResult | typeof nothing {
    const { words } = this.host;
    if (!this.#areDevicesHeldBack || this.session.state === 'connecting') return nothing;
    return html`<div class="alert notice" part="notice" role="status" lang=${words.lang()} dir=${words.dir()}>
      ${icons.alert}
      <p><strong>${words.term('devicesOff')}</strong> ${words.term('devicesOffHint')}</p>
    </div>`;
  }

  /**
   * The call.
   *
   * @param aside what stands beside the pictures
   */
  protected renderStage(aside?: TemplateResult): TemplateResult {
    const { words, headingLevel: level } = this.host;
    const additions = { aside, news: this.renderNews() };
    return renderStage(this.stage.value, this.actions, words, headingLevel(level), additions);
  }

  /** What the buttons of the call do. */
  protected get actions(): StageActions {
    const { host } = this;
    return {
      setCamera: (on) => host.setCamera(on),
      setMicrophone: (on) => host.setMicrophone(on),
      startSound: () => this.session.store.sound.start(),
      leave: () => void host.leave(),
      devices: {
        isOpen: this.#devices.isOpen,
        content: this.#devices.isShown ? this.#renderDevices() : undefined,
        toggle: this.#devices.toggle,
      },
    };
  }

  /**
   * A card that says where the visitor is on the way in.
   *
   * @param card what it says, and what can be done
   */
  protected renderCard(card: Omit<StatusCard, 'level' | 'more'>): TemplateResult {
    return renderStatusCard(this.host.words, { ...card, ...this.#cardParts(card.isPending) });
  }

  /**
   * On the way into the call; while the browser asks for camera and microphone that is said, as nothing goes on before it is answered.
   *
   * @param heading what is said otherwise
   * @param cancel gives up
   */
  protected renderConnecting(heading: string, cancel: () => void): TemplateResult {
    const { words } = this.host;
    const asking = this.session.isAsking && {
      heading: html`${words.term('askingHeading')}`,
      text: words.term('askingText'),
    };
    return renderConnecting(words, { heading, cancel, ...asking, ...this.#cardParts(true) });
  }

  #cardParts(isPending = false): Pick<StatusCard, 'level' | 'more'> {
    const interrupted = renderInterrupted(this.stage.value.interrupted, this.host.words);
    return {
      level: headingLevel(this.host.headingLevel),
      more: html`${interrupted} ${isPending ? this.renderNews() : nothing}`,
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
      devices: this.#localDevices,
      obstacle: () =>
        hasOpaqueOrigin()
          ? new DailyKnockError('load-failed', { cause: 'daily-js needs an origin of its own.' })
          : undefined,
      createCall: (roomUrl) => preloaded.take(roomUrl),
      connectTimeout: () => host.connectLimit,
      changed: () => host.sessionChanged(),
    };
  }
}

function wordsOfProblem({ code, cause }: DailyKnockError): Required<AlertWords> {
  const what = cause instanceof RoomHostError ? 'room-host' : code;
  return { title: `title: ${what}`, hint: `hint: ${what}` };
}

/** Whether the visitor has done something in the element's window. Browsers that do not tell count as if they had not. */
function hasBeenActive({ ownerDocument }: Element): boolean {
  const navigator = ownerDocument.defaultView?.navigator as Partial<Navigator> | undefined;
  return navigator?.userActivation?.hasBeenActive === true;
}
