// How many tests passed, failed and were skipped: gathered from the two test runners for one closing line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where each runner leaves its counts. */
export const COUNTS = { browser: '.cache/tests/browser.json', node: '.cache/tests/node.json' };

/** Forgets the counts of an earlier run. */
export function forgetCounts() {
  for (const file of Object.values(COUNTS)) rmSync(file, { force: true });
}

/**
 * The sum over all runners that ran.
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function sumCounts() {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of Object.values(COUNTS)) {
    try {
      const counts = JSON.parse(readFileSync(file, 'utf8'));
      for (const key of Object.keys(sum)) sum[key] += counts[key];
    } catch {
      // This runner did not run.
    }
  }
  return sum;
}

function write(file, counts) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(counts));
}

/**
 * A reporter for Web Test Runner. A file that cannot even be loaded counts as one failed test.
 * @returns {import('@web/test-runner').Reporter}
 */
export function browserCounts() {
  const key = (test) => (test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed');
  const count = (suite, sum) => {
    for (const test of suite.tests) sum[key(test)] += 1;
    for (const child of suite.suites) count(child, sum);
    return sum;
  };
  return {
    onTestRunFinished({ sessions }) {
      const total = { passed: 0, failed: 0, skipped: 0 };
      const lines = new Map();
      for (const session of sessions) {
        const sum = { passed: 0, failed: 0, skipped: 0 };
        if (session.testResults) count(session.testResults, sum);
        if (!session.passed && sum.failed === 0) sum.failed = 1;
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
      write(COUNTS.browser, total);
    },
  };
}

/**
 * A reporter for Node's test runner, which says its totals at the end as diagnostics ("pass 3").
 * @param {AsyncIterable<{ type: string, data: { message?: string, nesting?: number } }>} events
 */
export default async function* nodeCounts(events) {
  const totals = {};
  for await (const { type, data } of events) {
    const match = type === 'test:diagnostic' && /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(data.message);
    if (match) totals[match[1]] = Number(match[2]);
  }
  const { pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 } = totals;
  yield JSON.stringify({ passed: pass, failed: fail + cancelled, skipped: skipped + todo });
}
