import '@angular/compiler'; // The Angular CLI compiles ahead, and needs no such line.
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { configure } from 'daily-knock/define';
import { AppComponent } from './app.component';

configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
await bootstrapApplication(AppComponent, { providers: [provideClientHydration()] });
