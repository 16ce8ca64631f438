import './new-window.js';
import { startLog } from './event-log.js';
import { COFFEE, OFFICE_HOURS, openRoom, ownerToken, sayNoRoom } from './local-room.js';

const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.querySelector('daily-owner-room'));

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

try {
  await Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);
  owner.token = await ownerToken(COFFEE);
} catch (error) {
  sayNoRoom(error);
}
