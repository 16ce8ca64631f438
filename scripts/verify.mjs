// npm run verify: runs all checks for a change. A failed step does not stop the others.
import { run } from './run.mjs';

const STEPS = [
  ['format', 'prettier', ['--check', '--log-level=warn', '.']],
  ['lint', 'eslint', ['--max-warnings=0', '.']],
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['manifest', 'node', ['scripts/check-manifest.mjs']],
  ['tests', 'node', ['scripts/test.mjs', '--all']], // makes the build for the size check
  ['size', 'size-limit', []],
];

const results = STEPS.map(([name, command, args]) => {
  console.log(`\n▶ ${name}`);
  const start = Date.now();
  const passed = run(command, args);
  return { name, passed, seconds: Math.round((Date.now() - start) / 1000) };
});
console.log('');
for (const { name, passed, seconds } of results) console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
process.exit(results.every(({ passed }) => passed) ? 0 : 1);
