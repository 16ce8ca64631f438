import './new-window.js';
import { copyOnClick } from './copy.js';
import { startLog } from './event-log.js';
import { COFFEE, connect, OFFICE_HOURS, openRoom, ownerToken, sayNoRoom, tokenOnceThere } from './local-room.js';

const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.getElementById('owner'));
const copyToken = /** @type {HTMLButtonElement} */ (document.getElementById('copy-token'));

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

const rooms = Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);
connect(owner, COFFEE);
connect(document.querySelector('daily-knock-form'), COFFEE);
owner.guestLink = new URL('guest.html', location.href).href;
owner.getToken = tokenOnceThere(COFFEE, rooms);

try {
  await rooms;
  const staffToken = await ownerToken(OFFICE_HOURS);
  copyOnClick(copyToken, () => staffToken);
  copyToken.disabled = false;
} catch (error) {
  sayNoRoom(error);
}
