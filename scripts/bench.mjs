// npm run bench: what a crowd at the door costs, ours beside others on the same daily-js and the same local room, in one browser run;
// and how much of the time from a guest's click to the call is ours.
// Writes docs/reports/benchmarks.md and its chart. ROUNDS=1 npm run bench is for trying.
// Tachometer, the usual tool, collects times that a page takes of itself, one page at a time. This needs the main thread's time for single
// steps (style, layout and paint included), which only DevTools' protocol tells, and a guest and an owner in two tabs.
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeFileSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import * as prettier from 'prettier';
import * as puppeteer from 'puppeteer-core';
import { rollup } from 'rollup';
import { LATENCY, measureCall } from './bench-call.mjs';
import { performanceChart, performancePage } from './bench-page.mjs';
import { BROWSER_NAMES, ensureBrowser, launchOptions } from './browsers.mjs';
import { run } from './run.mjs';
import { serve } from './server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SIZES = [100, 1000, 5000];
const BURST = 1000;
/** Crowds in each round. */
const CROWDS = 3;
/** Turns after which whatever a contender has put off is done. */
const CALM = 20;
const ONES = 8;
const CONTENDERS = {
  alone: '',
  plain: '<p id="count"></p><ul id="list"></ul>',
  react: '<div id="place"></div>',
  ours: '<daily-waiting-list></daily-waiting-list>',
};

for (const name of BROWSER_NAMES) ensureBrowser(name);
if (!run('npm', ['run', '--silent', 'build'])) process.exit(1);
const folder = fileURLToPath(new URL('../.cache/bench', import.meta.url));
for (const name of Object.keys(CONTENDERS)) await bundle(name);

const bySize = () => Object.fromEntries(SIZES.map((size) => [size, []]));
const html = (name) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body>${CONTENDERS[name]}<script type="module" src="/bench/${name}.js"></script>`;
const site = await serve({
  pages: Object.fromEntries(Object.keys(CONTENDERS).map((name) => [`/${name}`, html(name)])),
  paths: { '/bench/': '.cache/bench' },
});
const browser = await puppeteer.launch(launchOptions('chromium'));
const version = await browser.version();
/** By contender: milliseconds of the main thread. @type {Parameters<typeof performancePage>[0]['results']} */
const results = Object.fromEntries(
  Object.keys(CONTENDERS).map((name) => [
    name,
    { burst: [], longest: [], all: [], longestOfAll: [], one: bySize(), decision: bySize() },
  ]),
);
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn, and each round begins with another, so that a warm or a busy machine is the same for all.
    const all = Object.keys(CONTENDERS);
    const names = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
    for (const name of names) await measureOnes(name, results[name]);
    // What varies most is measured most.
    for (let turn = 0; turn < CROWDS; turn += 1) for (const name of names) await measureCrowd(name, results[name]);
    console.log(`Round ${round + 1} of ${ROUNDS}.`);
  }
} finally {
  await browser.close();
  await site.close();
}
const call = { latency: LATENCY, browsers: {} };
for (const name of BROWSER_NAMES) {
  call.browsers[name] = await measureCall(name, ROUNDS);
  console.log(`From click to call: ${name}.`);
}
const measured = {
  results,
  machine: `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${version}, ${ROUNDS} rounds`,
  burst: BURST,
  all: SIZES[0] + BURST,
  sizes: SIZES,
  call,
};
const page = await prettier.format(performancePage(measured), {
  ...(await prettier.resolveConfig(fileURLToPath(import.meta.url))),
  parser: 'markdown',
});
console.log(page);
if (!process.env.ROUNDS) {
  writeFileSync(new URL('../docs/reports/benchmarks.md', import.meta.url), page);
  writeFileSync(new URL('../docs/reports/benchmarks.svg', import.meta.url), performanceChart(measured));
}

async function bundle(name) {
  const built = await rollup({
    input: fileURLToPath(new URL(`../test/bench/${name}.js`, import.meta.url)),
    external: (id) => id.startsWith('/dist/') || id === '@daily-co/daily-js',
    onLog: () => {},
    plugins: [
      nodeResolve({ browser: true }),
      commonjs(),
      { name: 'production', transform: (code) => code.replaceAll('process.env.NODE_ENV', '"production"') },
      terser(),
    ],
  });
  await built.write({ dir: folder, format: 'es', paths: { '@daily-co/daily-js': '/dist/daily-js.js' } });
  await built.close();
}

/** A page with so many people at the door that a contender has shown all it has, and what a task in it costs. */
async function openPage(name) {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${site.url}/${name}`);
  await page.waitForFunction(() => globalThis.bench !== undefined);
  const client = await page.createCDPSession();
  await client.send('Performance.enable');
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
  return { page, cost, calm: () => page.evaluate((turns) => globalThis.bench.idle(turns), CALM) };
}

/** What something big costs, and the longest task in it. */
async function big({ page, cost, calm }, task) {
  await calm();
  await page.evaluate(() => {
    globalThis.longest = 0;
    globalThis.observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
    });
    globalThis.observer.observe({ type: 'longtask' });
  });
  const spent = await cost(() => page.evaluate(task, BURST));
  // An entry comes when its task has ended, and to the observer after that.
  await calm();
  return {
    spent,
    longest: await page.evaluate(() => {
      globalThis.observer.disconnect();
      return globalThis.longest;
    }),
  };
}

/** One knock more, and one less, in a list that grows. */
async function measureOnes(name, result) {
  const opened = await openPage(name);
  const { page, cost, calm } = opened;
  const one = async (size) => {
    await calm();
    const idle = await cost(() => page.evaluate((turns) => globalThis.bench.idle(turns), ONES));
    const knocks = await cost(() => page.evaluate((turns) => globalThis.bench.oneByOne(turns), ONES));
    const decisions = await cost(() => page.evaluate((turns) => globalThis.bench.decide(turns), ONES));
    result.one[size].push((knocks - idle) / ONES);
    result.decision[size].push((decisions - idle) / ONES);
  };
  for (const [index, size] of SIZES.entries()) {
    if (index > 0) await page.evaluate((people) => globalThis.bench.burst(people), size - SIZES[index - 1]);
    await one(size);
  }
  await page.close();
}

/** Many come at once, and are all let in. */
async function measureCrowd(name, result) {
  const opened = await openPage(name);
  const burst = await big(opened, (people) => globalThis.bench.burst(people));
  const all = await big(opened, () => globalThis.bench.decideAll());
  result.burst.push(burst.spent);
  result.longest.push(burst.longest);
  result.all.push(all.spent);
  result.longestOfAll.push(all.longest);
  await opened.page.close();
}
