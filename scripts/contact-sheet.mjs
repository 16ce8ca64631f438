// npm run contact-sheet: brings each element into each state in a local room, and writes screenshots into docs/images/looks/: light and
// dark, phone and desktop, forced colours, Arabic, a narrow column, and large text. Fails if something overlaps, is cut off or overflows.
// Storybook and similar tools render components with given properties, but most of these states exist only in a running call.
// `npm run contact-sheet -- owner-room modes` makes these sheets only; `--check` makes none.
import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { complaints } from './looks/complaints.mjs';
import { openGallery } from './looks/gallery.mjs';
import { sheet } from './looks/sheet.mjs';
import { STATES } from './looks/states.js';

const IMAGES = new URL('../docs/images/looks/', import.meta.url);
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1000, height: 800 };

const SIZES = [
  { name: 'phone', viewport: PHONE },
  { name: 'desktop', viewport: DESKTOP },
];
const SCHEMES = ['light', 'dark'];

/** Other modes, each with a few states. */
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
  ['owner-room', 'three people waiting'],
  ['owner-room', 'people waiting, with the device menu open'],
  ['waiting-list', 'names of all kinds'],
  ['waiting-list', 'a decision that failed'],
];

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const isWanted = (name) => wanted.length === 0 || wanted.some((each) => name.startsWith(each));
const draws = !process.argv.includes('--check');

await mkdir(IMAGES, { recursive: true });
const gallery = await openGallery();
let count = 0;

try {
  for (const [element, states] of Object.entries(STATES)) {
    if (!isWanted(element)) continue;
    const sheets = new Map(SIZES.map(({ name }) => [name, []]));
    for (const state of Object.keys(states)) {
      const stage = await gallery.open(element, state);
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
      const stage = await gallery.open(element, state);
      for (const mode of MODES)
        sheets.get(mode.file).push({ title: `${element}: ${state}`, pictures: [await shoot(stage, mode, mode.name)] });
      await stage.close();
    }
    for (const { file, name } of MODES) await write(`modes-${file}`, name, sheets.get(file), 4);
  }
} finally {
  await gallery.close();
}
if (count > 0) {
  console.error(`${count} layout problems.`);
  process.exitCode = 1;
}

async function shoot({ page, show, problems, name }, mode, modeName) {
  await show(mode);
  const found = new Set(await page.evaluate(complaints, '#shown > *'));
  for (const complaint of [...problems.splice(0), ...found]) {
    count += 1;
    console.error(`${name} (${modeName}): ${complaint}`);
  }
  // Moving the focus may have scrolled the page.
  await page.evaluate(() => scrollTo(0, 0));
  const box = await (await page.waitForSelector('#shown')).boundingBox();
  return draws ? page.screenshot({ encoding: 'base64', clip: box, captureBeyondViewport: true }) : '';
}

async function write(name, title, rows, across) {
  if (!draws) return;
  const page = await gallery.browser.newPage({ type: 'window' });
  await page.setViewport({ width: 1640, height: 900 });
  await page.setContent(sheet(title, rows, across));
  const path = fileURLToPath(new URL(`${name}.webp`, IMAGES));
  await writeFile(path, await page.screenshot({ type: 'webp', quality: 72, fullPage: true }));
  await page.close();
  console.log(`docs/images/looks/${name}.webp: ${Math.round(statSync(path).size / 1000)} kB`);
}
