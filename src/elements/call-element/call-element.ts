import type { DailyCall } from '@daily-co/daily-js';
import type { CSSResult, PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallController } from '../../call/call-controller.js';
import { ifPageHides } from '../../context/if-page-hides.js';
import { onGone } from '../../context/on-gone.js';
import type { VisibleSession } from '../../core/call-session.js';
import type { CallStore } from '../../core/call-store.js';
import { DailyKnockError } from '../../core/errors.js';
import { FORM_STATES } from '../../core/form-states.js';
import type { LobbyChannel } from '../../core/lobby-channel.js';
import { type CheckedRequest, checkRequest, type RawRequest } from '../../core/requests.js';
import { roomHosts } from '../../core/room-hosts.js';
import type { CallOptions } from '../../daily/create-call.js';
import { hasOpaqueOrigin, loadDaily } from '../../daily/load-daily.js';
import { reportOn } from '../../events.js';
import { BaseElement } from '../base/base-element.js';
import { headingLevel } from '../base/heading-level.js';
import { html } from '../base/html.js';
import { ignoreRepeats } from '../base/ignore-repeats.js';
import { onIntent } from '../base/intent.js';
import { type CallModule, callModule } from './call-module.js';
import type { Draft, EntryForm } from './entry-form.js';
import { renderPreviewPrompt } from './preview-prompt.js';
import { StateReflection } from './reflect-state.js';
import { noPicture, renderConnecting } from './status-card.js';
import { TypedValues } from './typed-values.js';

/** How an element joins or knocks. */
export interface AttemptSteps<Outcome> {
  readonly request: RawRequest;
  /** Whether a name is required. */
  readonly needsName: boolean;
  /** Problems besides those of link and name. */
  readonly problems?: readonly DailyKnockError[];
  /** Asks the page for permission. Returns the outcome if the page forbids it. */
  confirm?(checked: CheckedRequest): Outcome | undefined;
  /** Joins or knocks. Called when the controller is there. */
  run(request: RawRequest): Promise<Outcome>;
  /** The outcome if the visitor or the page cancels. May throw. */
  cancelled(): Outcome;
}

/** A join or knock that waits for the controller. */
interface PendingAttempt<Outcome> {
  readonly promise: Promise<Outcome>;
  settle(outcome: Outcome | Promise<Outcome>): void;
  readonly steps: AttemptSteps<Outcome>;
  readonly abort: AbortController;
}

/**
 * The base of the elements that have a call. It renders the form. The lazily loaded controller renders the call, which the element owns (or
 * takes from the page) and provides to the elements below.
 */
export abstract class CallElement<State extends string, Outcome> extends BaseElement {
  /** The room link. Hides the field for it. */
  @property({ attribute: 'room-url', reflect: true, useDefault: true }) roomUrl = '';
  /** The initial value of the name field. */
  @property({ attribute: 'user-name', reflect: true, useDefault: true }) userName = '';
  /** Whether to join with the camera off. */
  @property({ attribute: 'start-video-off', type: Boolean, reflect: true, useDefault: true }) startVideoOff = false;
  /** Whether to join with the microphone off. */
  @property({ attribute: 'start-audio-off', type: Boolean, reflect: true, useDefault: true }) startAudioOff = false;
  /** Seconds after which joining the call (for a guest: the lobby) counts as failed. */
  @property({ attribute: 'connect-timeout', type: Number, reflect: true, useDefault: true }) connectTimeout = 60;
  /**
   * How a knock, or the answer to one, alerts: `sound`, `title` and `notification`, separated by spaces, or `none`.
   */
  @property({ reflect: true, useDefault: true }) alerts = 'sound title';
  /** The level of the heading in the page's outline, 1 to 6. Headings below it have the next level. Other values count as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;
  /** Options for Daily, with which the call is created and joined. */
  @property({ attribute: false }) callOptions: CallOptions | undefined;
  /** The site's channel, over which an owner's messages and the places in the queue reach the people who wait. */
  @property({ attribute: false }) channel: LobbyChannel | undefined;

  readonly #typed = new TypedValues(this);
  readonly #reflection = new StateReflection(this);
  readonly #report = reportOn(this);
  /** The state that was last rendered. A change may move the focus. */
  #renderedState: State | undefined;
  #call: DailyCall | undefined;
  /** Resumes an attempt that waits for the element to be back in the page. */
  #resume = (): void => {};
  #hadFocus = false;
  /** @internal Set once the lazy chunk is loaded. */
  protected controller: CallController<VisibleSession<State>> | undefined;
  /** The state until then. */
  #state = 'idle' as State;
  /** A problem of the form, or a failure to load the lazy chunk. */
  #error: DailyKnockError | undefined;
  #pending: PendingAttempt<Outcome> | undefined;
  /** The promise of the controller's last join or knock, and the one that the element returned for it. */
  #running: { readonly controllers: Promise<Outcome>; readonly elements: Promise<Outcome> } | undefined;
  #loading: Promise<unknown> | undefined;
  /** @internal */
  problems: readonly DailyKnockError[] = [];

