/**
 * The lazy chunk: all that a call needs and a form does not.
 *
 * @module
 */
import '../elements/video-tile/define.js';
import '../elements/waiting-list/define.js';
import { GuestController } from './guest-controller.js';
import type { GuestHost, OwnerHost } from './host.js';
import { OwnerController } from './owner-controller.js';

export const createGuestController = (host: GuestHost): GuestController => new GuestController(host);

export const createOwnerController = (host: OwnerHost): OwnerController => new OwnerController(host);
