import './new-window.js';
import { startLog } from './event-log.js';
import { COFFEE, connect, memberToken, OFFICE_HOURS, openRoom, sayNoRoom, tokenOnceThere } from './local-room.js';

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

// The guest may be here before the owner: then the room must be there all the same.
const rooms = Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);

if (new URLSearchParams(location.search).has('member')) {
  const form = /** @type {HTMLElementTagNameMap['daily-knock-form']} */ (document.querySelector('daily-knock-form'));
  form.getToken = tokenOnceThere(COFFEE, rooms, memberToken);
  /** @type {HTMLElement} */ (document.getElementById('member')).hidden = false;
}
connect(document.querySelector('daily-knock-form'), COFFEE);

try {
  await rooms;
} catch (error) {
  sayNoRoom(error);
}
