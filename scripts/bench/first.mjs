// Measures the first second of a page with a form: on a slow line, on a slow processor, with nothing cached.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browsers.mjs';
import { run } from '../run.mjs';
import { serve } from '../server.mjs';

const path = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** 1.6 Mbit/s down, 150 ms round trips: Lighthouse's “slow 4G”. */
export const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
export const CPU = 4;
/** How long a page is watched once it is usable, in milliseconds: for tasks that come later. */
const AFTER = 1000;

/** Notes in the page when a field can be used, and the long tasks. */
const watch = `<script>
addEventListener('error', ({ message }) => (globalThis.failed = message));
globalThis.tasks = [];
new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
(function look() {
  const host = document.querySelector('[data-field]');
  const field = host ? host.shadowRoot?.querySelector(host.dataset.field) : document.querySelector('input');
  if (field?.getClientRects().length) requestAnimationFrame(() => (globalThis.usable = performance.now()));
  else requestAnimationFrame(look);
})();
</script>`;

/** A page of the comparison. `data-field` names what is used in the shadow root of its element. */
const pageWith = (head, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>First second</title>${watch}${head}<body>${body}`;

/** As from a CDN. */
const compressed = (text, type = 'text/html; charset=utf-8') => ({
  body: brotliCompressSync(text),
  headers: { 'Content-Encoding': 'br', 'Content-Type': type },
});
const script = (text) => compressed(text, 'text/javascript; charset=utf-8');

/** A page that is nothing but a form. */
const PLAIN = pageWith(
  '<style>body{font:16px/1.5 system-ui}form{display:grid;gap:1rem;max-width:30rem}input,button{font:inherit;padding:.5rem}</style>',
  '<form><h2>Knock to come in</h2><label>Your name <input name="name"></label><button>Knock</button></form>',
);
/** The page of the README. */
const OURS = pageWith(
  '<script type="module" src="/first/daily-knock.js"></script>',
  '<daily-knock-form data-field="input" room-url="https://your-team.daily.co/your-room"></daily-knock-form>',
);

/**
 * The pages that a test compares as well.
 * @param {string} [code] what `daily-knock.js` contains
 */
export const firstPages = (code = readFileSync(path('dist/daily-knock.js'), 'utf8')) => ({
  '/first/plain': compressed(PLAIN),
  '/first/ours': compressed(OURS),
  '/first/daily-knock.js': script(code),
});

/** What others offer, bundled as on a site. Their packages are not dependencies of this one. */
const PEER_PACKAGES = [
  ...['media-chrome@4.19.4', '@livekit/components-react@2.9.24', 'livekit-client@2', '@livekit/components-styles@1'],
];
const PLACE = '<div id="place"></div>';
const PEERS = {
  'media-chrome': `<media-controller><video slot="media"></video><media-control-bar><media-play-button data-field="svg"></media-play-button><media-mute-button></media-mute-button><media-time-range></media-time-range></media-control-bar></media-controller>`,
  'daily-react': PLACE,
  livekit: PLACE,
};

async function peerPages() {
  const folder = path('.cache/bench-peers');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, '{"private":true}');
  const options = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  if (!run('npm', ['install', ...options, ...PEER_PACKAGES])) throw new Error('The peers could not be installed.');
  const pages = {};
  for (const [name, body] of Object.entries(PEERS)) {
    const { outputFiles } = await build({
      entryPoints: [path(`test/bench/first-${name}.js`)],
      bundle: true,
      format: 'esm',
      minify: true,
      write: false,
      define: { 'process.env.NODE_ENV': '"production"' },
      // One React for all.
      alias: { react: path('node_modules/react'), 'react-dom': path('node_modules/react-dom') },
      nodePaths: [`${folder}/node_modules`],
      logLevel: 'error',
    });
    pages[`/first/${name}`] = compressed(pageWith(`<script type="module" src="/first/${name}.js"></script>`, body));
    pages[`/first/${name}.js`] = script(outputFiles[0].text);
  }
  return pages;
}

/**
 * Measures all in turn.
 * @param {number} rounds
 * @returns {Promise<Record<string, First[]>>}
 */
export async function measureFirst(rounds) {
  const pages = { ...firstPages(), ...(await peerPages()) };
  const names = ['plain', 'ours', ...Object.keys(PEERS)];
  const results = Object.fromEntries(names.map((name) => [name, []]));
  const site = await serve({ pages });
  const browser = await puppeteer.launch(launchOptions('chromium'));
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const name of [...names.slice(round % names.length), ...names.slice(0, round % names.length)])
        results[name].push(await openFirst(browser, `${site.url}/first/${name}`));
    return results;
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * Opens a page cold.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} url
 * @returns {Promise<First>}
 * @typedef {{ usable: number, blocked: number, requests: number, bytes: number, busy: number }} First milliseconds until the field can be used, of long tasks beyond 50 ms each, and of the processor for the main thread; and what came over the line
 */
export async function openFirst(browser, url) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const client = await page.createCDPSession();
    const found = { usable: 0, blocked: 0, requests: 0, bytes: 0, busy: 0 };
    client.on('Network.responseReceived', ({ response }) => {
      if (!response.url.endsWith('/favicon.ico') && !response.url.startsWith('data:')) found.requests += 1;
    });
    client.on('Network.loadingFinished', ({ encodedDataLength }) => (found.bytes += encodedDataLength));
    await client.send('Network.enable');
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    await client.send('Network.emulateNetworkConditions', LINE);
    await client.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => globalThis.usable ?? globalThis.failed, { polling: 200, timeout: 60_000 });
    await new Promise((done) => setTimeout(done, AFTER));
    const { usable, tasks, failed } = await page.evaluate(() => ({
      usable: globalThis.usable,
      tasks: globalThis.tasks,
      failed: globalThis.failed,
    }));
    if (failed) throw new Error(`${url}: ${failed}`);
    const { metrics } = await client.send('Performance.getMetrics');
    return {
      ...found,
      usable,
      blocked: tasks.reduce((sum, duration) => sum + Math.max(0, duration - 50), 0),
      busy: metrics.find(({ name }) => name === 'TaskDuration').value * 1000,
    };
  } finally {
    await context.close();
  }
}
