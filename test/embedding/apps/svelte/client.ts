import { configure } from 'daily-knock/define';
import { hydrate } from 'svelte';
import App from './App.svelte';

configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
hydrate(App, { target: document.querySelector('#app')!, props: { path: location.pathname } });
