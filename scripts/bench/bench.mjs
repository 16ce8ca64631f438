// npm run bench: measures the first second of a page, the way from the click to the call, many waiting people, and a full room, each beside
// others in the same run. Writes docs/reports/benchmarks.md and its chart. `npm run bench -- first list` measures and prints only these;
// ROUNDS=1 is for a trial.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { BROWSER_NAMES, ensureBrowser } from '../browsers.mjs';
import { run } from '../run.mjs';
import { LATENCY, measureCall } from './call.mjs';
import { callSection } from './call-page.mjs';
import { measureFirst } from './first.mjs';
import { firstSection, knockSection, roomSection } from './first-page.mjs';
import { measureKnock } from './knock.mjs';
import { measureList } from './list.mjs';
import { listChart, listSection } from './list-page.mjs';
import { measureRoom } from './room.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
let list;

const PARTS = {
  first: async () => firstSection(await measureFirst(ROUNDS)),
  knock: async () => knockSection(await measureKnock(ROUNDS)),
  list: async () => listSection((list = await measureList(ROUNDS))),
  room: async () => roomSection(await measureRoom(ROUNDS)),
  call: async () => {
    const browsers = {};
    for (const name of BROWSER_NAMES) browsers[name] = await measureCall(name, ROUNDS);
    return callSection({ latency: LATENCY, browsers });
  },
};

for (const name of BROWSER_NAMES) ensureBrowser(name);
if (!process.env.NO_BUILD && !run('npm', ['run', '--silent', 'build'])) process.exit(1);

const chosen = process.argv.slice(2);
const loads = [];
const sections = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (chosen.length && !chosen.includes(name)) continue;
  sections.push(await measure());
  loads.push(loadavg()[0]);
  console.log(`Measured: ${name}.`);
}

const load = [Math.min(...loads), Math.max(...loads)].map((each) => each.toFixed(1)).join('–');
const page = await prettier.format(
  `# Benchmarks

\`npm run bench\` writes this page. What is compared is measured in turn in one run, and each ratio is the median of those of the turns. Other numbers are medians, in brackets the least and the most.

Measured on: ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${ROUNDS} rounds, at a load of ${load}. The more load, the more times vary, and ratios less.

${sections.join('\n')}`,
  { ...(await prettier.resolveConfig(fileURLToPath(import.meta.url))), parser: 'markdown' },
);
console.log(page);
if (!chosen.length) {
  writeFileSync(new URL('../../docs/reports/benchmarks.md', import.meta.url), page);
  writeFileSync(new URL('../../docs/reports/benchmarks.svg', import.meta.url), listChart(list));
}
