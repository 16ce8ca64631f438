// Measures a room of 25 on a slow processor: how many frames a second the page has, and the main thread's share of the time.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as puppeteer from 'puppeteer-core';
import { launchOptions } from '../browsers.mjs';
import { serve } from '../server.mjs';
import { CPU } from './first.mjs';

const SECONDS = 5;
const STYLE =
  '<style>#room{display:grid;grid-template-columns:repeat(5,1fr);gap:.5rem}figure{margin:0}video{inline-size:100%}</style>';
const CONTENDERS = {
  plain: `${STYLE}<div id="room"></div>`,
  ours: '<daily-owner-room></daily-owner-room><script type="module" src="/dist/daily-knock.js"></script>',
};

/**
 * @param {number} rounds
 * @returns {Promise<Record<keyof typeof CONTENDERS, { frames: number, share: number }[]>>}
 */
export async function measureRoom(rounds) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../test/bench/room.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const names = Object.keys(CONTENDERS);
  const html = (name) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body>${CONTENDERS[name]}<script type="module" src="/room.js"></script>`;
  const site = await serve({
    pages: { ...Object.fromEntries(names.map((name) => [`/${name}`, html(name)])), '/room.js': outputFiles[0].text },
  });
  const browser = await puppeteer.launch(launchOptions('chromium'));
  const results = Object.fromEntries(names.map((name) => [name, []]));
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const name of round % 2 ? [...names].reverse() : names)
        results[name].push(await measure(browser, `${site.url}/${name}`));
    return results;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function measure(browser, url) {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(url);
  await page.waitForFunction(() => globalThis.room !== undefined);
  await page.waitForFunction(() => {
    const videos = (root) =>
      [...root.querySelectorAll('*')].flatMap((each) => [
        ...(each instanceof HTMLVideoElement && each.videoWidth > 0 ? [each] : []),
        ...(each.shadowRoot ? videos(each.shadowRoot) : []),
      ]);
    return videos(document).length >= 24;
  });
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  await client.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  const read = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  await page.evaluate(() => globalThis.room.frames(1));
  const before = await read();
  const frames = await page.evaluate((seconds) => globalThis.room.frames(seconds), SECONDS);
  const share = ((await read()) - before) / SECONDS;
  await page.close();
  return { frames, share };
}
