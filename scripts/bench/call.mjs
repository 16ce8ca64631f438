// Measures the time from the click on "Knock" to the owner's video, and our share of it.
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browsers.mjs';
import { serve } from '../server.mjs';

/** The server's latency in milliseconds, which each request after the click costs at least. */
export const LATENCY = 40;
const TIMEOUT = 60_000;

const page = (body, folder) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>From click to call</title><body>${body}<script src="/bench/call.js"></script><script type="module" src="${folder}/local-room/daily-knock.js"></script>`;

/**
 * Measures in one browser, cold (hover and click at once) and hot, the same number of times.
 * @param {'chromium' | 'firefox'} name
 * @param {number} rounds
 * @returns {Promise<{ version: string, cold: Way[], hot: Way[] }>}
 * @typedef {Record<'load' | 'daily' | 'answer' | 'media' | 'decode' | 'ours' | 'waiting' | 'admitted' | 'frame', number>} Way
 */
export async function measureCall(name, rounds) {
  const site = await serve({
    pages: {
      // Separate URLs, so that the guest's tab does not profit from the owner's.
      '/owner': page('<daily-owner-room></daily-owner-room>', '/owners'),
      '/guest': page('<daily-knock-form user-name="Gus"></daily-knock-form>', '/dist'),
    },
    paths: { '/owners/': 'dist', '/bench/': 'test/bench' },
    latency: LATENCY,
  });
  const browser = await puppeteer.launch(launchOptions(name));
  const found = { version: await browser.version(), cold: [], hot: [] };
  try {
    for (let round = 0; round < rounds; round += 1)
      // In turn, starting with the other one each round.
      for (const kind of round % 2 ? ['hot', 'cold'] : ['cold', 'hot'])
        found[kind].push(await oneWay(browser, site.url, kind === 'hot'));
  } finally {
    await browser.close();
    await site.close();
  }
  return found;
}

/** One guest in a separate browser profile with an empty cache. */
async function oneWay(browser, url, isHot) {
  const context = await browser.createBrowserContext();
  try {
    const open = async (path) => {
      const tab = await context.newPage();
      tab.setDefaultTimeout(TIMEOUT);
      await tab.goto(url + path, { waitUntil: 'load' });
      return tab;
    };
    const owner = await open('/owner');
    const room = await owner.evaluate(startOwner);
    const guest = await open('/guest');
    await guest.evaluate(prepareGuest, room);
    if (isHot) {
      // A guest who has focused the form and pauses until everything has been fetched.
      await guest.evaluate(showIntent);
      await guest.waitForFunction(() => customElements.get('daily-video-tile') !== undefined);
      await guest.waitForNetworkIdle({ idleTime: 500 });
    }
    await guest.bringToFront();
    await (await guest.evaluateHandle(knockButton)).click();
    await guest.waitForFunction(() => globalThis.wayIn.isDone);
    return split(await guest.evaluate(() => globalThis.wayIn.spans()));
  } finally {
    await context.close();
  }
}

/** Runs in the owner's page: an owner in the call who admits each guest at once. */
async function startOwner() {
  const { createRoom, createToken } = await import('/owners/local-room/index.js');
  const made = await createRoom({ privacy: 'private', properties: { enable_knocking: true } });
  await customElements.whenDefined('daily-owner-room');
  const element = document.querySelector('daily-owner-room');
  element.addEventListener('daily-knock', ({ detail }) => element.admit(detail.id));
  element.token = await createToken({ properties: { room_name: made.name, is_owner: true, user_name: 'Olga' } });
  await element.join({ roomUrl: made.url, userName: 'Olga' });
  return made.url;
}

async function prepareGuest(roomUrl) {
  await customElements.whenDefined('daily-knock-form');
  const element = document.querySelector('daily-knock-form');
  element.roomUrl = roomUrl;
  await element.updateComplete;
}

function showIntent() {
  document.querySelector('daily-knock-form').shadowRoot.querySelector('input').focus();
}

/** Hovers over a button and presses it at once. */
function knockButton() {
  return document.querySelector('daily-knock-form').shadowRoot.querySelector('form button');
}

/**
 * Returns the milliseconds of each part between click and first frame; ours is the rest.
 * @returns {Way}
 */
function split({ click, waiting, admitted, frame, all }) {
  if (frame === undefined) throw new Error('The guest was not admitted.');
  const parts = Object.fromEntries(Object.entries(all).map(([part, spans]) => [part, covered(spans, click, frame)]));
  const others = covered(Object.values(all).flat(), click, frame);
  return {
    ...parts,
    ours: frame - click - others,
    waiting: waiting - click,
    admitted: admitted - click,
    frame: frame - click,
  };
}

/** Returns how much of the time between two moments is covered by spans. Overlaps count once. */
function covered(spans, from, to) {
  let sum = 0;
  let end = from;
  for (const [start, stop] of spans.filter(Boolean).sort(([a], [b]) => a - b)) {
    const [begin, until] = [Math.max(start, end), Math.min(stop, to)];
    if (until > begin) {
      sum += until - begin;
      end = until;
    }
  }
  return sum;
}
