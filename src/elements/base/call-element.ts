import type { DailyCall } from '@daily-co/daily-js';
import { html } from './html.js';
import { nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallController } from '../../call/call-controller.js';
import { onGone } from '../../context/on-gone.js';
import type { VisibleSession } from '../../core/call-session.js';
import type { CallStore } from '../../core/call-store.js';
import { DailyKnockError } from '../../core/errors.js';
import { checkRequest, type CheckedRequest, type RawRequest } from '../../core/requests.js';
import { roomHosts } from '../../core/room-hosts.js';
import type { CallOptions } from '../../daily/create-call.js';
import { hasOpaqueOrigin, loadDaily } from '../../daily/load-daily.js';
import { reportOn } from '../../events.js';

import type { Draft, EntryForm } from '../entry-form/entry-form.js';
import { renderPreviewPrompt } from '../entry-form/preview-prompt.js';
import { renderConnecting } from '../entry-form/status-card.js';
import { BaseElement } from './base-element.js';
import { callModule } from './call-module.js';
import { headingLevel } from './heading-level.js';
import { ignoreRepeats } from './ignore-repeats.js';
import { onIntent } from './intent.js';
import { StateReflection } from './reflect-state.js';

/** The states in which nothing is under way. */
const RESTING: readonly string[] = ['idle', 'rejected', 'failed'];

/** A join or a knock that waits for the controller. */
interface Start<Outcome> {
  readonly promise: Promise<Outcome>;
  settle(outcome: Outcome | Promise<Outcome>): void;
  readonly entrance: Entrance<never, Outcome>;
  readonly abort: AbortController;
}

/** How an element joins or knocks. */
export interface Entrance<Controller, Outcome> {
  readonly request: RawRequest;
  /** Whether the visitor must say a name. */
  readonly needsName: boolean;
  /** What is wrong beside link and name. */
  readonly problems?: readonly DailyKnockError[];
  /** Asks the page. Gives what it ends with if the page forbids it. */
  ask?(checked: CheckedRequest): Outcome | undefined;
  /** Goes on in the call. */
  enter(controller: Controller, checked: RawRequest): Promise<Outcome>;
  /** How it ends if the visitor or the page wishes that; may throw. */
  ended(): Outcome;
}

/**
 * An element that has a call: a form until somebody joins or knocks; from then on its controller, which is fetched, shows the call. It
 * owns the call (or uses the page's) and gives it to what is below it.
 */
export abstract class CallElement<
  State extends string,
  Outcome,
  Controller extends CallController<VisibleSession<State>>,
