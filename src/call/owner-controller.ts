import type { TemplateResult } from 'lit';
import { onGone } from '../context/on-gone.js';
import type { WaitingParticipant } from '../core/call-state.js';
import type { CallStore } from '../core/call-store.js';
import { DECISION_TIMEOUT } from '../core/requests.js';
import { OwnerSession } from '../core/owner-session.js';
import { parseRoomUrl } from '../core/room-url.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { headingLevel } from '../elements/base/heading-level.js';
import { html } from '../elements/base/html.js';
import type { Draft } from '../elements/entry-form/entry-form.js';
import { CallController } from './call-controller.js';
import type { OwnerHost } from './host.js';
import { SmallWindow } from './stage/small-window.js';

/** The controller of `<daily-owner-room>`. */
export class OwnerController extends CallController<OwnerSession> {
  declare protected readonly host: OwnerHost;
  readonly #smallWindow: SmallWindow;
  /** The store that follows the element's `autoAdmit`. */
  #followed: CallStore | undefined;
  #wasAutoAdmit = false;

  constructor(host: OwnerHost) {
    super(host, 'owner', (env) => new OwnerSession(env, host.state));
    this.#smallWindow = new SmallWindow(host, () => this.session.state === 'joined' && this.stage.value.canAdmin);
    host.addController({
      hostUpdate: () => {
        const { decisionTimeout: seconds } = host;
        this.session.store.decisionTimeout = seconds > 0 ? seconds : DECISION_TIMEOUT;
        if (host.isConnected) this.#followAutoAdmit(this.session.store);
      },
    });
    // A call of the page goes on without the element.
    onGone(host, () => this.#followAutoAdmit(undefined));
  }

  #followAutoAdmit(store: CallStore | undefined): void {
    if (store !== this.#followed) this.#followed?.autoAdmit.release(this.host);
    this.#followed = store;
    store?.autoAdmit.follow(this.host);
    const { autoAdmit, words } = this.host;
    if (autoAdmit === this.#wasAutoAdmit) return;
    this.#wasAutoAdmit = autoAdmit;
    if (this.session.inCall && this.stage.value.canAdmin)
      this.announcer.say(words.term(autoAdmit ? 'autoAdmitOn' : 'autoAdmitOff'));
  }

  get waitingParticipants(): readonly WaitingParticipant[] {
    const { store } = this.session;
    store.flush();
    return store.snapshot.waiting.map(({ status: _, decision: __, ...person }) => person);
  }

  override get shown(): readonly unknown[] {
    return [...super.shown, this.#smallWindow.isOpen];
  }

  protected override readonly previewStates = ['idle'];

  protected override async loadAlerts(): Promise<AlertsClass> {
    return (await import('./alerts/knock-alerts.js')).KnockAlerts;
  }

  override render(): TemplateResult | undefined {
    switch (this.session.state) {
      case 'joined':
        return this.#renderCall();
      case 'connecting':
        return this.renderConnecting(this.host.words.term('joining'), () => void this.host.leave());
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
    const aside = this.stage.value.canAdmin
      ? html`<aside>${this.#smallWindow.render(this.#renderList())}</aside>`
      : undefined;
    return this.renderStage(aside);
  }

  #renderList(): TemplateResult {
    return html`<slot name="waiting-list"
      ><daily-waiting-list
        part="waiting-list"
        heading-level=${headingLevel(this.host.headingLevel, 1)}
        exportparts="card: list-card, heading: list-heading, row, name, note, since, button, allow, deny, stale, auto-admit, empty"
      ></daily-waiting-list
    ></slot>`;
  }
}
