// Adds up the results of both test runners for the last lines of the log: numbers of passed, failed and skipped tests, and the failures.
// Neither runner's reporters include the other's results.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const FOLDER = '.cache/tests/';

/** The file with a run's counts. @param {string} run @returns {string} */
export const countsFile = (run) => `${FOLDER}${run}.json`;

/** Deletes the counts of earlier runs. */
export function forgetCounts() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
}

/**
 * Returns the sum over all runs.
 * @returns {{ passed: number, failed: number, skipped: number, failures: string[] }} one or two lines per failure
 */
export function sumCounts() {
  const sum = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of readdirSync(FOLDER)) {
    const { failures, ...counts } = JSON.parse(readFileSync(FOLDER + file, 'utf8'));
    for (const key of Object.keys(counts)) sum[key] += counts[key];
    sum.failures.push(...failures);
  }
  return sum;
}

const describe = (name, error) => `${name}\n    ${String(error?.message ?? error).slice(0, 600)}`;

/**
 * A reporter for Web Test Runner. A file that does not load counts as one failed test.
 * @returns {import('@web/test-runner').Reporter}
 */
export function browserCounts() {
  const key = (test) => (test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed');
  const failures = [];
  const count = (suite, sum, path) => {
    for (const test of suite.tests) {
      sum[key(test)] += 1;
      if (key(test) === 'failed') failures.push(describe([...path, test.name].join(' > '), test.error));
    }
    for (const child of suite.suites) count(child, sum, [...path, child.name]);
    return sum;
  };
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      const lines = new Map();
      for (const session of sessions) {
        const sum = { passed: 0, failed: 0, skipped: 0 };
        const path = [session.browser.name, relative('.', session.testFile)];
        if (session.testResults) count(session.testResults, sum, path);
        if (!session.passed && sum.failed === 0) {
          sum.failed = 1;
          failures.push(describe(path.join(' > '), session.errors[0] ?? { message: 'It did not come to an end.' }));
        }
        const line = lines.get(session.browser.name) ?? { passed: 0, failed: 0, skipped: 0 };
        for (const each of Object.keys(sum)) {
          line[each] += sum[each];
          total[each] += sum[each];
        }
        lines.set(session.browser.name, line);
      }
      for (const [name, { passed, failed, skipped }] of lines) {
        console.log(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}.`);
      }
      const { TEST_COUNTS } = process.env;
      if (TEST_COUNTS) writeFileSync(TEST_COUNTS, JSON.stringify({ ...total, failures }));
    },
  };
}

/**
 * A reporter for Node's test runner, whose totals are diagnostics at the end ("pass 3").
 * @param {AsyncIterable<{ type: string, data: object }>} events
 */
export default async function* nodeCounts(events) {
  const totals = {};
  const failures = [];
  for await (const { type, data } of events) {
    const error = type === 'test:fail' && data.details?.error;
    // A suite fails only through its tests.
    if (error && error.failureType !== 'subtestsFailed')
      failures.push(describe(`${relative('.', data.file ?? '')} > ${data.name}`, error.cause ?? error));
    const match = type === 'test:diagnostic' && /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message);
    if (match) totals[match[1]] = Number(match[2]);
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield JSON.stringify({ passed: pass, failed: fail + cancelled, skipped: skipped + todo, failures });
}
