// From the click on "Knock" to the owner's moving picture: how much of that time is ours.
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from './browsers.mjs';
import { serve } from './server.mjs';

/** How far away the server is, in milliseconds: what is fetched after the click costs at least this. */
export const LATENCY = 40;
const TIMEOUT = 60_000;

const page = (body, folder) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>From click to call</title><body>${body}<script src="/bench/call.js"></script><script type="module" src="${folder}/local-room/daily-knock.js"></script>`;

/**
 * Measures in one browser, as often cold (a pointer comes and clicks at once) as hot.
 * @param {'chromium' | 'firefox'} name
 * @param {number} rounds
 * @returns {Promise<{ version: string, cold: Way[], hot: Way[] }>}
 * @typedef {Record<'load' | 'daily' | 'answer' | 'media' | 'decode' | 'ours' | 'waiting' | 'admitted' | 'frame', number>} Way
 */
export async function measureCall(name, rounds) {
  const site = await serve({
    pages: {
      // Addresses of their own: what the owner's tab has fetched is no help to the guest's.
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
      // In turn, and each round begins with the other one.
      for (const kind of round % 2 ? ['hot', 'cold'] : ['cold', 'hot'])
        found[kind].push(await oneWay(browser, site.url, kind === 'hot'));
  } finally {
    await browser.close();
    await site.close();
  }
  return found;
}

/** One guest on the way in, in a browser profile of its own: nothing is in its cache. */
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
      // Somebody has begun to fill in the form, and looks up what to write for as long as it takes to fetch all.
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

/** In the owner's page: an owner in the call, who lets everybody in at once. */
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

/** What a pointer comes to and presses at once. */
function knockButton() {
  return document.querySelector('daily-knock-form').shadowRoot.querySelector('form button');
}

/**
 * The milliseconds that each part takes between click and first frame; ours is whatever is in none of the others.
 * @returns {Way}
 */
function split({ click, waiting, admitted, frame, all }) {
  if (frame === undefined) throw new Error('The guest did not get in.');
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

/** How much of the time between two moments some spans cover, each moment counted once. */
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
