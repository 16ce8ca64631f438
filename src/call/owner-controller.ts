import type { TemplateResult } from 'lit';
import { DECISION_TIMEOUT } from '../core/requests.js';
import { OwnerSession } from '../core/owner-session.js';
import type { WaitingParticipant } from '../core/call-state.js';
import { parseRoomUrl } from '../core/room-url.js';
import type { AlertsClass } from './alerts/alerts-controller.js';
import { headingLevel } from '../elements/base/heading-level.js';
import { html } from '../elements/base/html.js';
import type { Draft } from '../elements/entry-form/entry-form.js';
import { CallController } from './call-controller.js';
import type { OwnerHost } from './host.js';

/** The controller of `<daily-owner-room>`. */
export class OwnerController extends CallController<OwnerSession> {
  declare protected readonly host: OwnerHost;

  constructor(host: OwnerHost) {
    super(host, 'owner', (env) => new OwnerSession(env, host.state));
    host.addController({
      hostUpdate: () => {
        const { decisionTimeout: seconds } = host;
        this.session.store.decisionTimeout = seconds > 0 ? seconds : DECISION_TIMEOUT;
      },
    });
  }

  protected override readonly previewStates = ['idle'];

  protected override async loadAlerts(): Promise<AlertsClass> {
    return (await import('./alerts/knock-alerts.js')).KnockAlerts;
  }

  get waitingParticipants(): readonly WaitingParticipant[] {
    const { store } = this.session;
    store.flush();
    return store.snapshot.waiting.map(({ id, name, since }) => ({ id, name, since }));
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
    return this.renderStage(aside);
  }
}
