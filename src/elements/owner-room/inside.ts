import { html, type TemplateResult } from 'lit';
import { OwnerSession } from '../../core/owner-session.js';
import type { AlertsKind } from '../shared/alerts/alerts-gate.js';
import { headingLevel } from '../shared/heading-level.js';
import { icons } from '../shared/icons.js';
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
        if (host.decisionTimeout > 0) this.session.store.decisionTimeout = host.decisionTimeout;
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
        return html`<section
          class="card"
          part="card"
          data-said
          lang=${this.host.words.lang()}
          dir=${this.host.words.dir()}
        >
          <div class="pulse" part="waiting" aria-hidden="true">${icons.door}</div>
          <h2 part="heading" tabindex="-1" aria-level=${headingLevel(this.host.headingLevel)} data-focus>
            <slot name="connecting">${this.host.words.term('joining')}</slot>
          </h2>
          <div class="actions">
            <button type="button" part="button" @click=${() => this.host.leave()}>
              ${this.host.words.term('cancel')}
            </button>
          </div>
        </section>`;
      default:
        return undefined;
    }
  }

  #renderCall(): TemplateResult {
    const aside = this.stage.value.canAdmin
      ? html`<aside>
          <slot name="waiting-list"
            ><daily-waiting-list
              part="waiting-list"
              heading-level=${headingLevel(this.host.headingLevel, 1)}
              exportparts="card: list-card, heading: list-heading, row, name, since, button, allow, deny, empty"
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
