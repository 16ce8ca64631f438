import 'daily-knock/elements/knock-form';
import { html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';

@customElement('my-guest')
export class Guest extends LitElement {
  @property() roomUrl = '';
  @state() private isHere = true;
  @state() private status = 'Knock when you are ready.';

  protected override render() {
    return html`
      <h1>Ask a teacher</h1>
      ${
        this.isHere
          ? html`<daily-knock-form
              room-url=${this.roomUrl}
              answer-timeout="120"
              @daily-waiting=${(event: HTMLElementEventMap['daily-waiting']) => (this.status = `${event.detail.name} waits.`)}
              @daily-joined=${(event: HTMLElementEventMap['daily-joined']) =>
                (this.status = `${event.detail.userName} is in.`)}
              @daily-error=${(event: HTMLElementEventMap['daily-error']) => (this.status = event.detail.error.code)}
            >
              <span slot="heading">Is a teacher there?</span>
            </daily-knock-form>`
          : ''
      }
      <p role="status">${this.status}</p>
      <button @click=${() => (this.isHere = false)}>Go away</button>
    `;
  }
}
