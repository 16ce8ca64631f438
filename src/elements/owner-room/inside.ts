import type { TemplateResult } from 'lit';
import { DECISION_TIMEOUT } from '../../core/call-state.js';
import { OwnerSession } from '../../core/owner-session.js';
import { parseRoomUrl } from '../../core/room-url.js';
import type { AlertsKind } from '../shared/alerts/alerts-gate.js';
import type { Draft } from '../shared/entry-form.js';
import { headingLevel } from '../shared/heading-level.js';
import { html } from '../shared/html.js';
import { RootInside } from '../shared/root-inside.js';
import type { DailyOwnerRoom } from './owner-room.js';

/** An owner's way from the joining on. */
export class OwnerInside extends RootInside<OwnerSession> {
  declare protected readonly host: DailyOwnerRoom;

  /** @param host the element */
  constructor(host: DailyOwnerRoom) {
    super(host, 'owner', (env) => new OwnerSession(env));
    host.addController({
      hostUpdate: () => {
        const { decisionTimeout: seconds } = host;
        this.session.store.decisionTimeout = seconds > 0 ? seconds : DECISION_TIMEOUT;
      },
    });
  }

  protected override readonly mirrorStates = ['idle'];

  protected override async loadAlerts(): Promise<AlertsKind> {
    return (await import('../shared/alerts/knock-alerts.js')).KnockAlerts;
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

  /** Where a token goes that is typed into the form. */
  protected override hintAt(name: keyof Draft): string | undefined {
    const link = name === 'token' ? parseRoomUrl(this.host.complete().roomUrl) : undefined;
    // In ASCII, so that letters of other scripts that look the same are seen.
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

/**
 * Makes the inside of an element.
 *
 * @param host the element
 */
export const open = (host: DailyOwnerRoom): OwnerInside => new OwnerInside(host);
