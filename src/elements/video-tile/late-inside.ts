import { Late } from '../shared/late.js';

/** What a tile needs once there is a call. */
export const lateInside = new Late(() => import('./inside.js'));
