import '@angular/compiler';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { AppComponent } from './app.component';

/** The whole page. Angular puts the rendered HTML into `template`, and the data that its client needs for hydration. */
export const render = (url: string, template: string) =>
  renderApplication(
    (context) =>
      bootstrapApplication(AppComponent, { providers: [provideServerRendering(), provideClientHydration()] }, context),
    { document: template, url },
  );
