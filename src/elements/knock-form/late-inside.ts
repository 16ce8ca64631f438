import { Late } from '../shared/late.js';

/** What a guest needs once they are about to knock. */
export const lateInside = new Late(() => import('./inside.js'));
