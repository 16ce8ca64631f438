// Measures the time from the click on "Knock" until the guest waits, on a slow line with a call machine as large as Daily's.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browsers.mjs';
import { serve } from '../server.mjs';
import { CPU, LINE } from './first.mjs';

/** Daily's call machine of daily-js 0.92, in bytes: as it is, and compressed with brotli. */
export const MACHINE = { size: 1_837_061, compressed: 314_719 };
/** How long the guest types their name. */
export const TYPING = 3000;
/** Short: on a slow processor each key costs the script that presses it some time as well. */
const NAME = 'Gus';

/** The ways to the button. */
export const WAYS = {
  atOnce: 'the name was set by the page; hover and click at once',
  typed: `the guest hovers, types a name for ${TYPING / 1000} s, and clicks`,
};

/** The local room's call machine in a file of that size; the padding is skipped by the parser. */
function machine(own) {
  const noise = randomBytes(Math.ceil(((MACHINE.compressed - 17_000) * 3) / 4)).toString('base64');
  return `${own}\n/*${noise}${' '.repeat(MACHINE.size - own.length - noise.length)}*/`;
}

function pages() {
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  const files = readdirSync(dist, { recursive: true }).filter(
    (file) => file.endsWith('.js') && !file.startsWith('lib'),
  );
  const headers = { 'Content-Encoding': 'br', 'Content-Type': 'text/javascript; charset=utf-8' };
  const scripts = files.map((file) => {
    const code = readFileSync(dist + file, 'utf8');
    const isMachine = file.endsWith('call-machine-object-bundle.js');
    return [`/dist/${file}`, { body: brotliCompressSync(isMachine ? machine(code) : code), headers }];
  });
  const guest = (name) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Knock</title><script type="module" src="/dist/local-room/daily-knock.js"></script><body><h1 style="height:5rem">Knock</h1><daily-knock-form user-name="${name}" start-video-off start-audio-off></daily-knock-form>`;
  return {
    ...Object.fromEntries(scripts),
    '/room': '<!doctype html><title>Room</title>',
    '/atOnce': guest(NAME),
    '/typed': guest(''),
  };
}

/**
 * @param {number} rounds
 * @returns {Promise<Record<keyof typeof WAYS, Knock[]>>}
 */
export async function measureKnock(rounds) {
  const site = await serve({ pages: pages() });
  const browser = await puppeteer.launch(launchOptions('chromium'));
  const results = Object.fromEntries(Object.keys(WAYS).map((way) => [way, []]));
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const way of Object.keys(WAYS)) results[way].push(await knock(browser, site.url, way));
    return results;
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * One guest in a browser profile of their own.
 * @typedef {{ waiting: number, fetched: number }} Knock milliseconds from the click until the guest waits, and until the call machine had come: negative if before the click
 * @returns {Promise<Knock>}
 */
async function knock(browser, url, way) {
  const context = await browser.createBrowserContext();
  try {
    const room = await context.newPage();
    await room.goto(`${url}/room`);
    const roomUrl = await room.evaluate(async () => {
      const { createRoom } = await import('/dist/local-room/index.js');
      return (await createRoom({ privacy: 'private', properties: { enable_knocking: true } })).url;
    });
    const page = await context.newPage();
    const client = await page.createCDPSession();
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    await client.send('Network.emulateNetworkConditions', LINE);
    await client.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.goto(`${url}/${way}`);
    await page.evaluate(async (link) => {
      await customElements.whenDefined('daily-knock-form');
      const form = document.querySelector('daily-knock-form');
      addEventListener('click', ({ timeStamp }) => (globalThis.clicked ??= timeStamp), true);
      for (const event of ['daily-waiting', 'daily-error'])
        document.addEventListener(event, ({ type, timeStamp }) => (globalThis[type] = timeStamp));
      form.roomUrl = link;
      await form.updateComplete;
    }, roomUrl);
    await page.bringToFront();
    const button = await page.$('daily-knock-form >>> form button');
    if (way === 'typed') {
      const field = await page.$('daily-knock-form >>> #user-name');
      const start = performance.now();
      await field.click();
      await page.keyboard.type(NAME, { delay: TYPING / NAME.length / 2 });
      await new Promise((done) => setTimeout(done, Math.max(0, TYPING - (performance.now() - start))));
      await page.evaluate(() => (globalThis.clicked = undefined));
    }
    await button.click();
    await page.waitForFunction(() => globalThis['daily-waiting'] ?? globalThis['daily-error'], {
      polling: 100,
      timeout: 60_000,
    });
    return await page.evaluate(() => {
      if (globalThis['daily-error']) throw new Error('The guest could not knock.');
      const [machine] = performance.getEntriesByType('resource').filter(({ name }) => /call-machine/.test(name));
      return {
        waiting: globalThis['daily-waiting'] - globalThis.clicked,
        fetched: machine.responseEnd - globalThis.clicked,
      };
    });
  } finally {
    await context.close();
  }
}
