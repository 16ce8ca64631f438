import '@angular/compiler';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { AppComponent } from './app.component';

/** The whole page: Angular puts what it has drawn into `template`, and what its client needs to take that over. */
export const render = (url: string, template: string) =>
  renderApplication(
    (context) =>
      bootstrapApplication(AppComponent, { providers: [provideServerRendering(), provideClientHydration()] }, context),
    { document: template, url },
  );
