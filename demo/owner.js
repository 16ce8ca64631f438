import './new-window.js';
import { startLog } from './event-log.js';
import { COFFEE, OFFICE_HOURS, openRoom, ownerToken, sayNoRoom } from './local-room.js';

const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (document.querySelector('daily-owner-room'));

startLog(/** @type {HTMLElement} */ (document.getElementById('log')));

const rooms = Promise.all([openRoom(COFFEE), openRoom(OFFICE_HOURS)]);
// Set at once, and asked when the owner joins: the form never asks for a token.
owner.getToken = () => rooms.then(() => ownerToken(COFFEE));
rooms.catch(sayNoRoom);
