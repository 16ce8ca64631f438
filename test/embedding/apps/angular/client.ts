import '@angular/compiler'; // The Angular CLI compiles ahead, and needs no such line.
import 'daily-knock/define';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { AppComponent } from './app.component';

await bootstrapApplication(AppComponent, { providers: [provideClientHydration()] });
