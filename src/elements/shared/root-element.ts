import type { DailyCall, DailyCallOptions } from '@daily-co/daily-js';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { CallProvider } from '../../context/call-provider.js';
import type { Root } from '../../context/roots.js';
import { notifyRoots } from '../../context/roots.js';
import { StoreController } from '../../context/store-controller.js';
import type { CallSession, SessionEnv } from '../../core/call-session.js';
import type { CallStore } from '../../core/call-store.js';
import { systemClock } from '../../core/clock.js';
import type { DailyKnockError } from '../../core/errors.js';
import type { RawRequest } from '../../core/requests.js';
import { createCall, joinOptions, loadDaily, mergeCallOptions, type CallOptions } from '../../daily/create-call.js';
import { reportOn } from '../../events.js';
import { AlertsGate, type AlertsKind } from './alerts/alerts-gate.js';
import { selectStage, type Stage } from './call-stage.js';
import type { Draft, EntryForm } from './entry-form.js';
import { LocalizedElement } from './localized-element.js';
import { onIntent } from './intent.js';
import { SoundOffer } from './sound-offer.js';
import { StateReflection } from './reflect-state.js';

/**
 * What both roots have in common: they own one call (or use the page's), give it to what is below them, and show a
 * session's state.
 */
export abstract class RootElement<State extends string, Outcome, Session extends CallSession<State, Outcome>>
  extends LocalizedElement
  implements Root
{
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
  /** Further options for Daily, merged into what the call is created and joined with. */
  @property({ attribute: false }) callOptions: CallOptions | undefined;

  /** The session that this root shows. */
  protected readonly session: Session;
  /** What the visitor has typed; until then the name is the page's. */
  @state() private draft: Partial<Draft> = {};

  /** The part of the call that the stage shows. */
  protected readonly stage: StoreController<Stage>;
  readonly #reflection = new StateReflection(this);
  readonly #provider: CallProvider;
  readonly #alerts = new AlertsGate(this, this.words, () => this.loadAlerts());
  /** Where the visitor last was while the element was drawn; tells when to move the focus. */
  #drawnState: State | undefined;
  #call: DailyCall | undefined;
  #prepared = false;
  #autoDue = true;
  #hadFocus = false;

  constructor() {
    super();
    this.session = this.createSession();
    this.stage = new StoreController(this, selectStage);
    new SoundOffer(this, () => (this.session.inCall ? this.callStore : undefined));
    this.#provider = new CallProvider(this, this.session);
    onIntent(this, () => this.#prepare());
  }

  /** Makes the session. Called while the element is being constructed. */
  protected abstract createSession(): Session;

  /** Fetches what makes itself noticed. */
  protected abstract loadAlerts(): Promise<AlertsKind>;

  /** Begins by itself, if the page wishes that and everything is known. */
  protected abstract autoStart(): void;

  /** @internal */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'id', 'token'];
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
    this.session.useCall(call);
    this.#follow();
    this.requestUpdate('call', before);
  }

  /** Where the visitor is. Reflected as attribute `state` and as `:state(…)`. */
  get state(): State {
    return this.session.state;
  }

  /** The last error, or `undefined`. */
  get error(): DailyKnockError | undefined {
    return this.session.error;
  }

  /** @internal */
  get callStore(): CallStore {
    return this.session.store;
  }

  /**
   * Leaves the call, or ends the way into it; camera and microphone are released.
   *
   * @returns settles when the call has been left
   */
  leave(): Promise<void> {
    return this.session.leave();
  }

  /**
   * Switches the camera; before the call, chooses how to join.
   *
   * @param on whether the others see this page's person
   */
  setCamera(on: boolean): void {
    if (!this.session.inCall) this.startVideoOff = !on;
    this.session.switchDevice('camera', on);
  }

  /**
   * Switches the microphone; before the call, chooses how to join.
   *
   * @param on whether the others hear this page's person
   */
  setMicrophone(on: boolean): void {
    if (!this.session.inCall) this.startAudioOff = !on;
    this.session.switchDevice('microphone', on);
  }

  override connectedCallback(): void {
    // Moved within the page it is still connected in the session's eyes; put back after a removal it begins anew.
    if (!this.session.connected) this.#autoDue = true;
    super.connectedCallback();
    this.#follow();
    this.#reflection.show(this.state);
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'id' && this.isConnected) notifyRoots();
    if (name === 'token' && value !== null) {
      console.warn(
        `<${this.localName}> ignores the attribute "token": whoever reads the page could read it. Set the property "token", or "getToken".`,
      );
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const from = this.#drawnState;
    this.#drawnState = this.state;
    // Only whoever had the focus in here is led on, when something else is shown now or what they had has gone.
    const moved = from !== this.state || !this.shadowRoot?.activeElement;
    if (from !== undefined && this.#hadFocus && moved) this.focusState();
    this.#hadFocus = false;
  }

  /** The properties of which a change may make an automatic start possible. */
  protected abstract readonly autoProperties: readonly PropertyKey[];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    // Before the drawing, so that an element that begins by itself never shows its form for a moment.
    if (this.#autoDue || this.autoProperties.some((name) => changed.has(name))) {
      this.#autoDue = false;
      this.autoStart();
    }
  }

  /** Leads a visitor who was in here to what the new state shows first. */
  protected focusState(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('[data-focus]');
    target?.focus();
  }

  /**
   * Fills in what a request leaves open: from the properties, and from what was typed. What it brings is shown in the
   * form from then on.
   *
   * @param request what was given
   */
  protected complete(request: Partial<RawRequest>): RawRequest {
    const { roomUrl, userName } = request;
    if (roomUrl !== undefined && !this.roomUrl) this.draft = { ...this.draft, url: roomUrl };
    if (userName !== undefined) this.draft = { ...this.draft, name: userName };
    return {
      roomUrl: roomUrl ?? (this.roomUrl || (this.draft.url ?? '')),
      userName: userName ?? this.draft.name ?? this.userName,
    };
  }

  /** The part of the form that is the same for both roots. */
  protected entryForm(): Pick<EntryForm, 'draft' | 'roomUrl' | 'problems' | 'failure' | 'onDraft'> {
    const failed = this.state === 'failed' && this.error?.fatal;
    return {
      draft: { name: this.draft.name ?? this.userName, url: this.draft.url ?? '' },
      roomUrl: this.roomUrl,
      problems: this.session.problems,
      failure: failed ? this.error : undefined,
      onDraft: (change) => (this.draft = { ...this.draft, ...change }),
    };
  }

  /** After a form was sent: leads to the first field that is not right. */
  protected async focusProblem(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /** What the session needs of this element. */
  protected sessionEnv(): SessionEnv {
    return {
      clock: systemClock,
      report: reportOn(this),
      createCall: (roomUrl) => createCall(mergeCallOptions(roomUrl, this.callOptions)),
      connectTimeout: () => (this.connectTimeout > 0 ? this.connectTimeout : 60),
      changed: () => {
        this.#reflection.show(this.state);
        this.#follow();
        this.#alerts.follow();
        this.requestUpdate();
      },
    };
  }

  /**
   * The options that `preAuth()` and `join()` take.
   *
   * @param roomUrl the room
   */
  protected joinOptions(roomUrl: string): DailyCallOptions {
    const options = joinOptions(mergeCallOptions(roomUrl, this.callOptions));
    if (this.startVideoOff) options.startVideoOff = true;
    if (this.startAudioOff) options.startAudioOff = true;
    return options;
  }

  /** Starts to load daily-js: somebody is about to use it. A failure is told when it is needed. */
  #prepare(): void {
    if (this.#prepared || this.call) return;
    this.#prepared = true;
    loadDaily().catch(() => (this.#prepared = false));
  }

  #follow(): void {
    if (!this.isConnected) return;
    this.#provider.update();
    this.stage.use(this.session.store);
  }
}
