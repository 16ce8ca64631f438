import { Late } from '../base/lazy.js';

/** What a guest needs once they are about to knock. */
export const lateInside = new Late(() => import('../../call/guest-controller.js'));
