// A page with both sides in it, and a whole knock on it: the owner joins, the guest knocks, is let in, both see each other move,
// both leave. Everything is done with `evaluate`, because Puppeteer's own waiting makes functions of text, as such pages forbid.
import { setTimeout as sleep } from 'node:timers/promises';
import { open, troubles } from '../e2e/browsers.mjs';

/** Records in the page what its policies block, and the events of its elements. */
const WATCH = `
globalThis.violations = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  violations.push([effectiveDirective, blockedURI, sample].join(' ').trim()));
globalThis.events = [];
for (const name of ['joined', 'knock', 'admitted', 'left', 'error'])
  document.addEventListener('daily-' + name, ({ detail }) => events.push(name + (detail.error ? ' ' + detail.error.code : '')));
`;

/** The scripts that the pages below need, for the server's `pages`. */
export const SCRIPTS = { '/watch.js': WATCH };

/**
 * HTML with both elements. All scripts are files, as a strict policy wants them.
 * @param {object} options
 * @param {string} options.room the room's link
 * @param {string[]} [options.scripts] classic scripts to run first
 * @param {string} [options.bundle] the script tag's address
 */
export function knockHtml({ room, scripts = [], bundle = '/dist/local-room/daily-knock.js' }) {
  const first = ['/watch.js', ...scripts].map((src) => `<script src="${src}"></script>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Both sides</title>${first}
<script type="module" src="${bundle}"></script>
<daily-owner-room room-url="${room}" user-name="Olga"></daily-owner-room>
<daily-knock-form room-url="${room}" user-name="Ana"></daily-knock-form></html>`;
}

/**
 * Waits until a function that runs in the page gives something true (an element is nothing that it can give).
 * @param {import('puppeteer-core').Page | import('puppeteer-core').Frame} page
 * @param {string} what for the message of a failure
 * @param {(...args: any[]) => unknown} look
 * @param {...unknown} args
 */
export async function until(page, what, look, ...args) {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await page.evaluate(look, ...args);
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}. ${JSON.stringify(await status(page))}`);
    await sleep(50);
  }
}

const status = (page) =>
  page.evaluate(() => ({
    states: [...document.querySelectorAll('[state]')].map((element) => element.getAttribute('state')),
    errors: [...document.querySelectorAll('[state]')].map((element) => String(element.error?.cause ?? element.error)),
    violations: globalThis.violations,
    events: globalThis.events,
  }));

/** What the page's policies have blocked so far. */
export const violationsIn = (page) => page.evaluate(() => globalThis.violations);

/** The events of its elements so far. */
export const eventsIn = (page) => page.evaluate(() => globalThis.events);

/**
 * Makes a room of this name and a token for its owner, who gets it.
 * @param {import('puppeteer-core').Page | import('puppeteer-core').Frame} page
 * @param {string} name
 */
export async function makeRoom(page, name) {
  await page.evaluate(async (room) => {
    const { createRoom, createToken } = await import(`${location.origin}/dist/local-room/index.js`);
    await customElements.whenDefined('daily-owner-room');
    await createRoom({ name: room, ifExists: 'keep' });
    const owner = document.querySelector('daily-owner-room');
    owner.token = await createToken({ properties: { room_name: room, is_owner: true } });
  }, name);
}

/** The owner joins. */
export async function ownerJoins(page) {
  await page.evaluate(() => void document.querySelector('daily-owner-room').join());
  await until(page, 'the owner joins', () => document.querySelector('daily-owner-room').state === 'joined');
}

/** The guest knocks and the owner lets them in, with the button. */
export async function guestComesIn(page) {
  await page.evaluate(() => void document.querySelector('daily-knock-form').knock());
  await until(page, 'the owner presses Allow', () => {
    const list = document.querySelector('daily-owner-room').shadowRoot.querySelector('daily-waiting-list');
    const button = list?.shadowRoot.querySelector('li .allow');
    button?.click();
    return Boolean(button);
  });
  await until(page, 'the guest is in', () => document.querySelector('daily-knock-form').state === 'admitted');
}

/** Both see themselves and the other, in pictures that move. */
export function bothMove(page) {
  return until(page, 'both see each other', () => {
    const elements = [...document.querySelectorAll('daily-owner-room, daily-knock-form')];
    const videos = elements.flatMap((element) =>
      [...element.shadowRoot.querySelectorAll('daily-video-tile')].map((tile) =>
        tile.shadowRoot.querySelector('video'),
      ),
    );
    return videos.length === 4 && videos.every((video) => video?.videoWidth > 0 && video.currentTime > 0);
  });
}

/** Both leave. */
export async function bothLeave(page) {
  await page.evaluate(() => Promise.all([...document.querySelectorAll('[state]')].map((element) => element.leave())));
}

/** All of it. */
export async function wholeKnock(page, name) {
  await makeRoom(page, name);
  await ownerJoins(page);
  await guestComesIn(page);
  await bothMove(page);
  await bothLeave(page);
}

/**
 * Opens a page without problems of its own making: what a browser says of WebGL is no concern of ours.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 */
export async function openKnockPage(browser, url) {
  const opened = await open(browser, url);
  return { ...opened, troubles: () => troubles(opened.problems) };
}
