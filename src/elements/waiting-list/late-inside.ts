import { Late } from '../base/lazy.js';

/** What a waiting list needs once there is a call. */
export const lateInside = new Late(() => import('./inside.js'));
