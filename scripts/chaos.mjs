// npm run chaos: runs the chaos tests for longer than `npm test`. `CHAOS_MINUTES` (10) is the total; `CHAOS_SEED` and `CHAOS_RUNS` repeat a
// printed failure. `BROWSERS=firefox npm run chaos` uses one browser only.
import { BROWSER_NAMES, ensureBrowser } from './browsers.mjs';
import { run } from './run.mjs';

const LEVELS = ['test/chaos/simulated.test.ts', 'test/chaos/local-room.test.ts'];

const browsers = process.env.BROWSERS?.split(',') ?? BROWSER_NAMES;
for (const name of browsers) console.log(`${name}: ${ensureBrowser(name)}`);
const minutes = Number(process.env.CHAOS_MINUTES ?? 10) / (LEVELS.length * browsers.length);
const env = { BROWSERS: browsers.join(), CHAOS_MINUTES: String(minutes) };
const build = run('npm', ['run', '--silent', 'build']);
if (!build || !run('web-test-runner', ['--files', ...LEVELS], env)) process.exit(1);