  constructor() {
    super();
    onIntent(this, () => this.prepare());
    onGone(this, () => this.#stop());
    ignoreRepeats(this, () => [this.state, ...(this.controller?.shown ?? [])].join());
  }

  /** @internal Makes the controller. */
  protected abstract createController(module: CallModule): CallController<VisibleSession<State>>;

  /** @internal Starts automatically. Set if the page asks for it and has set everything but the room. */
  abstract get autoStart(): (() => void) | undefined;

  /** @internal */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id', 'token', 'state'];
  }

  /**
   * A `DailyCall` of the page. The element never destroys it, and leaves it only when the visitor presses Leave. By default the element
   * creates and destroys its own calls.
   */
  @property({ attribute: false })
  get call(): DailyCall | undefined {
    return this.#call;
  }

  set call(call: DailyCall | undefined) {
    const before = this.#call;
    // The page ends the attempt, not the visitor: an automatic start begins again with the other call.
    if (call !== before && !FORM_STATES.includes(this.state)) this.controller?.autoStart.restart();
    this.#call = call;
    this.controller?.session.useCall(call);
    this.controller?.follow();
    this.requestUpdate('call', before);
  }

  /** The current state. Reflected as attribute `state` and as `:state(…)`. */
  get state(): State {
    return this.controller?.session.state ?? this.#state;
  }

  /** The last error, or `undefined`. */
  get error(): DailyKnockError | undefined {
    return this.#error ?? this.controller?.session.error;
  }

  /** @internal */
  get callStore(): CallStore | undefined {
    return this.controller?.session.store;
  }

  /** @internal */
  get connectLimit(): number {
    return Math.min(this.connectTimeout > 0 ? this.connectTimeout : 60, 2e6);
  }

  /**
   * Leaves the call, or cancels joining it. Releases camera and microphone.
   *
   * @returns Resolves when the call has been left.
   */
  leave(): Promise<void> {
    this.controller?.preview.leave();
    return this.end();
  }

  /** @internal Ends the attempt or the call. */
  async end(): Promise<void> {
    this.#stop();
    await this.controller?.session.leave();
  }

  /**
   * Switches the camera. Before the call it sets `startVideoOff`.
   *
   * @param on - Whether others see the visitor.
   */
  setCamera(on: boolean): void {
    if (!this.controller?.session.inCall) this.startVideoOff = !on;
    this.controller?.session.switchDevice('camera', on);
  }

  /**
   * Switches the microphone. Before the call it sets `startAudioOff`.
   *
   * @param on - Whether others hear the visitor.
   */
  setMicrophone(on: boolean): void {
    if (!this.controller?.session.inCall) this.startAudioOff = !on;
    this.controller?.session.switchDevice('microphone', on);
  }

  override connectedCallback(): void {
    if (callModule.now) this.#attach(callModule.now);
    super.connectedCallback();
    this.#resume();
    if (isUnsupported()) this.#loadQuietly();
    this.controller?.follow();
    this.#reflection.show(this.state);
    this.requestUpdate();
  }

