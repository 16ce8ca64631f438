// npm test: browsers, build, then all tests. Files may be named: `npm test -- test/core/errors.test.ts test/e2e/x.test.mjs`
// (*.test.ts run in browsers, *.test.mjs in Node). `BROWSERS=chromium npm test` uses one browser only.
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { BROWSER_NAMES, ensureBrowser } from './browsers.mjs';
import { COUNTS, forgetCounts, sumCounts } from './count-reporter.mjs';
import { run } from './run.mjs';

const named = process.argv.slice(2);
const all = readdirSync('test', { recursive: true }).map((file) => join('test', file).replaceAll(sep, '/'));
const chosen = (ending) => (named.length ? named : all).filter((file) => file.endsWith(ending));
const browserFiles = chosen('.test.ts');
const nodeFiles = chosen('.test.mjs').sort();

forgetCounts();
const step = (title, passed) => {
  if (!passed) console.log(`\n${title} failed.`);
  return passed;
};

try {
  // Here and not in a process of its own, so that a downloaded browser's path reaches the tests.
  for (const name of BROWSER_NAMES) console.log(`${name}: ${ensureBrowser(name)}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (!step('The build', run('npm', ['run', '--silent', 'build']))) process.exit(1);

let passed = true;
if (browserFiles.length) {
  const only = named.length ? ['--files', ...browserFiles] : [];
  passed = step('A browser test', run('web-test-runner', only)) && passed;
}
if (nodeFiles.length) {
  const reporters = [
    ['spec', 'stdout'],
    ['./scripts/count-reporter.mjs', COUNTS.node],
  ].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
  // One file at a time: each drives browsers of its own.
  passed =
    step('A test in Node', run('node', ['--test', '--test-concurrency=1', ...reporters, ...nodeFiles])) && passed;
}

const counts = sumCounts();
for (const failure of counts.failures) console.log(`\nFailed: ${failure}`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`);
if (!passed || counts.failed || !counts.passed) process.exit(1);
