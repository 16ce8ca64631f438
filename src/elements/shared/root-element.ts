import type { DailyCall } from '@daily-co/daily-js';
import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { onGone } from '../../context/on-gone.js';
import { notifyRoots, type Root } from '../../context/roots.js';
import type { CallStore } from '../../core/call-store.js';
import type { VisibleSession } from '../../core/visible-session.js';
import { DailyKnockError } from '../../core/errors.js';
import type { RawRequest } from '../../core/requests.js';
import { roomHosts } from '../../core/room-hosts.js';
import type { CallOptions } from '../../daily/create-call.js';
import { hasOpaqueOrigin, loadDaily } from '../../daily/load-daily.js';
import { reportOn } from '../../events.js';
import type { Draft, EntryForm } from './entry-form.js';
import { FirstRequest } from './first-request.js';
import { headingLevel } from './heading-level.js';
import { onIntent } from './intent.js';
import { LateElement } from './late-element.js';
import { renderOffer } from './mirror/offer.js';
import { afterPrerendering } from './prerendering.js';
import type { InsideOfRoot, RootHost } from './root-host.js';
import { afterRendering } from './rendered.js';
import { StateReflection } from './reflect-state.js';

/**
 * What both roots have in common: they own one call (or use the page's), give it to what is below them, and show a
 * session's state.
 */
export abstract class RootElement<
  State extends string,
  Session extends VisibleSession<State>,
  Part extends InsideOfRoot<Session>,
