import 'daily-knock/elements/owner-room';
import type { DailyOwnerRoom } from 'daily-knock';
import { html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ownerToken } from '../owner-token';

@customElement('my-owner')
export class Owner extends LitElement {
  @property() roomUrl = '';
  @state() private isHere = true;
  @state() private names: string[] = [];
  @query('daily-owner-room') private readonly room!: DailyOwnerRoom | null;

  protected override render() {
    return html`
      <h1>Office hours</h1>
      ${
        this.isHere
          ? html`<daily-owner-room
              room-url=${this.roomUrl}
              user-name="Maya"
              .getToken=${ownerToken}
              @daily-admitted=${({ detail }: HTMLElementEventMap['daily-admitted']) =>
                (this.names = [...this.names, detail.name])}
            ></daily-owner-room>`
          : ''
      }
      <p role="status">Let in: ${this.names.join(', ') || 'nobody'}</p>
      <button @click=${() => this.room?.setCamera(false)}>Hide me</button>
      <button @click=${() => (this.isHere = false)}>Go away</button>
    `;
  }
}
