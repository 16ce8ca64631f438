import { openRoom } from './support.js';

const room = await openRoom();
const host = document.querySelector('#owner');
document.querySelector('daily-knock-form').roomUrl = room.url;
host.roomUrl = room.url;
host.token = room.ownerToken;