  /** @internal */
  sessionChanged(): void {
    if (!FORM_STATES.includes(this.state)) this.#error = undefined;
    this.#reflection.show(this.state);
    this.controller?.follow();
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (this.controller?.attributes.restore(name, value)) return;
    super.attributeChangedCallback(name, old, value);
    if (name === 'id') this.controller?.notifyConsumers();
    // Libraries that morph a page into the server's version remove attributes that are not in it.
    if (name === 'state') this.#reflection.show(this.state);
    if (name === 'token' && value !== null) {
      console.warn(`<${this.localName}> ignores "token", which anybody could read. Set the property.`);
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#typed.restore();
    const from = this.#renderedState;
    this.#renderedState = this.state;
    // Only if the focus was in here, and the state has changed or the focused element is gone.
    const moved = from !== this.state || !this.shadowRoot?.activeElement;
    if (from !== undefined && this.#hadFocus && moved) this.focusState();
    this.#hadFocus = false;
  }

  /** @internal The properties whose change may allow an automatic start. */
  protected abstract readonly autoProperties: readonly string[];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#typed.read();
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    if (this.isConnected && (this.call ?? (this.autoStart && this.roomUrl))) this.prepare();
    this.controller?.autoStart.update(this.autoProperties.some((name) => changed.has(name)));
  }

  /** @internal Moves the focus to the main element of the new state. */
  protected focusState(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
  }

  /**
   * Completes a request from the properties and the form. The form shows the values of the request from then on.
   *
   * @internal
   */
  complete({ roomUrl, userName }: Partial<RawRequest> = {}): RawRequest & Pick<Draft, 'token' | 'note'> {
    const draft = this.#typed.read();
    if (!this.roomUrl) this.fill('room-url', roomUrl);
    this.fill('user-name', userName);
    return {
      roomUrl: roomUrl ?? (this.roomUrl || (draft['room-url'] ?? '')),
      // A page may set `null`, such as a parameter that its address does not have.
      userName: draft['user-name'] ?? this.userName ?? '',
      token: draft.token,
      note: draft.note,
    };
  }

  /** @internal Sets the text of a field, rendered or not, if there is one. */
  protected fill(name: keyof Draft, text: string | undefined): void {
    this.#typed.fill(name, text);
  }

  /** @internal The part of the form that both elements share. */
  protected entryForm(): Pick<
    EntryForm,
    | 'picture'
    | 'level'
    | 'userName'
    | 'isNamed'
    | 'roomUrl'
    | 'linkAlert'
    | 'leftHeading'
    | 'notesOn'
    | 'failure'
    | 'failureWords'
    | 'notices'
    | 'onInput'
    | 'onSubmit'
  > {
    const failed = this.state === 'failed' && this.error?.fatal;
    return {
      picture: this.controller?.preview.render() ?? renderPreviewPrompt(this.words, this.#onPreview),
      level: headingLevel(this.headingLevel),
      userName: this.userName,
      isNamed: Boolean(this.#typed.draft['user-name'] ?? this.userName),
      roomUrl: this.roomUrl,
      linkAlert: this.controller?.renderLinkAlert(),
      leftHeading: this.controller?.session.hasLeft ? this.words.term('leftHeading') : undefined,
      notesOn: (name) => this.controller?.notesOn(name),
      failure: failed ? this.error : undefined,
      failureWords: this.controller?.wordsOf(this.error),
      notices: this.controller?.notices.render(),
      onInput: () => this.requestUpdate(),
      onSubmit: this.#onSubmit,
    };
  }

  /** @internal The heading while connecting. */
  protected abstract readonly connectingHeading: 'joining' | 'knocking';

  /** @internal The form. */
  protected abstract renderForm(): TemplateResult;

  protected override render(): TemplateResult {
    return html`${this.controller?.render() ?? this.#renderWithoutCall()}<slot></slot>`;
  }

  #renderWithoutCall(): TemplateResult {
    if (this.state !== 'connecting') return this.renderForm();
    return renderConnecting(this.words, {
      heading: this.words.term(this.connectingHeading),
      level: headingLevel(this.headingLevel),
      picture: noPicture(this),
      cancel: () => void this.leave(),
    });
  }

  readonly #onPreview = (): void => {
    let isWanted = true;
    const open = (): void => {
      if (isWanted) void this.controller?.preview.open();
    };
    ifPageHides(this.#load(), () => (isWanted = false)).then(open, this.#fail);
  };

  /** @internal Joins or knocks with what is typed. */
  protected abstract submit(): void;

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.submit();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  /** @internal Joins or knocks. Returns the promise of an attempt that is under way already. */
  protected begin(steps: AttemptSteps<Outcome>): Promise<Outcome> {
    this.controller?.autoStart.stop();
    if (this.#pending) return this.#pending.promise;
    if (this.controller && !FORM_STATES.includes(this.state)) {
      const running = steps.run(steps.request);
      return running === this.#running?.controllers ? this.#running.elements : running;
    }
    // Outside a page nothing would end it.
    if (!this.isConnected) return rejected(new DailyKnockError('aborted'));
    const checked = checkRequest(steps.request, steps.needsName);
    this.problems = [...checked.problems, ...(steps.problems ?? [])];
    this.#error = this.problems[0];
    this.sessionChanged();
    if (this.#error) {
      this.#report('daily-error', { error: this.#error });
      // The controller renders problems.
      this.#load().catch(this.#fail);
      return rejected(this.#error);
    }
    let settle!: PendingAttempt<Outcome>['settle'];
    const promise = new Promise<Outcome>((done) => (settle = done));
    // A click handler ignores the promise. Events report the failure as well.
    promise.catch(() => {});
    const attempt: PendingAttempt<Outcome> = { promise, settle, steps, abort: new AbortController() };
    this.#pending = attempt;
    const forbidden = steps.confirm?.(checked);
    if (forbidden !== undefined) this.#settle(attempt, () => forbidden);
    else void this.#runWhenLoaded(attempt, checked);
    return promise;
  }

  async #runWhenLoaded(attempt: PendingAttempt<Outcome>, checked: CheckedRequest): Promise<void> {
    const { signal } = attempt.abort;
    try {
      if (signal.aborted) return;
      if (!this.controller) {
        this.#moveTo('connecting');
        await this.#loadUntil(signal);
      }
      this.#settle(attempt, () => {
        const controllers = attempt.steps.run(checked);
        this.#running = { controllers, elements: attempt.promise };
        return controllers;
      });
    } catch (cause) {
      this.#settle(attempt, () => Promise.reject(this.#fail(cause)));
    }
  }

  /** Settles the promise of an attempt, once. */
  #settle(attempt: PendingAttempt<Outcome>, outcome: () => Outcome | Promise<Outcome>): void {
    if (this.#pending !== attempt) return;
    this.#pending = undefined;
    attempt.settle(new Promise((done) => done(outcome())));
  }

  /** Cancels the attempt. */
  #stop(): void {
    const attempt = this.#pending;
    if (!attempt) return;
    attempt.abort.abort();
    if (this.controller) void this.controller.session.leave();
    else this.#moveTo('idle');
    this.#settle(attempt, () => attempt.steps.cancelled());
  }

