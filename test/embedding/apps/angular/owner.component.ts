import { Component, computed, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { DailyKnockEventMap } from 'daily-knock';
import { ownerToken } from '../owner-token';

@Component({
  selector: 'app-owner',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Office hours</h1>
    @if (isHere()) {
      <daily-owner-room
        #room
        [roomUrl]="roomUrl"
        user-name="Maya"
        [getToken]="getToken"
        (daily-admitted)="letIn($event)"
      ></daily-owner-room>
      <button (click)="room.setCamera(false)">Hide me</button>
    }
    <p role="status">Let in: {{ who() }}</p>
    <button (click)="isHere.set(false)">Go away</button>
  `,
})
export class OwnerComponent {
  readonly roomUrl = import.meta.env.VITE_ROOM_URL;
  readonly getToken = ownerToken;
  readonly isHere = signal(true);
  readonly names = signal<string[]>([]);
  readonly who = computed(() => this.names().join(', ') || 'nobody');

  letIn({ detail }: DailyKnockEventMap['daily-admitted']): void {
    this.names.update((names) => [...names, detail.name]);
  }
}
