import type { TemplateResult } from 'lit';
import { onGone } from '../context/on-gone.js';
import type { AdmittedDetail } from '../core/reports.js';
import { DECISION_TIMEOUT } from '../core/requests.js';
import { OwnerSession } from '../core/owner-session.js';
import { parseRoomUrl } from '../core/room-url.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { headingLevel } from '../elements/base/heading-level.js';
import { html } from '../elements/base/html.js';
import type { Draft } from '../elements/entry-form/entry-form.js';
import type { WaitingMemory } from '../core/waiting-memory.js';
import { CallController } from './call-controller.js';
import type { OwnerHost } from './host.js';
import { ParticipantMenus } from './participants/participant-menus.js';
import { RememberWaiting } from './remember-waiting.js';

/** The controller of `<daily-owner-room>`. */
export class OwnerController extends CallController<OwnerSession> {
  declare protected readonly host: OwnerHost;
  readonly #menus: ParticipantMenus;

  constructor(host: OwnerHost) {
    const decisionTimeout = (): number => (host.decisionTimeout > 0 ? host.decisionTimeout : DECISION_TIMEOUT);
    const memory = new RememberWaiting(host);
    const waitingMemory = (): WaitingMemory => memory.begin(host.complete().roomUrl);
    super(host, 'owner', (env) => new OwnerSession({ ...env, decisionTimeout, waitingMemory }, host.state));
    this.#menus = new ParticipantMenus(host, this.session.actions);
    host.addController({ hostUpdate: () => void (this.session.store.decisionTimeout = decisionTimeout()) });
    host.addEventListener('daily-admitted', this.#onAdmitted);
    // A page's own call goes on without the element.
    onGone(host, () => {
      if (!this.session.inCall) this.session.forgetWaiting();
    });
  }

  /** Values that move buttons when they change, besides the state. */
  override get shown(): readonly unknown[] {
    return [...super.shown, this.#menus.open];
  }

  override follow(): void {
    super.follow();
    if (this.host.isConnected) this.#menus.use(this.session.store);
  }

  /** Mutes a person whom this owner has let in, if the page wants it. */
  readonly #onAdmitted = ({ target, detail }: CustomEvent<AdmittedDetail>): void => {
    const isOurs = target === this.host && detail.role === 'owner' && detail.by === 'self';
    if (isOurs && this.host.admitMuted) void this.session.actions.mute(detail.id);
  };

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
      ? html`<aside>
          <slot name="waiting-list"
            ><daily-waiting-list
              part="waiting-list"
              heading-level=${headingLevel(this.host.headingLevel, 1)}
              exportparts="card: list-card, heading: list-heading, row, name, since, button, allow, deny, stale, empty"
            ></daily-waiting-list
          ></slot>
        </aside>`
      : undefined;
    return this.renderStage(aside, this.#menus.renderTile);
  }
}
