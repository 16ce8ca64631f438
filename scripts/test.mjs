// npm test: builds, then runs the quick tests in one browser.
// npm run test:long: runs the others: slow and random ones, those of the package, and the second browser.
// npm run test:all: both.
// Browser tests and Node tests have a runner each, and no maintained tool adds up both.
// Files: `npm test -- test/core/errors.test.ts test/e2e/x.test.mjs` (*.test.ts run in browsers, *.test.mjs in Node).
// Browsers: `BROWSERS=chromium,firefox npm test`.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { BROWSER_NAMES, ensureBrowser } from './browsers.mjs';
import { countsFile, forgetCounts, sumCounts } from './count-reporter.mjs';
import { run } from './run.mjs';

/** Tests that are slow or random, or use the packed package or other projects. */
const LONG =
  /^test\/(accessibility|chaos|contributing|embedding|examples)\/|\/(lives|every-language|full-room|translators|failures-[\w-]+)\.scripted|bundle\/(frameworks|older-browsers|package|published|ssr)\.|security\/(secrets|policies|reports|sandboxes|frames)\.|testing\/recipes|docs\/reference|e2e\/(builder|first-visit|windows)|machine\/elements/;

const options = process.argv.slice(2);
const named = options.filter((each) => !each.startsWith('--'));
const all = readdirSync('test', { recursive: true }).map((file) => join('test', file).replaceAll(sep, '/'));
const quick = all.filter((file) => !LONG.test(file));
const long = all.filter((file) => LONG.test(file));
const [first, ...others] = process.env.BROWSERS?.split(',') ?? [...BROWSER_NAMES, 'webkit'];

const TIERS = {
  named: [{ browsers: process.env.BROWSERS ? [first, ...others] : BROWSER_NAMES, files: named }],
  quick: [{ browsers: process.env.BROWSERS ? [first, ...others] : [first], files: quick }],
  long: [
    { browsers: [first, ...others], files: long },
    ...(process.env.BROWSERS ? [] : [{ browsers: others, files: quick }]),
  ],
};
const tier = (name) => options.includes(`--${name}`) || options.includes('--all');
const runs = named.length
  ? TIERS.named
  : [...(tier('long') ? TIERS.long : []), ...(tier('long') && !tier('all') ? [] : TIERS.quick)];

forgetCounts();
const step = (title, passed) => {
  if (!passed) console.log(`\n${title} failed.`);
  return passed;
};

try {
  // In this process, so that the tests get the path of a downloaded browser.
  for (const name of new Set(runs.flatMap(({ browsers }) => browsers)))
    if (BROWSER_NAMES.includes(name)) console.log(`${name}: ${ensureBrowser(name)}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (!step('The build', run('npm', ['run', '--silent', 'build']))) process.exit(1);

let passed = true;
for (const [index, { browsers, files }] of runs.entries()) {
  const BROWSERS = browsers.join();
  const browserFiles = files.filter((file) => file.endsWith('.test.ts'));
  const nodeFiles = files.filter((file) => file.endsWith('.test.mjs')).sort();
  if (browserFiles.length) {
    const environment = { BROWSERS, TEST_COUNTS: countsFile(`browser-${index}`) };
    passed = step('A browser test', run('web-test-runner', ['--files', ...browserFiles], environment)) && passed;
  }
  if (nodeFiles.length) {
    const reporters = [
      ['spec', 'stdout'],
      ['./scripts/count-reporter.mjs', countsFile(`node-${index}`)],
    ].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
    // One file at a time: each starts its own browsers.
    const options = ['--test', '--test-concurrency=1', ...reporters, ...nodeFiles];
    passed = step('A test in Node', run('node', options, { BROWSERS })) && passed;
  }
}

const counts = sumCounts();
for (const failure of counts.failures) console.log(`\nFailed: ${failure}`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
if (!passed || counts.failed || !counts.passed) process.exit(1);
