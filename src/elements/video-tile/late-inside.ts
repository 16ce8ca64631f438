import { Late } from '../base/lazy.js';

/** What a tile needs once there is a call. */
export const lateInside = new Late(() => import('./inside.js'));
