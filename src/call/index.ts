/**
 * What a call needs and a form does not. Elements fetch it when somebody is about to use them.
 *
 * @module
 */
import '../elements/video-tile/define.js';
import '../elements/waiting-list/define.js';
import { GuestController } from './guest-controller.js';
import type { GuestHost, OwnerHost } from './host.js';
import { OwnerController } from './owner-controller.js';

/** @param host the guest's element */
export const createGuestController = (host: GuestHost): GuestController => new GuestController(host);

/** @param host the owner's element */
export const createOwnerController = (host: OwnerHost): OwnerController => new OwnerController(host);
