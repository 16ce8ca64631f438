// npm run screenshots: runs the demo in Chromium and writes the README's images into docs/images/.
// Without a fake camera, so that the local room shows its drawn video.
import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { byRole, launch } from '../test/e2e/browsers.mjs';
import { ensureBrowser, launchOptions } from './browsers.mjs';
import { run } from './run.mjs';
import { serve } from './server.mjs';

const ROOT = new URL('../', import.meta.url);
const IMAGES = new URL('docs/images/', ROOT);
const MOST_BYTES = 150_000;

ensureBrowser('chromium');
if (!existsSync(new URL('dist/local-room/daily-knock.js', ROOT))) run('npm', ['run', '--silent', 'build']);
await mkdir(IMAGES, { recursive: true });

const { args = [] } = launchOptions('chromium');
const server = await serve();
const browser = await launch('chromium', { args: args.filter((arg) => !arg.startsWith('--use-fake')) });

try {
  const owner = await openPage('/owner.html', 1120);
  await press(owner, 'daily-owner-room', 'Join');
  await reaches(owner, 'daily-owner-room', 'joined');

  const waiting = [];
  for (const name of ['Amara Osei', 'Victor Hale', 'Tara Singh']) waiting.push(await knock(name));
  await owner.waitForSelector(byRole('button', 'Allow guest Tara Singh'));
  await picture(owner, 'daily-owner-room', 'owner.png');
  await picture(waiting[0], 'daily-knock-form', 'guest.png');
  await Promise.all([owner, ...waiting].map((page) => page.close()));

  const both = await openPage('/', 1200);
  await press(both, 'daily-owner-room', 'Join');
  await reaches(both, 'daily-owner-room', 'joined');
  await knockIn(both, 'Hana Sato');
  await press(both, 'daily-owner-room', 'Allow guest Hana Sato');
  await reaches(both, 'daily-knock-form', 'admitted');
  const amara = await knock('Amara Osei');
  await both.waitForSelector(byRole('button', 'Allow guest Amara Osei'));
  await picture(both, '.sides', 'both-sides.png');
  await Promise.all([both, amara].map((page) => page.close()));
} finally {
  await browser.close();
  await server.close();
}

async function openPage(path, width) {
  // A separate window, because a background tab does not paint.
  const page = await browser.newPage({ type: 'window' });
  page.setDefaultTimeout(20_000);
  await page.setViewport({ width, height: 900, deviceScaleFactor: 1.5 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(server.url + path);
  return page;
}

async function knock(name) {
  const page = await openPage('/guest.html', 1120);
  await knockIn(page, name);
  return page;
}

async function knockIn(page, name) {
  const form = await page.waitForSelector('daily-knock-form');
  await (await form.waitForSelector(byRole('textbox', 'Your name'))).type(name);
  await press(page, 'daily-knock-form', 'Knock');
  await reaches(page, 'daily-knock-form', 'waiting');
}

async function press(page, tag, name) {
  const element = await page.waitForSelector(tag);
  await (await element.waitForSelector(byRole('button', name))).click();
}

function reaches(page, tag, state) {
  return page.waitForSelector(`${tag}[state="${state}"]`);
}

/** Waits until all videos play, then takes a screenshot of the element with a margin. */
async function picture(page, selector, file) {
  await page.bringToFront();
  await page.waitForFunction(allPlay);
  await page.mouse.move(0, 0);
  await page.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.blur());
  const element = await page.waitForSelector(selector);
  const box = await element.boundingBox();
  const scrolled = await page.evaluate(() => globalThis.scrollY);
  const around = 12;
  const path = fileURLToPath(new URL(file, IMAGES));
  await page.screenshot({
    path,
    clip: {
      x: Math.max(0, box.x - around),
      y: box.y + scrolled - around,
      width: box.width + 2 * around,
      height: box.height + 2 * around,
    },
  });
  const { size } = statSync(path);
  console.log(`docs/images/${file}: ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) console.warn(`Larger than ${MOST_BYTES / 1000} kB.`);
}

/** Runs in the page. */
function allPlay() {
  const videos = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'video' && !element.hidden) videos.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return videos.every(({ videoWidth, currentTime }) => videoWidth > 0 && currentTime > 0.5);
}
