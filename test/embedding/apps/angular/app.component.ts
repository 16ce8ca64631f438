import { Component, DOCUMENT, inject } from '@angular/core';
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
export class AppComponent {
  readonly isOwner = inject(DOCUMENT).location.pathname.endsWith('/owner');
}