>
  extends LateElement<Part>
  implements RootHost, Root
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
  #autoDue = true;
  /** The room at which the element was to begin by itself. */
  #autoRoom = '';
  #untilRendered: ResizeObserver | undefined;
  #hadFocus = false;
  readonly #first = new FirstRequest(() => this.requestUpdate());
  /** Why the inside could not be had. */
  #notOpened: DailyKnockError | undefined;

  constructor() {
    super();
    onIntent(this, () => this.prepare());
    onGone(this, () => this.#first.end());
  }

  /** Begins by itself, where the page wishes that and says all but the room that is needed for it. */
  protected abstract get autoStart(): (() => void) | undefined;

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
    this.inside?.session.useCall(call);
    this.#follow();
    this.requestUpdate('call', before);
  }

  /** Where the visitor is. Reflected as attribute `state` and as `:state(…)`. */
  get state(): State {
    return this.inside?.session.state ?? ((this.#notOpened ? 'failed' : 'idle') as State);
  }

  /** The last error, or `undefined`. */
  get error(): DailyKnockError | undefined {
    return this.inside?.session.error ?? this.#notOpened;
  }

  /** @internal */
  get callStore(): CallStore | undefined {
    return this.inside?.session.store;
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
    this.#first.end();
    await this.inside?.session.leave();
  }

  /**
   * Switches the camera; before the call, chooses how to join.
   *
   * @param on whether the others see this page's person
   */
  setCamera(on: boolean): void {
    if (!this.inside?.session.inCall) this.startVideoOff = !on;
    this.inside?.session.switchDevice('camera', on);
  }

  /**
   * Switches the microphone; before the call, chooses how to join.
   *
   * @param on whether the others hear this page's person
   */
  setMicrophone(on: boolean): void {
    if (!this.inside?.session.inCall) this.startAudioOff = !on;
    this.inside?.session.switchDevice('microphone', on);
  }

  override connectedCallback(): void {
    // Moved within the page it is still connected in the session's eyes; put back after a removal it begins anew.
    if (!this.inside?.session.connected) this.#autoDue = true;
    super.connectedCallback();
    this.#back();
    if (isInTheWay()) this.#openQuietly();
    this.#follow();
    this.#reflection.show(this.state);
    this.requestUpdate();
  }

  /** @internal */
  sessionChanged(): void {
    this.#reflection.show(this.state);
    this.#follow();
    this.requestUpdate();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'id' && this.isConnected) notifyRoots();
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

  /** The properties of which a change may make an automatic start possible. */
  protected abstract readonly autoProperties: readonly string[];

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#keepTyped();
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
    if (this.call) this.#openQuietly();
    this.dress();
    // Before the drawing, so that an element that begins by itself never shows its form for a moment.
    if (this.#autoDue || this.autoProperties.some((name) => changed.has(name))) this.#startByItself();
  }

  /** @internal The page is shown again, as if it had been loaded anew. */
  startAgain(): void {
    this.#autoDue = true;
    this.requestUpdate();
  }

  #startByItself(): void {
    // Neither on a server nor outside of a page: nothing would end it.
    this.#autoDue = !this.isConnected;
    const { autoStart } = this;
    if (!autoStart || !this.roomUrl || !this.isConnected) return;
    if (afterPrerendering(() => this.startAgain())) return;
    // Another room is meant than the one at which the visitor waits; between the two there may have been none.
    const isOther = this.#autoRoom && this.#autoRoom !== this.roomUrl;
    this.#autoRoom = this.roomUrl;
    if (isOther && !this.inside?.session.inCall) void this.leave();
    if (this.state !== 'idle') return;
    this.#stopWaiting();
    this.#untilRendered = afterRendering(this, () => this.#untilRendered && this.startAgain());
    if (this.#untilRendered) return;
    this.prepare();
    autoStart();
  }

  #stopWaiting(): void {
    this.#untilRendered?.disconnect();
    this.#untilRendered = undefined;
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
    this.#keepTyped();
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
  #keepTyped(): void {
    for (const { name, value, defaultValue } of this.#fields) {
      const key = name as keyof Draft;
      if (value !== (this.#draft[key] ?? defaultValue)) this.#draft[key] = value;
    }
  }

  /** The part of the form that is the same for both roots. */
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
    | 'busy'
    | 'onInput'
  > {
    const failed = this.state === 'failed' && this.error?.fatal;
    return {
      level: headingLevel(this.headingLevel),
      userName: this.userName,
      isNamed: (this.#draft['user-name'] ?? this.userName) !== '',
      roomUrl: this.roomUrl,
      linkAlert: this.inside?.renderLinkAlert(),
      notesOn: (name) => this.inside?.notesOn(name),
      busy: this.#first.promise !== undefined,
      failure: failed ? this.error : undefined,
      failureWords: this.inside?.wordsOf(this.error),
      notices: this.inside?.notices.render(),
      onInput: () => this.requestUpdate(),
    };
  }

  /** One's own picture before the call, or the offer of it. */
  protected renderPreview(): TemplateResult | typeof nothing {
    const offered = this.state === 'idle' && !this.#first.promise;
    return this.inside?.renderMirror() ?? (offered ? renderOffer(this.words, this.#onPreview) : nothing);
  }

  readonly #onPreview = (): void => {
    this.open().then(
      (inside) => inside.openMirror(),
      (cause: unknown) => this.#failToOpen(cause),
    );
  };

  /** After a form was sent: leads to the first field that is not right. */
  protected async focusProblem(): Promise<void> {
    await this.#first.promise?.catch(() => {});
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  /**
   * Begins something, as soon as the inside is there. What has begun already is not begun again.
   *
   * @param run begins it
   * @param ended how it ends if somebody wishes that before it has begun; may throw
   */
  protected begin<Outcome>(run: (inside: Part) => Promise<Outcome>, ended: () => Outcome): Promise<Outcome> {
    this.#stopWaiting();
    if (this.#first.promise) return this.#first.promise as Promise<Outcome>;
    if (!this.isConnected && ['idle', 'rejected', 'failed'].includes(this.state)) return outside();
    if (this.inside) return run(this.inside);
    return this.#first.make({
      opening: this.#openInPage(),
      limit: this.connectLimit,
      run,
      ended,
      failed: (cause) => this.#failToOpen(cause),
    });
  }

  /** Where the element has been taken out of the page meanwhile: once it is back. */
  async #openInPage(): Promise<Part> {
    const inside = await this.open();
    if (!this.isConnected) await new Promise<void>((back) => (this.#back = back));
    return inside;
  }

  protected override onOpen(inside: Part): void {
    const failed = this.#notOpened !== undefined;
    this.#notOpened = undefined;
    if (failed) this.#report('daily-state-change', { from: 'failed', to: 'idle' });
    if (this.#call) inside.session.useCall(this.#call);
    this.sessionChanged();
  }

  /** The element's own files could not be had: for the visitor the same as daily-js not being there. */
  #failToOpen(cause: unknown): DailyKnockError {
    const from = this.state;
    const error = new DailyKnockError('load-failed', { cause });
    this.#notOpened = error;
    this.#reflection.show('failed');
    if (from !== 'failed') this.#report('daily-state-change', { from, to: 'failed' });
    this.#report('daily-error', { error });
    this.requestUpdate();
    return error;
  }

  /** Starts to load what will be needed: somebody is about to use it. A failure is told when it is needed. */
  protected prepare(): void {
    this.#openQuietly();
    const { roomUrl } = this;
    // Nothing for a room that the page does not allow. Other spellings of one that it does allow are found out when they are used.
    const isOurs = !roomUrl || (roomHosts()?.includes(roomUrl.split('/')[2]!) ?? true);
    if (!this.call && isOurs) loadDaily().catch(() => {});
  }

  #openQuietly(): void {
    if (!this.inside) this.open().catch(() => {});
  }

  #follow(): void {
    this.inside?.follow();
  }
}

/** Whether the browser cannot do what is needed: that is said before anything is begun. */
function isInTheWay(): boolean {
  return !globalThis.RTCPeerConnection || !isSecureContext || hasOpaqueOrigin();
}

/** Nothing begins there, as nothing would end it. */
function outside(): Promise<never> {
  const rejected = Promise.reject(new DailyKnockError('aborted'));
  rejected.catch(() => {});
  return rejected;
}
