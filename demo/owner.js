import './new-window.js';
import { startLog } from './event-log.js';
import { COFFEE, connect, OFFICE_HOURS, openRoom, sayNoRoom, tokenOnceThere } from './local-room.js';

const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.getElementById('owner'));

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

const rooms = Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);
connect(owner, COFFEE);
owner.guestLink = new URL('guest.html', location.href).href;
owner.getToken = tokenOnceThere(COFFEE, rooms);
rooms.catch(sayNoRoom);
