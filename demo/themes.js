import { openRoom, ownerToken, sayNoRoom } from './local-room.js';

for (const code of document.querySelectorAll('[data-css]')) {
  const answer = await fetch(/** @type {HTMLElement} */ (code).dataset.css ?? '');
  code.textContent = await answer.text();
}

try {
  for (const look of document.querySelectorAll('.look')) {
    const room = `look-${look.id}`;
    await openRoom(room);
    /** @type {HTMLElementTagNameMap['daily-owner-room']} */ (look.querySelector('daily-owner-room')).token =
      await ownerToken(room);
  }
} catch (error) {
  sayNoRoom(error);
}
