import { Late } from '../shared/late.js';

/** What an owner needs once they are about to join. */
export const lateInside = new Late(() => import('./inside.js'));
