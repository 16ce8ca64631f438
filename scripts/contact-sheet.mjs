// npm run contact-sheet: brings every element into every state, in a local room, and writes what it looks like into docs/images/looks/:
// light and dark, on a phone and on a desktop, in forced colours, in Arabic, in a narrow column and with large text. What lies
// over something else, is cut off or reaches out is told, and makes the script fail.
// `npm run contact-sheet -- owner-room modes` draws these sheets only; `--check` draws none.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { byRole, launch } from '../test/e2e/browsers.mjs';
import { ensureBrowser, launchOptions } from './browsers.mjs';
import { complaints } from './looks/complaints.mjs';
import { sheet } from './looks/sheet.mjs';
import { STATES } from './looks/states.js';
import { run } from './run.mjs';
import { serve } from './server.mjs';

const ROOT = new URL('../', import.meta.url);
const IMAGES = new URL('docs/images/looks/', ROOT);
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1000, height: 800 };

const SIZES = [
  { name: 'phone', viewport: PHONE },
  { name: 'desktop', viewport: DESKTOP },
];
const SCHEMES = ['light', 'dark'];

/** Other circumstances, each shown with a few states. */
const MODES = [
  {
    file: 'forced-colours',
    name: 'forced colours',
    viewport: PHONE,
    features: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
  },
  { file: 'arabic', name: 'Arabic, right to left', viewport: PHONE, lang: 'ar' },
  { file: '280px', name: '280 px', viewport: { width: 312, height: 844 } },
  { file: 'large-text', name: 'text of twice the size', viewport: PHONE, text: '200%' },
];
const IN_MODES = [
  ['knock-form', 'fields that are not right'],
  ['knock-form', 'the button with the focus'],
  ['knock-form', 'waiting, the connection lost'],
  ['knock-form', 'in the call, the camera failed'],
  ['owner-room', 'three people at the door'],
  ['owner-room', 'people at the door, and devices to choose'],
  ['waiting-list', 'names of all kinds'],
  ['waiting-list', 'a decision that failed'],
];

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const isWanted = (name) => wanted.length === 0 || wanted.some((each) => name.startsWith(each));
const draws = !process.argv.includes('--check');

ensureBrowser('chromium');
if (!existsSync(new URL('dist/local-room/daily-knock.js', ROOT))) run('npm', ['run', '--silent', 'build']);
await mkdir(IMAGES, { recursive: true });

const file = (name) => ({
  body: readFileSync(new URL(`looks/${name}`, import.meta.url), 'utf8'),
});
const server = await serve({
  pages: {
    '/looks/stage.css': file('stage.css').body,
    '/looks/stage.js': file('stage.js').body,
    '/looks/states.js': file('states.js').body,
    '/looks/': `<!doctype html>
      <html lang="en"><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Looks</title>
      <link rel="stylesheet" href="/looks/stage.css" />
      <script type="module" src="/dist/local-room/daily-knock.js"></script>
      <script type="module" src="/looks/stage.js"></script>
      <div id="shown"></div><div id="others" inert></div></html>`,
  },
});
// No camera is made up: the local room draws pictures of its own where there is none.
const { args = [] } = launchOptions('chromium');
const browser = await launch('chromium', { args: args.filter((arg) => !arg.startsWith('--use-fake')) });
let count = 0;

try {
  for (const [element, states] of Object.entries(STATES)) {
    if (!isWanted(element)) continue;
    const sheets = new Map(SIZES.map(({ name }) => [name, []]));
    for (const state of Object.keys(states)) {
      const stage = await open(element, state);
      for (const { name, viewport } of SIZES) {
        const pictures = [];
        for (const scheme of SCHEMES)
          pictures.push(await shoot(stage, { viewport, features: { 'prefers-color-scheme': scheme } }, name));
        sheets.get(name).push({ title: state, pictures });
      }
      await stage.close();
    }
    for (const [size, rows] of sheets)
      await write(`${element}-${size}`, `daily-${element}, ${size}`, rows, size === 'phone' ? 2 : 1);
  }
  if (isWanted('modes')) {
    const sheets = new Map(MODES.map(({ file }) => [file, []]));
    for (const [element, state] of IN_MODES) {
      const stage = await open(element, state);
      for (const mode of MODES)
        sheets.get(mode.file).push({ title: `${element}: ${state}`, pictures: [await shoot(stage, mode, mode.name)] });
      await stage.close();
    }
    for (const { file, name } of MODES) await write(`modes-${file}`, name, sheets.get(file), 4);
  }
} finally {
  await browser.close();
  await server.close();
}
if (count > 0) {
  console.error(`${count} things are not as they should be.`);
  process.exitCode = 1;
}

/** A page in which the element has reached the state. */
async function open(element, state) {
  // A window of its own: a tab in the background does not paint.
  const page = await browser.newPage({ type: 'window' });
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => console.error(`${element}: ${state}:`, error));
  const device = await page.createCDPSession();
  const query = new URLSearchParams({ element, state });
  await device.send('Emulation.setEmulatedMedia', { features: features({}) });
  await page.goto(`${server.url}/looks/?${query}`);
  await page.waitForSelector('[data-ready]').catch((error) => {
    throw new Error(`${element}: ${state}: never reached.`, { cause: error });
  });
  const { hover, focus } = STATES[element][state];
  return { page, device, hover, focus, name: `${element}: ${state}`, close: () => page.close() };
}

async function shoot(
  { page, device, hover, focus, name },
  { viewport, features: wished = {}, lang = 'en', text = '' },
  mode,
) {
  await device.send('Emulation.setEmulatedMedia', { features: features(wished) });
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
  // The words of another language are fetched.
  await page.waitForFunction(speaks, {}, '#shown > *', lang);
  await page.bringToFront();
  const shown = await page.waitForSelector('#shown > *');
  const target = hover ?? focus;
  if (target && lang === 'en') {
    const control = await shown.waitForSelector(byRole(...target));
    // By the keyboard, so that the focus is one to be seen.
    if (focus) await page.keyboard.press('Shift').then(() => control.focus());
    else await control.hover();
  } else await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  for (const complaint of new Set(await page.evaluate(complaints, '#shown > *'))) {
    count += 1;
    console.error(`${name} (${mode}): ${complaint}`);
  }
  // The focus may have scrolled the page.
  await page.evaluate(() => scrollTo(0, 0));
  const box = await (await page.waitForSelector('#shown')).boundingBox();
  return draws ? page.screenshot({ encoding: 'base64', clip: box, captureBeyondViewport: true }) : '';
}

/** Runs in the page. */
function speaks(selector, lang) {
  const [first] = document.querySelector(selector).shadowRoot.querySelectorAll('[dir]');
  return !first || (first.dir === 'rtl') === (lang === 'ar');
}

function features(wished) {
  const all = {
    'prefers-reduced-motion': 'reduce',
    'prefers-color-scheme': 'light',
    'forced-colors': 'none',
    ...wished,
  };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}

async function write(name, title, rows, across) {
  if (!draws) return;
  const page = await browser.newPage({ type: 'window' });
  await page.setViewport({ width: 1640, height: 900 });
  await page.setContent(sheet(title, rows, across));
  const path = fileURLToPath(new URL(`${name}.webp`, IMAGES));
  await writeFile(path, await page.screenshot({ type: 'webp', quality: 72, fullPage: true }));
  await page.close();
  console.log(`docs/images/looks/${name}.webp: ${Math.round(statSync(path).size / 1000)} kB`);
}
