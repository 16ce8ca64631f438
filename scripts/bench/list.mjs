// Compares the cost of many waiting people with other implementations, on the same daily-js and local room in one browser run.
// Tachometer, the usual tool, collects a page's own timings, one page at a time. This needs the main thread's time for single steps (style,
// layout and paint included), which only the DevTools protocol has.
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import * as puppeteer from 'puppeteer-core';
import { rollup } from 'rollup';
import { launchOptions } from '../browsers.mjs';
import { serve } from '../server.mjs';

/** How many people wait, for one more knock and one decision. */
export const SIZES = [10, 100, 1000, 5000];
export const BURST = 1000;
/** How many are let in at once. */
export const ALL = [100, 1100];
/** The number of turns after which all deferred work is done. */
const IDLE_TURNS = 20;
const ONES = 8;
const CONTENDERS = {
  alone: '',
  plain: '<p id="count"></p><ul id="list"></ul>',
  react: '<div id="place"></div>',
  ours: '<daily-waiting-list></daily-waiting-list>',
};
const FOLDER = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/**
 * @param {number} rounds
 * @returns {Promise<{ version: string, results: Record<string, Result> }>} milliseconds of the processor for the main thread, by contender
 * @typedef {{ burst: number[], longest: number[], all: Record<number, number[]>, longestOfAll: Record<number, number[]>, one: Record<number, number[]>, decision: Record<number, number[]> }} Result
 */
export async function measureList(rounds) {
  const all = Object.keys(CONTENDERS);
  for (const name of all) await bundle(name);
  const by = (sizes) => Object.fromEntries(sizes.map((size) => [size, []]));
  const results = Object.fromEntries(
    all.map((name) => [
      name,
      { burst: [], longest: [], all: by(ALL), longestOfAll: by(ALL), one: by(SIZES), decision: by(SIZES) },
    ]),
  );
  const html = (name) =>
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body>${CONTENDERS[name]}<script type="module" src="/bench/${name}.js"></script>`;
  const site = await serve({
    pages: Object.fromEntries(all.map((name) => [`/${name}`, html(name)])),
    paths: { '/bench/': '.cache/bench' },
  });
  const browser = await puppeteer.launch(launchOptions('chromium'));
  try {
    for (let round = 0; round < rounds; round += 1) {
      // In turn, starting with another one each round, so that a warm or busy machine affects all alike.
      const names = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
      const page = (name) => openPage(browser, `${site.url}/${name}`);
      for (const name of names) await measureSingle(await page(name), results[name]);
      for (const name of names) await measureBurst(await page(name), results[name]);
      console.log(`Many people waiting: round ${round + 1} of ${rounds}.`);
    }
    return { version: await browser.version(), results };
  } finally {
    await browser.close();
    await site.close();
  }
}

async function bundle(name) {
  const built = await rollup({
    input: fileURLToPath(new URL(`../../test/bench/${name}.js`, import.meta.url)),
    external: (id) => id.startsWith('/dist/') || id === '@daily-co/daily-js',
    onLog: () => {},
    plugins: [
      nodeResolve({ browser: true }),
      commonjs(),
      { name: 'production', transform: (code) => code.replaceAll('process.env.NODE_ENV', '"production"') },
      terser(),
    ],
  });
  await built.write({ dir: FOLDER, format: 'es', paths: { '@daily-co/daily-js': '/dist/daily-js.js' } });
  await built.close();
}

/** Opens a page with enough waiting people to render all that a contender has. */
async function openPage(browser, url) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.waitForFunction(() => globalThis.bench !== undefined);
  const client = await page.createCDPSession();
  // Of the processor, so that a busy machine counts less.
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
  };
  const cost = async (task) => {
    const before = await busy();
    await task();
    return (await busy()) - before;
  };
  await page.evaluate((people) => globalThis.bench.burst(people), SIZES[0]);
  return { page, cost, settle: () => page.evaluate((turns) => globalThis.bench.idle(turns), IDLE_TURNS) };
}

/** Measures a burst, and the longest task in it. */
async function measureTask({ page, cost, settle }, task) {
  await settle();
  await page.evaluate(() => {
    globalThis.longest = 0;
    globalThis.observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    });
    globalThis.observer.observe({ type: 'longtask' });
  });
  const spent = await cost(() => page.evaluate(task, BURST));
  // The observer gets an entry some time after its task.
  await settle();
  return {
    spent,
    longest: await page.evaluate(() => {
      globalThis.observer.disconnect();
      return globalThis.longest;
    }),
  };
}

/** Measures one more and one less knock, in a growing list. */
async function measureSingle(opened, result) {
  const { page, cost, settle } = opened;
  let waiting = SIZES[0];
  for (const size of SIZES) {
    // One more and one less leave as many as there were.
    if (size > waiting) await page.evaluate((people) => globalThis.bench.burst(people), size - waiting);
    waiting = size;
    await settle();
    const idle = await cost(() => page.evaluate((turns) => globalThis.bench.idle(turns), ONES));
    const knocks = await cost(() => page.evaluate((turns) => globalThis.bench.oneByOne(turns), ONES));
    const decisions = await cost(() => page.evaluate((turns) => globalThis.bench.decide(turns), ONES));
    result.one[size].push((knocks - idle) / ONES);
    result.decision[size].push((decisions - idle) / ONES);
  }
  await page.close();
}

/** Measures many knocks at once, and admitting all. */
async function measureBurst(opened, result) {
  const { page } = opened;
  const knock = (people) => globalThis.bench.burst(people);
  const [few, many] = ALL;
  await page.evaluate(knock, few - SIZES[0]);
  const admitAll = async (size) => {
    const { spent, longest } = await measureTask(opened, () => globalThis.bench.decideAll());
    result.all[size].push(spent);
    result.longestOfAll[size].push(longest);
  };
  const burst = await measureTask(opened, knock);
  result.burst.push(burst.spent);
  result.longest.push(burst.longest);
  await admitAll(many);
  await page.evaluate(knock, few);
  await admitAll(few);
  await page.close();
}
