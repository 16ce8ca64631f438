// Brings elements into their states, each in a separate page in a local room, and renders them in different modes.
import { existsSync, readFileSync } from 'node:fs';
import { byRole, launch } from '../../test/e2e/browsers.mjs';
import { ensureBrowser, launchOptions } from '../browsers.mjs';
import { run } from '../run.mjs';
import { serve } from '../server.mjs';
import { STATES } from './states.js';

const BUILT = new URL('../../dist/local-room/daily-knock.js', import.meta.url);

/**
 * A mode in which an element is rendered.
 * @typedef {object} Mode
 * @property {{ width: number, height: number }} viewport CSS pixels
 * @property {Record<string, string>} [features] media features; by default light, no forced colours, reduced motion
 * @property {string} [lang] by default English
 * @property {string} [text] the page's font size, by default `100%`
 */

/** Starts a browser and a server. */
export async function openGallery() {
  ensureBrowser('chromium');
  if (!existsSync(BUILT)) run('npm', ['run', '--silent', 'build']);
  const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const server = await serve({
    pages: {
      ...Object.fromEntries(['stage.css', 'stage.js', 'states.js'].map((name) => [`/looks/${name}`, file(name)])),
      '/looks/': `<!doctype html>
      <html lang="en"><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Looks</title>
      <link rel="stylesheet" href="/looks/stage.css" />
      <script type="module" src="/dist/local-room/daily-knock.js"></script>
      <script type="module" src="/looks/stage.js"></script>
      <div id="shown"></div><div id="others" inert></div></html>`,
    },
  });
  // Without a fake camera, the local room draws a video.
  const { args = [] } = launchOptions('chromium');
  const browser = await launch('chromium', { args: args.filter((arg) => !arg.startsWith('--use-fake')) });
  return {
    browser,
    /** Opens a page with the element in a state. */
    open: (element, state) => openState(browser, server.url, element, state),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function openState(browser, url, element, state) {
  const name = `${element}: ${state}`;
  // A separate window, because a background tab does not paint.
  const page = await browser.newPage({ type: 'window' });
  page.setDefaultTimeout(20_000);
  /** Uncaught errors. @type {unknown[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(error));
  const device = await page.createCDPSession();
  await device.send('Emulation.setEmulatedMedia', { features: features({}) });
  await page.goto(`${url}/looks/?${new URLSearchParams({ element, state })}`);
  await page.waitForSelector('[data-ready]').catch((error) => {
    throw new Error(`${name}: never reached. ${problems.join()}`, { cause: error });
  });
  const { hover, focus } = STATES[element][state];
  return {
    page,
    name,
    problems,
    /** @param {Mode} mode */
    show: (mode) => show(page, device, hover, focus, mode),
    close: () => page.close(),
  };
}

async function show(page, device, hover, focus, { viewport, features: overrides = {}, lang = 'en', text = '' }) {
  await device.send('Emulation.setEmulatedMedia', { features: features(overrides) });
  await page.setViewport({ ...viewport, deviceScaleFactor: 1 });
  await page.evaluate(
    (lang, dir, size) => {
      Object.assign(document.documentElement, { lang, dir });
      document.documentElement.style.fontSize = size;
    },
    lang,
    lang === 'ar' ? 'rtl' : 'ltr',
    text,
  );
  // Other languages are loaded lazily.
  await page.waitForFunction(speaks, {}, '#shown > *', lang);
  await page.bringToFront();
  const shown = await page.waitForSelector('#shown > *');
  const target = hover ?? focus;
  if (target && lang === 'en') {
    const control = await shown.waitForSelector(byRole(...target));
    // By keyboard, so that `:focus-visible` matches.
    if (focus) await page.keyboard.press('Shift').then(() => control.focus());
    else await control.hover();
  } else await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Runs in the page. */
function speaks(selector, lang) {
  const [first] = document.querySelector(selector).shadowRoot.querySelectorAll('[dir]');
  return !first || (first.dir === 'rtl') === (lang === 'ar');
}

function features(overrides) {
  const all = {
    'prefers-reduced-motion': 'reduce',
    'prefers-color-scheme': 'light',
    'forced-colors': 'none',
    ...overrides,
  };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}
