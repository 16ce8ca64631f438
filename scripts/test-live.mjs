// npm run test:live: the two-tab scenarios on Daily's cloud instead of in a local room. They need a private room with knocking
// enabled and the token of an owner of it.
import { BROWSER_NAMES, ensureBrowser } from './browsers.mjs';
import { run } from './run.mjs';

const missing = ['DAILY_ROOM_URL', 'DAILY_OWNER_TOKEN'].filter((name) => !process.env[name]);
if (missing.length) {
  console.log(`Skipped: set ${missing.join(' and ')} to run the scenarios on Daily's cloud.`);
  process.exit(0);
}
for (const name of BROWSER_NAMES) ensureBrowser(name);
if (!run('npm', ['run', '--silent', 'build'])) process.exit(1);
const scenarios = ['--test', '--test-reporter=spec', 'test/e2e/scenarios.test.mjs'];
process.exit(run('node', scenarios, { DAILY_KNOCK_LIVE: '1' }) ? 0 : 1);
