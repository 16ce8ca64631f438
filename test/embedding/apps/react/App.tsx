import { Guest } from './Guest';
import { Owner } from './Owner';

const ROOM = import.meta.env.VITE_ROOM_URL;

export function App({ path }: { path: string }) {
  return path.endsWith('/owner') ? <Owner roomUrl={ROOM} /> : <Guest roomUrl={ROOM} />;
}
