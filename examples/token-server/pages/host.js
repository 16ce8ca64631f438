// What a site adds to <daily-owner-room>: which room, and where a token comes from.
import { configure } from '/elements/daily-knock.js';
import { createLobbyChannel } from '/elements/lobby-channel/index.js';

const owner = document.querySelector('#owner');
const problem = document.querySelector('#problem');

const SAYS = {
  401: 'You are no longer signed in. Load this page again to sign in.',
  429: 'That was too often in a short time. Wait a minute, and try again.',
};

/** Asks this site's server. The cookie goes along; the answer is kept nowhere. */
async function ask(path, body = {}) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  problem.hidden = response.ok;
  if (response.ok) return response.json();
  problem.textContent = SAYS[response.status] ?? 'The room cannot be opened at the moment. Try again in a minute.';
  throw new Error(`${path}: ${response.status}`);
}

// Which room the token is for, the server compares.
owner.getToken = async ({ roomUrl }) => (await ask('/owner-token', { roomUrl })).token;

const { url, userName, guests, lobby } = await ask('/room');
configure({ roomHosts: [new URL(url).host] });
Object.assign(owner, { roomUrl: url, userName, channel: createLobbyChannel(lobby), hidden: false });
const link = document.querySelector('#guests a');
link.href = link.textContent = guests;
link.parentElement.hidden = false;