> extends BaseElement {
  /** The room link. When given, the field is not shown. */
  @property({ attribute: 'room-url', reflect: true, useDefault: true }) roomUrl = '';
  /** Initial value of the name field. */
  @property({ attribute: 'user-name', reflect: true, useDefault: true }) userName = '';
  /** Join with the camera off. */
  @property({ attribute: 'start-video-off', type: Boolean, reflect: true, useDefault: true }) startVideoOff = false;
  /** Join with the microphone off. */
  @property({ attribute: 'start-audio-off', type: Boolean, reflect: true, useDefault: true }) startAudioOff = false;
  /** Seconds that the way into the call (for a guest: into the lobby) may take before it counts as failed. */
  @property({ attribute: 'connect-timeout', type: Number, reflect: true, useDefault: true }) connectTimeout = 60;
  /**
   * How a knock, or the answer to one, makes itself noticed: `sound`, `title`, `notification`, separated by blanks, or `none`.
   */
  @property({ reflect: true, useDefault: true }) alerts = 'sound title';
  /** The level that the heading has among those of the page, 1 to 6; what stands below it has the next one. Anything else counts as 2. */
  @property({ attribute: 'heading-level', type: Number, reflect: true, useDefault: true }) headingLevel = 2;
  /** Further options for Daily, merged into what the call is created and joined with. */
  @property({ attribute: false }) callOptions: CallOptions | undefined;

  /** Kept while the form is not shown. Not reactive: while it is shown the fields have it all. */
  readonly #draft: Draft = {};
  readonly #reflection = new StateReflection(this);
  readonly #report = reportOn(this);
  /** Where the visitor last was while the element was drawn; tells when to move the focus. */
  #drawnState: State | undefined;
  #call: DailyCall | undefined;
  /** Goes on with what waits for the element to be back in the page. */
  #back = (): void => {};
  #hadFocus = false;
  /** The call, once it has been fetched. */
  protected controller: Controller | undefined;
  /** Where the visitor is until then. */
  #state = 'idle' as State;
  /** What is wrong with the form, or that the call cannot be fetched. */
  #error: DailyKnockError | undefined;
  #start: Start<Outcome> | undefined;
  /** The controller's promise of what has begun last, and the one that was given for it. */
  #entered: { readonly controllers: Promise<Outcome>; readonly elements: Promise<Outcome> } | undefined;
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
  protected abstract createController(module: NonNullable<typeof callModule.now>): Controller;

  /** @internal Begins by itself, where the page wishes that and says all but the room that is needed for it. */
  abstract get autoStart(): (() => void) | undefined;

  /** @internal */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id', 'token', 'state'];
  }

  /**
   * A `DailyCall` of the page's own. It is never destroyed here, and left only when the visitor presses Leave. Unset,
   * the element makes and destroys its own calls.
   */
  @property({ attribute: false })
  get call(): DailyCall | undefined {
    return this.#call;
  }

  set call(call: DailyCall | undefined) {
    const before = this.#call;
    this.#call = call;
    this.controller?.session.useCall(call);
    this.#follow();
    this.requestUpdate('call', before);
  }

  /** Where the visitor is. Reflected as attribute `state` and as `:state(…)`. */
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
   * Leaves the call, or ends the way into it; camera and microphone are released.
   *
   * @returns settles when the call has been left
   */
  async leave(): Promise<void> {
    this.#stop();
    await this.controller?.session.leave();
  }

  /**
   * Switches the camera; before the call, chooses how to join.
   *
   * @param on whether the others see this page's person
   */
  setCamera(on: boolean): void {
    if (!this.controller?.session.inCall) this.startVideoOff = !on;
    this.controller?.session.switchDevice('camera', on);
  }

  /**
   * Switches the microphone; before the call, chooses how to join.
   *
   * @param on whether the others hear this page's person
   */
  setMicrophone(on: boolean): void {
    if (!this.controller?.session.inCall) this.startAudioOff = !on;
    this.controller?.session.switchDevice('microphone', on);
  }

  override connectedCallback(): void {
    if (callModule.now) this.#attach(callModule.now);
    super.connectedCallback();
    this.#back();
    if (isInTheWay()) this.#loadQuietly();
    this.#follow();
    this.#reflection.show(this.state);
    this.requestUpdate();
  }

  /** @internal */
  sessionChanged(): void {
    if (!RESTING.includes(this.state)) this.#error = undefined;
    this.#reflection.show(this.state);
    this.#follow();
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'id') this.controller?.idChanged();
    // Libraries that make a page the same as what a server has sent take away what is not in that.
    if (name === 'state') this.#reflection.show(this.state);
    if (name === 'token' && value !== null) {
      console.warn(`<${this.localName}> ignores "token", which anybody could read. Set the property.`);
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    for (const field of this.#fields) {
      const typed = this.#draft[field.name as keyof Draft];
      if (typed !== undefined && typed !== field.value) field.value = typed;
    }
    const from = this.#drawnState;
    this.#drawnState = this.state;
    // Only whoever had the focus in here is led on, when something else is shown now or what they had has gone.
    const moved = from !== this.state || !this.shadowRoot?.activeElement;
    if (from !== undefined && this.#hadFocus && moved) this.focusState();
    this.#hadFocus = false;
  }

  /** @internal The properties of which a change may make an automatic start possible. */
  protected abstract readonly autoProperties: readonly string[];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#restoreTypedValues();
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    // Neither on a server nor outside of a page.
    if (this.isConnected && (this.call ?? (this.autoStart && this.roomUrl))) this.prepare();
    this.controller?.autoStart.update(this.autoProperties.some((name) => changed.has(name)));
  }

  /** Leads a visitor who was in here to what the new state shows first. */
  protected focusState(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
  }

  /**
   * Fills in what a request leaves open: from the properties, and from what was typed. What it brings is shown in the
   * form from then on.
   *
   * @internal
   * @param request what was given
   */
  complete({ roomUrl, userName }: Partial<RawRequest> = {}): RawRequest & Pick<Draft, 'token'> {
    this.#restoreTypedValues();
    if (roomUrl !== undefined && !this.roomUrl) this.fill('room-url', roomUrl);
    if (userName !== undefined) this.fill('user-name', userName);
    const draft = this.#draft;
    return {
      roomUrl: roomUrl ?? (this.roomUrl || (draft['room-url'] ?? '')),
      userName: draft['user-name'] ?? this.userName,
      token: draft.token,
    };
  }

  /** Puts a text into a field, shown or not. */
  protected fill(name: keyof Draft, text: string): void {
    this.#draft[name] = text;
    for (const field of this.#fields) if (field.name === name) field.value = text;
  }

  get #fields(): readonly HTMLInputElement[] {
    return [...(this.shadowRoot?.querySelectorAll('input') ?? [])];
  }

  /** Password managers and scripts fill in fields without any event; and before the element is there nobody hears one. */
  #restoreTypedValues(): void {
    for (const { name, value, defaultValue } of this.#fields) {
      const key = name as keyof Draft;
      if (value !== (this.#draft[key] ?? defaultValue)) this.#draft[key] = value;
    }
  }

  /** The part of the form that is the same for both. */
  protected entryForm(): Pick<
    EntryForm,
    | 'level'
    | 'userName'
    | 'isNamed'
    | 'roomUrl'
    | 'linkAlert'
    | 'notesOn'
    | 'failure'
    | 'failureWords'
    | 'notices'
    | 'onInput'
  > {
    const failed = this.state === 'failed' && this.error?.fatal;
    return {
      level: headingLevel(this.headingLevel),
      userName: this.userName,
      isNamed: (this.#draft['user-name'] ?? this.userName) !== '',
      roomUrl: this.roomUrl,
      linkAlert: this.controller?.renderLinkAlert(),
      notesOn: (name) => this.controller?.notesOn(name),
      failure: failed ? this.error : undefined,
      failureWords: this.controller?.wordsOf(this.error),
      notices: this.controller?.notices.render(),
      onInput: () => this.requestUpdate(),
    };
  }

  /** @internal What is said on the way into a call. */
  protected abstract readonly connectingHeading: 'joining' | 'knocking';

  /** @internal The form. */
  protected abstract renderForm(): TemplateResult;

  protected override render(): TemplateResult {
    return html`${this.controller?.render() ?? this.#renderEntrance()}${this.#renderPreview()}<slot></slot>`;
  }

  #renderEntrance(): TemplateResult {
    if (this.state !== 'connecting') return this.renderForm();
    return renderConnecting(this.words, {
      heading: this.words.term(this.connectingHeading),
      level: headingLevel(this.headingLevel),
      cancel: () => void this.leave(),
    });
  }

  /** One's own picture before the call, or the offer of it. */
  #renderPreview(): TemplateResult | typeof nothing {
    const isOffered = this.state === 'idle';
    return this.controller?.renderPreview() ?? (isOffered ? renderPreviewPrompt(this.words, this.#onPreview) : nothing);
  }

  readonly #onPreview = (): void => {
    this.#load().then(
      (controller) => controller.openPreview(),
      (cause: unknown) => this.#fail(cause),
    );
  };

  /** After a form was sent: leads to the first field that is not right. */
  protected async focusProblem(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /**
   * Joins or knocks. What has begun already is not begun again.
   *
   * @param entrance how
   */
  protected begin(entrance: Entrance<Controller, Outcome>): Promise<Outcome> {
    this.controller?.autoStart.stop();
    if (this.#start) return this.#start.promise;
    // Under way, or in the call.
    if (this.controller && !RESTING.includes(this.state)) {
      const entered = entrance.enter(this.controller, entrance.request);
      return entered === this.#entered?.controllers ? this.#entered.elements : entered;
    }
    // Outside of a page nothing would end it.
    if (!this.isConnected) return rejected(new DailyKnockError('aborted'));
    const checked = checkRequest(entrance.request, entrance.needsName);
    this.problems = [...checked.problems, ...(entrance.problems ?? [])];
    this.#error = this.problems[0];
    this.sessionChanged();
    if (this.#error) {
      // What is wrong is said by the controller.
      this.#loadQuietly();
      this.#report('daily-error', { error: this.#error });
      return rejected(this.#error);
    }
    let settle!: Start<Outcome>['settle'];
    const promise = new Promise<Outcome>((done) => (settle = done));
    // Whoever started by a click need not look at it; the page is told by events as well.
    promise.catch(() => {});
    const start: Start<Outcome> = { promise, settle, entrance, abort: new AbortController() };
    this.#start = start;
    const forbidden = entrance.ask?.(checked);
    if (forbidden !== undefined) this.#settle(start, () => forbidden);
    else void this.#enter(start, entrance, checked);
    return promise;
  }

  /** Waits for the controller, and hands over to it. */
  async #enter(start: Start<Outcome>, { enter }: Entrance<Controller, Outcome>, checked: RawRequest): Promise<void> {
    const { signal } = start.abort;
    try {
      if (signal.aborted) return;
      if (!this.controller) {
        this.#moveTo('connecting');
        await this.#loadUntil(signal);
      }
      this.#settle(start, () => {
        const controllers = enter(this.controller!, checked);
        this.#entered = { controllers, elements: start.promise };
        return controllers;
      });
    } catch (cause) {
      this.#settle(start, () => Promise.reject(this.#fail(cause)));
    }
  }

  /** Settles what has begun, once. */
  #settle(start: Start<Outcome>, outcome: () => Outcome | Promise<Outcome>): void {
    if (this.#start !== start) return;
    this.#start = undefined;
    start.settle(new Promise((done) => done(outcome())));
  }

  /** Ends what has begun by somebody's wish. */
  #stop(): void {
    const start = this.#start;
    if (!start) return;
    start.abort.abort();
    if (this.controller) void this.controller.session.leave();
    else this.#moveTo('idle');
    this.#settle(start, start.entrance.ended);
  }

  /** Waits for the controller, and where the element has been taken out of the page meanwhile until it is back. */
  async #loadUntil(signal: AbortSignal): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([
      this.#load(),
      new Promise((_, reject) => {
        signal.addEventListener('abort', reject);
        timer = setTimeout(reject, this.connectLimit * 1000, 'No answer came in time.');
      }),
    ]).finally(() => clearTimeout(timer));
    if (!this.isConnected) await new Promise<void>((back) => (this.#back = back));
  }

  #moveTo(state: 'idle' | 'connecting' | 'failed'): void {
    const from = this.#state;
    const to = state as State;
    if (from === to) return;
    this.#state = to;
    this.sessionChanged();
    this.#report('daily-state-change', { from, to });
  }

  /** The element's own files could not be had: for the visitor the same as daily-js not being there. */
  #fail(cause: unknown): DailyKnockError {
    const error = new DailyKnockError('load-failed', { cause });
    this.#error = error;
    this.#moveTo('failed');
    this.#report('daily-error', { error });
    return error;
  }

  #attach(module: NonNullable<typeof callModule.now>): Controller {
    if (!this.controller) {
      this.controller = this.createController(module);
      if (this.#call) this.controller.session.useCall(this.#call);
      this.sessionChanged();
    }
    return this.controller;
  }

  #load(): Promise<Controller> {
    const loading = callModule.load().then((module) => this.#attach(module));
    this.#loading = loading;
    return loading;
  }

  #loadQuietly(): void {
    if (!this.controller) this.#load().catch(() => {});
  }

  /** Starts to load what will be needed: somebody is about to use it. A failure is told when it is needed. */
  protected prepare(): void {
    this.#loadQuietly();
    const { roomUrl } = this;
    // Nothing for a room that the page does not allow. Other spellings of one that it does allow are found out when they are used.
    const isOurs = !roomUrl || (roomHosts()?.includes(roomUrl.split('/')[2]!) ?? true);
    if (!this.call && isOurs) loadDaily().catch(() => {});
  }

  /** Whoever waits for the drawing waits for the controller as well, if it is on its way. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#loading?.catch(() => {});
    return super.getUpdateComplete();
  }

  protected override get moreStyles(): readonly CSSResult[] {
    return this.controller?.styles ?? [];
  }

  #follow(): void {
    this.controller?.follow();
  }
}

/** Whether the browser cannot do what is needed: that is said before anything is begun. */
function isInTheWay(): boolean {
  return !globalThis.RTCPeerConnection || !isSecureContext || hasOpaqueOrigin();
}

function rejected(error: DailyKnockError): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}
