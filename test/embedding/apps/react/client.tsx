import { configure } from 'daily-knock/define';
import { hydrateRoot } from 'react-dom/client';
import { App } from './App';

configure({ roomHosts: [import.meta.env.VITE_ROOM_HOST] });
hydrateRoot(document.querySelector('#app')!, <App path={location.pathname} />);
