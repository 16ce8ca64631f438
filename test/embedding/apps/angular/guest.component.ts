import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { DailyKnockEventMap } from 'daily-knock';

@Component({
  selector: 'app-guest',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Ask a teacher</h1>
    @if (isHere()) {
      <daily-knock-form
        [roomUrl]="roomUrl"
        [answerTimeout]="120"
        (daily-waiting)="waits($event)"
        (daily-joined)="isIn($event)"
        (daily-error)="failed($event)"
      >
        <span slot="heading">Is a teacher there?</span>
      </daily-knock-form>
    }
    <p role="status">{{ status() }}</p>
    <button (click)="isHere.set(false)">Go away</button>
  `,
})
export class GuestComponent {
  readonly roomUrl = import.meta.env.VITE_ROOM_URL;
  readonly isHere = signal(true);
  readonly status = signal('Knock when you are ready.');

  waits({ detail }: DailyKnockEventMap['daily-waiting']): void {
    this.status.set(`${detail.name} waits.`);
  }

  isIn({ detail }: DailyKnockEventMap['daily-joined']): void {
    this.status.set(`${detail.userName} is in.`);
  }

  failed({ detail }: DailyKnockEventMap['daily-error']): void {
    this.status.set(detail.error.code);
  }
}
