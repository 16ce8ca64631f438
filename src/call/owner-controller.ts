import type { TemplateResult } from 'lit';
import { onGone } from '../context/on-gone.js';
import type { AutoAdmitSwitch } from '../core/auto-admit.js';
import type { WaitingParticipant } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import { systemClock } from '../core/clock.js';
import { FORM_STATES } from '../core/form-states.js';
import { DECISION_TIMEOUT_SECONDS } from '../core/limits.js';
import type { LobbyChannel } from '../core/lobby-channel.js';
import { type GetToken, OwnerSession } from '../core/owner-session.js';
import type { AdmittedDetail } from '../core/reports.js';
import type { RawRequest } from '../core/requests.js';
import { parseRoomUrl } from '../core/room-url.js';
import type { WaitingMemory } from '../core/waiting-memory.js';
import { Lazy } from '../elements/base/lazy.js';
import type { Draft } from '../elements/call-element/entry-form.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { CallController } from './call-controller.js';
import type { OwnerHost } from './host.js';
import type { PlaceSender } from './lobby/place-sender.js';
import { ParticipantMenus } from './participants/participant-menus.js';
import { RememberWaiting } from './remember-waiting.js';
import { Invite } from './stage/invite.js';
import { ListPlace } from './stage/list-place.js';
import { SmallWindow } from './stage/small-window.js';

/** Sends guests their place in the queue, for pages with a channel. */
const placesModule = new Lazy(() => import('./lobby/place-sender.js'));

/** The controller of `<daily-owner-room>`. */
export class OwnerController extends CallController<OwnerSession> implements AutoAdmitSwitch {
  declare protected readonly host: OwnerHost;
  readonly #smallWindow: SmallWindow;
  readonly #list: ListPlace;
  readonly #menus: ParticipantMenus;
  readonly #invite: Invite;
  /** The store that follows the element's `autoAdmit`. */
  #followed: CallStore | undefined;
  #wasAutoAdmit = false;
  /** The room that is being joined, or has been. */
  #roomUrl = '';
  readonly #decisionTimeout: () => number;
  #places: { readonly store: CallStore; readonly channel: LobbyChannel; readonly sender: PlaceSender } | undefined;

