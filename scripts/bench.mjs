// npm run bench: compares the cost of many waiting people with other implementations, on the same daily-js and local room in one browser
// run; and measures our share of the time from a guest's click to the call.
// Writes docs/reports/benchmarks.md and its chart. Use ROUNDS=1 for a trial.
// Tachometer, the usual tool, collects a page's own timings, one page at a time. This needs the main thread's time for single steps (style,
// layout and paint included), which only the DevTools protocol has, and a guest and an owner in two tabs.
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
/** The number of bursts per round. */
const BURSTS = 3;
/** The number of turns after which all deferred work is done. */
const IDLE_TURNS = 20;
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
/** Milliseconds of the main thread by contender. @type {Parameters<typeof performancePage>[0]['results']} */
const results = Object.fromEntries(
  Object.keys(CONTENDERS).map((name) => [
    name,
    { burst: [], longest: [], all: [], longestOfAll: [], one: bySize(), decision: bySize() },
  ]),
);
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    // In turn, starting with another one each round, so that a warm or busy machine affects all alike.
    const all = Object.keys(CONTENDERS);
    const names = [...all.slice(round % all.length), ...all.slice(0, round % all.length)];
    for (const name of names) await measureSingle(name, results[name]);
    // More rounds for what varies most.
    for (let turn = 0; turn < BURSTS; turn += 1) for (const name of names) await measureBurst(name, results[name]);
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

/** Opens a page with enough waiting people to render all that a contender has. */
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
async function measureSingle(name, result) {
  const opened = await openPage(name);
  const { page, cost, settle } = opened;
  const one = async (size) => {
    await settle();
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

/** Measures many knocks at once, and admitting all. */
async function measureBurst(name, result) {
  const opened = await openPage(name);
  const burst = await measureTask(opened, (people) => globalThis.bench.burst(people));
  const all = await measureTask(opened, () => globalThis.bench.decideAll());
  result.burst.push(burst.spent);
  result.longest.push(burst.longest);
  result.all.push(all.spent);
  result.longestOfAll.push(all.longest);
  await opened.page.close();
}