  /**
   * Waits for the controller, which ends its attempts itself when the page goes. If the element has left the page meanwhile, also waits until
   * it is back.
   */
  async #loadUntil(signal: AbortSignal): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const loading = Promise.race([
      this.#load(),
      new Promise((_, reject) => {
        signal.addEventListener('abort', reject);
        timer = setTimeout(reject, this.connectLimit * 1000, 'No answer came in time.');
      }),
    ]).finally(() => clearTimeout(timer));
    await ifPageHides(loading, () => this.#stop());
    if (!this.isConnected) await new Promise<void>((resume) => (this.#resume = resume));
  }

  #moveTo(state: 'idle' | 'connecting' | 'failed'): void {
    const from = this.#state;
    const to = state as State;
    if (from === to) return;
    this.#state = to;
    this.sessionChanged();
    this.#report('daily-state-change', { from, to });
  }

  /** Reports that the lazy chunk could not be loaded. For the visitor it is the same as a failure to load daily-js. */
  readonly #fail = (cause: unknown): DailyKnockError => {
    const known = this.#error;
    // The preview and an attempt may have waited for the same load.
    if (known && known.cause === cause) return known;
    const error = new DailyKnockError('load-failed', { cause });
    this.#error = error;
    this.#moveTo('failed');
    this.requestUpdate(); // The form may have failed already, and show a problem of a field since.
    this.#report('daily-error', { error });
    return error;
  };

  #attach(module: CallModule): void {
    if (!this.controller) {
      this.controller = this.createController(module);
      if (this.#call) this.controller.session.useCall(this.#call);
      // Those in the page have found this element without a call.
      this.controller.notifyConsumers();
      this.sessionChanged();
    }
  }

  #load(): Promise<void> {
    const loading = callModule.load().then((module) => this.#attach(module));
    this.#loading = loading;
    return loading;
  }

  #loadQuietly(): void {
    if (!this.controller) this.#load().catch(() => {});
  }

  /** @internal Preloads the lazy chunk and daily-js. A failure is reported when they are needed. */
  protected prepare(): void {
    this.#loadQuietly();
    const { roomUrl } = this;
    // Not for a room that the page does not allow. Only this spelling is preloaded; others are checked when they are used.
    const isAllowed = !roomUrl || (roomHosts()?.includes(roomUrl.split('/')[2]!) ?? true);
    if (!this.call && isAllowed) loadDaily().catch(() => {});
  }

  /** `updateComplete` includes a controller that is loading. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#loading?.catch(() => {});
    return super.getUpdateComplete();
  }

  protected override get moreStyles(): readonly CSSResult[] {
    return this.controller?.styles ?? [];
  }
}

/** Whether this browser or page cannot make calls, which the element says at once. */
function isUnsupported(): boolean {
  return !globalThis.RTCPeerConnection || !isSecureContext || hasOpaqueOrigin();
}

function rejected(error: DailyKnockError): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}
