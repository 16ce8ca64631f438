// npm run test:machine: runs daily-js with Daily's own call machine against a test double of Daily's servers. Compares the events of
// daily-js with recorded ones (test/machine/traces), which the local room has to match as well.
//   --record        records the traces again
//   --only a,b      runs these scenarios only
//   --times 5       the number of runs of each
//   --at-once 5     the number of parallel scenarios
// Without --record and --only it also runs the questions of npm run test:live against the double (test/live/live.test.mjs).
// The call machine is Daily's and not in this repository: the file in DAILY_CALL_MACHINE, otherwise the one that Daily serves for the pinned
// daily-js. Without either, the tests are skipped.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AT_ONCE, difference, playAll, recordedTrace, recordTrace } from '../test/machine/play.mjs';
import { callScenarios, elementScenarios } from '../test/machine/scenarios/index.mjs';
import { MachineWorld } from '../test/machine/world-machine.mjs';
import { ensureBrowser } from './browsers.mjs';
import { run } from './run.mjs';

const { values } = parseArgs({
  options: {
    record: { type: 'boolean', default: false },
    only: { type: 'string' },
    times: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: String(AT_ONCE) },
  },
});

const bundle = await findCallMachine();
if (!bundle.path) {
  console.log(`Skipped: ${bundle.reason}`);
  process.exit(0);
}
ensureBrowser('chromium');

const only = values.only?.split(',');
const chosen = [...callScenarios, ...elementScenarios].filter(
  ({ name, worlds = ['machine'] }) => worlds.includes('machine') && (!only || only.includes(name)),
);
const abilities = await abilitiesOf(bundle.path);
const playable = chosen.filter(({ needs }) => !needs || abilities.includes(needs));
const skipped = chosen.filter((scenario) => !playable.includes(scenario));

const start = Date.now();
const world = await MachineWorld.open({ bundle: bundle.path, dailyJs: process.env.DAILY_JS });
const failures = [];
try {
  const repeated = Array.from({ length: Number(values.times) }, () => playable).flat();
  await playAll(world, repeated, { atOnce: Number(values['at-once']), done: report });
} finally {
  await world.close();
}
for (const { name } of skipped)
  console.log(`skipped  ${name}: this call machine does not read tracks where daily-js puts them`);
for (const { name, text } of failures) console.log(`\n${name}\n${text}`);
console.log(`\n${failures.length} failed, ${Math.round((Date.now() - start) / 1000)} s`);
console.log(world.refused.size ? `Refused:\n  ${[...world.refused].sort().join('\n  ')}` : 'No request was refused.');
let passed = failures.length === 0;
if (!values.record && !values.only) {
  console.log('\nThe questions of npm run test:live:');
  const test = ['--test', '--test-reporter=spec', 'test/live/live.test.mjs'];
  passed = run('node', test, { DAILY_CALL_MACHINE: bundle.path }) && passed;
}
process.exit(passed ? 0 : 1);

async function report({ scenario, text, error, seconds }) {
  const { name } = scenario;
  const expected = await recordedTrace(scenario);
  let problem = error ? `${error.stack ?? error}\n${text}` : undefined;
  if (elementScenarios.includes(scenario)) {
    // The scenario has the expectation.
  } else if (!problem && values.record) await recordTrace(scenario, text);
  else if (!problem && expected === undefined) problem = 'No trace is recorded: npm run test:machine -- --record';
  else if (!problem) problem = difference(expected, text) || undefined;
  if (problem) failures.push({ name, text: problem });
  console.log(`${problem ? 'FAILED  ' : 'ok      '} ${name} (${seconds.toFixed(1)} s)`);
}

async function findCallMachine() {
  const named = process.env.DAILY_CALL_MACHINE;
  if (named)
    return existsSync(named) ? { path: named } : { reason: `DAILY_CALL_MACHINE names ${named}, which is not there.` };
  const manifest = new URL('../node_modules/@daily-co/daily-js/package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const folder = new URL('../.cache/call-machine/', import.meta.url);
  const path = fileURLToPath(new URL(`${version}.js`, folder));
  if (existsSync(path)) return { path };
  const url = `https://c.daily.co/call-machine/versioned/${version}/static/call-machine-object-bundle.js`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) return { reason: `${url} answers ${response.status}. DAILY_CALL_MACHINE can name a copy of it.` };
    await mkdir(folder, { recursive: true });
    await writeFile(path, await response.text());
    return { path };
  } catch (error) {
    const why = error.cause?.code ?? error.message;
    return { reason: `${url} cannot be fetched (${why}). DAILY_CALL_MACHINE can name a copy of it.` };
  }
}

/**
 * Which custom tracks this call machine supports. An older one reads them where an older daily-js put them, which takes a matching daily.js
 * in `DAILY_JS`, without tracks in `inputSettings`.
 */
async function abilitiesOf(path) {
  const isOld = (await readFile(path, 'utf8')).includes('_dailyPreloadCache.videoDeviceId');
  if (!isOld) return ['custom tracks', 'input settings'];
  return process.env.DAILY_JS ? ['custom tracks'] : [];
}
