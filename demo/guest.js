import './new-window.js';
import { startLog } from './event-log.js';
import { COFFEE, connect, OFFICE_HOURS, openRoom, sayNoRoom } from './local-room.js';

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

connect(document.querySelector('daily-knock-form'), COFFEE);

try {
  // The guest may be here before the owner: then the room must be there all the same.
  await Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);
} catch (error) {
  sayNoRoom(error);
}
