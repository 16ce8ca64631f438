import { configure } from 'daily-knock/define';
import { showGuest } from './guest';
import { showOwner } from './owner';

configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });

const show = location.pathname.endsWith('/owner') ? showOwner : showGuest;
show(document.querySelector<HTMLElement>('#app')!, import.meta.env.VITE_ROOM_URL);
