import { configure } from 'daily-knock/define';
import { createSSRApp } from 'vue';
import App from './App.vue';

configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
createSSRApp(App, { path: location.pathname }).mount('#app');
