import 'daily-knock/define';
import { showGuest } from './guest';
import { showOwner } from './owner';

const show = location.pathname.endsWith('/owner') ? showOwner : showGuest;
show(document.querySelector<HTMLElement>('#app')!, import.meta.env.VITE_ROOM_URL);
