import '@angular/compiler'; // The Angular CLI compiles ahead, and needs no such line.
import 'daily-knock/define';
import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { GuestComponent } from './guest.component';
import { OwnerComponent } from './owner.component';

@Component({
  selector: 'app-root',
  imports: [GuestComponent, OwnerComponent],
  template: `
    @if (isOwner) {
      <app-owner />
    } @else {
      <app-guest />
    }
  `,
})
class AppComponent {
  readonly isOwner = location.pathname.endsWith('/owner');
}

await bootstrapApplication(AppComponent);
