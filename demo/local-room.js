// The rooms of this demo. They are made in the visitor's own browser; on a live site, Daily's cloud has the rooms and a
// server of the site's makes the tokens.
import { createLobbyChannel, createRoom, createToken, getRoom } from './dist/local-room/index.js';

/** The room of the demo's own pages. */
export const COFFEE = 'coffee';
/** The room that cms.html links to. */
export const OFFICE_HOURS = 'office-hours';

/**
 * Makes sure that there is a private room of this name in which one has to knock. People who are in it stay.
 * @param {string} name
 */
export function openRoom(name) {
  return createRoom({
    name,
    privacy: 'private',
    properties: { enable_knocking: true },
    ifExists: 'keep',
  });
}

/**
 * A token that makes its holder an owner of the room.
 * @param {string} name
 */
export function ownerToken(name) {
  return createToken({ properties: { room_name: name, is_owner: true } });
}

/**
 * Lets the owner write to those who wait, and tells these their place: over a channel between the tabs of this browser.
 * @param {HTMLElementTagNameMap['daily-owner-room'] | HTMLElementTagNameMap['daily-knock-form'] | null} element
 * @param {string} name the room's
 */
export function connect(element, name) {
  if (element) element.channel = createLobbyChannel(name);
}

/**
 * A token with which a member comes in without a knock.
 * @param {string} name
 */
export function memberToken(name) {
  return createToken({ properties: { room_name: name } });
}

/**
 * What an element asks for a token when its owner or a member joins. It can be given at once, before the room is there: the form never shows a
 * field for a token.
 * @param {string} name
 * @param {Promise<unknown>} room the room's making
 * @param {(name: string) => Promise<string>} makeToken
 */
export const tokenOnceThere =
  (name, room, makeToken = ownerToken) =>
  /** @param {{ roomUrl: string }} request */
  async ({ roomUrl }) => {
    if (roomUrl !== (await room.then(() => getRoom(name)))?.url) throw new Error(`No token for ${roomUrl}`);
    return makeToken(name);
  };

/**
 * Says on the page why there is no room, which only happens where the browser keeps back what a room is made of.
 * @param {unknown} reason
 */
export function sayNoRoom(reason) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.setAttribute('role', 'alert');
  notice.textContent =
    'The room could not be made. A local room needs a page on localhost or https, and a window that may store data ' +
    '(some private windows may not).';
  document.querySelector('main')?.prepend(notice);
  console.error(reason);
}
