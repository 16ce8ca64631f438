import { Late } from '../base/lazy.js';

/** What an owner needs once they are about to join. */
export const lateInside = new Late(() => import('../../call/owner-controller.js'));
