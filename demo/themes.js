import { openRoom, sayNoRoom, tokenOnceThere } from './local-room.js';

for (const look of document.querySelectorAll('.look')) {
  const name = `look-${look.id}`;
  const room = openRoom(name);
  const owner = /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (look.querySelector('daily-owner-room'));
  owner.getToken = tokenOnceThere(name, room);
  room.catch(sayNoRoom);
}

for (const code of document.querySelectorAll('[data-css]')) {
  const answer = await fetch(/** @type {HTMLElement} */ (code).dataset.css ?? '');
  code.textContent = await answer.text();
}