  constructor(host: OwnerHost) {
    const decisionTimeout = (): number => (host.decisionTimeout > 0 ? host.decisionTimeout : DECISION_TIMEOUT_SECONDS);
    const memory = new RememberWaiting(host);
    const waitingMemory = (): WaitingMemory => memory.begin(this.#room);
    super(host, 'owner', (env) => new OwnerSession({ ...env, decisionTimeout, waitingMemory }, host.state));
    this.#decisionTimeout = decisionTimeout;
    this.#smallWindow = new SmallWindow(host, () => this.session.state === 'joined' && this.stage.value.canAdmin);
    this.#list = new ListPlace(host, this.#smallWindow);
    this.#invite = new Invite(host, this.announcer, () => this.#room);
    this.#menus = new ParticipantMenus(host, this.session.actions);
    host.addController({
      hostUpdate: () => {
        this.#useProperties();
        if (host.isConnected) this.#followAutoAdmit(this.session.store);
        this.#sendPlaces(host.channel);
      },
    });
    host.addEventListener('daily-admitted', this.#onAdmitted);
    host.addEventListener('daily-ejected', this.#onEjected);
    // A page's own call goes on without the element.
    onGone(host, () => {
      this.#followAutoAdmit(undefined);
      this.session.store.channel = undefined;
      this.#sendPlaces(undefined);
      if (!this.session.inCall) this.session.forgetWaiting();
    });
  }

  /** Joins. The request has been checked, unless a join or a call is under way. */
  join({ roomUrl, userName }: RawRequest, token: string | GetToken, isAutomatic: boolean): Promise<void> {
    const { state, inCall } = this.session;
    // The element may have been connecting before this controller was there.
    if (FORM_STATES.includes(state) || !(inCall || this.#roomUrl)) this.#roomUrl = roomUrl;
    const options = this.startOptions.read(roomUrl, isAutomatic);
    return this.session.join({ roomUrl, userName, token, options });
  }

  /** The link of the room that the owner is in: the page may have set another one since. */
  get #room(): string {
    return this.#roomUrl || this.host.complete().roomUrl;
  }

  /** The store for the element's methods: a page may have set a property in the line before, and Lit updates later. */
  get currentStore(): CallStore {
    if (this.session.connected) this.#useProperties();
    return this.session.store;
  }

  #useProperties(): void {
    const { store } = this.session;
    store.decisionTimeout = this.#decisionTimeout();
    store.channel = this.host.channel;
  }

  #sendPlaces(channel: LobbyChannel | undefined): void {
    const { store } = this.session;
    const used = this.session.inCall && channel ? { store, channel } : undefined;
    if (used?.store === this.#places?.store && used?.channel === this.#places?.channel) return;
    const { now } = placesModule;
    if (used && !now) {
      const again = (): void => this.host.requestUpdate();
      placesModule.load().then(again, () => {});
      return;
    }
    this.#places?.sender.stop();
    this.#places = used && now && { ...used, sender: new now.PlaceSender(systemClock, store, used.channel) };
  }

  #followAutoAdmit(store: CallStore | undefined): void {
    if (store !== this.#followed) this.#followed?.autoAdmit.release(this);
    this.#followed = store;
    store?.autoAdmit.follow(this);
    const { autoAdmit, words } = this.host;
    if (autoAdmit === this.#wasAutoAdmit) return;
    this.#wasAutoAdmit = autoAdmit;
    if (this.session.inCall && this.stage.value.canAdmin)
      this.announcer.announce('auto-admit', words.term(autoAdmit ? 'autoAdmitOn' : 'autoAdmitOff'));
  }

  /** The element's property, as the owner switches it. */
  get autoAdmit(): boolean {
    return this.host.autoAdmit;
  }

  set autoAdmit(isOn: boolean) {
    this.attributes.keep('autoAdmit', isOn);
    this.host.autoAdmit = isOn;
  }

  get waitingParticipants(): readonly WaitingParticipant[] {
    const { store } = this.session;
    store.flush();
    // A `Date` is mutable, and the list shows the store's own.
    return store.snapshot.waiting.map(({ status: _, decision: __, ...person }) => ({
      ...person,
      since: new Date(person.since),
    }));
  }

  override get shown(): readonly unknown[] {
    return [...super.shown, this.#smallWindow.isOpen, this.#list.isSheetOpen, this.#menus.open];
  }

  override follow(): void {
    super.follow();
    if (FORM_STATES.includes(this.session.state)) this.#roomUrl = '';
    if (this.host.isConnected) this.#menus.use(this.session.store);
  }

  /** A person who was removed can knock again, and would be back at once. */
  readonly #onEjected = ({ target }: Event): void => {
    if (target === this.host) this.autoAdmit = false;
  };

  /** Mutes a person whom this owner has let in, if the page wants it. */
  readonly #onAdmitted = ({ target, detail }: CustomEvent<AdmittedDetail>): void => {
    const isOurs = target === this.host && detail.role === 'owner' && detail.by === 'self';
    if (isOurs && this.host.admitMuted) void this.session.actions.mute(detail.id);
  };

  protected override async loadAlerts(): Promise<AlertsClass> {
    return (await import('./alerts/knock-alerts.js')).KnockAlerts;
  }

  override render(): TemplateResult | undefined {
    if (this.session.state !== 'joined' || !this.stage.value.canAdmin) this.#list.end();
    if (this.session.state !== 'joined') this.#invite.end();
    switch (this.session.state) {
      case 'joined':
        return this.#renderCall();
      case 'connecting':
        return this.renderConnecting(this.host.words.term('joining'));
      default:
        return undefined;
    }
  }

  /** Names the host that a typed token is sent to. */
  protected override hintAt(name: keyof Draft): string | undefined {
    const link = name === 'token' ? parseRoomUrl(this.host.complete().roomUrl) : undefined;
    // In ASCII, which reveals lookalike letters of other scripts.
    return link && this.host.words.term('tokenGoesTo', new URL(link).host);
  }

  #renderCall(): TemplateResult {
    const list = this.stage.value.canAdmin ? this.#list.render() : undefined;
    const invite = this.stage.value.canAdmin ? this.#invite.render(this.stage.value.hasWaiting) : undefined;
    return this.renderStage({ ...list, invite, tile: this.#menus.renderTile });
  }
}
