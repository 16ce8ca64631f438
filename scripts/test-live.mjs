// npm run test:live: tests on Daily's cloud.
// - With DAILY_API_KEY it checks what only Daily's servers decide (test/live/questions), in rooms that it creates and deletes, and prints a
//   table. DAILY_DOMAIN: the domain that the key must belong to. DAILY_WEBHOOK_URL: a URL that Daily can reach and that leads to
//   DAILY_WEBHOOK_PORT (8787) of this machine.
//     --only a,b      runs these questions only
//     --at-once 3     the number of parallel questions
// - With DAILY_ROOM_URL, a private room with knocking, and DAILY_OWNER_TOKEN, an owner's token for it, it runs the two-tab scenarios.
import { parseArgs } from 'node:util';
import { askAll, tableOf } from '../test/live/ask.mjs';
import { questions } from '../test/live/questions/index.mjs';
import { PREFIX, RestApi } from '../test/live/rest.mjs';
import { CloudTabs, LiveWorld } from '../test/live/world.mjs';
import { BROWSER_NAMES, ensureBrowser } from './browsers.mjs';
import { run } from './run.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' }, 'at-once': { type: 'string', default: '3' } } });

const { DAILY_API_KEY: apiKey, DAILY_API_URL: apiUrl, DAILY_DOMAIN: domain, ...environment } = process.env;
delete process.env.DAILY_API_KEY; // Not needed by the browsers and the build.

let passed = true;
if (apiKey) passed = await askDaily();
else
  console.log(
    `Not asked: what only Daily's servers decide. Set DAILY_API_KEY, the API key of an account at Daily, with which rooms and tokens ` +
      `are made (their names begin with ${PREFIX}, and they are deleted afterwards).`,
  );

const missing = ['DAILY_ROOM_URL', 'DAILY_OWNER_TOKEN'].filter((name) => !environment[name]);
if (missing.length) console.log(`Skipped: set ${missing.join(' and ')} to run the scenarios on Daily's cloud.`);
else passed = playScenarios() && passed;
process.exit(passed ? 0 : 1);

async function askDaily() {
  const only = values.only?.split(',');
  const chosen = questions.filter(({ name }) => !only || only.includes(name));
  const api = new RestApi({ apiKey, apiUrl });
  let tabs;
  let hasAnswers = false;
  const clear = async () => {
    const problems = await api.deleteAll();
    for (const problem of problems) console.log(`Not deleted: ${problem}`);
    return problems.length === 0;
  };
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void clear().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143)));
  // A late failure of a question that timed out must not stop the others.
  process.on('unhandledRejection', (error) => console.log(api.hide(`  too late: ${error?.message ?? error}`)));
  try {
    const its = await api.domain();
    if (domain && its !== domain) throw new Error(`the key belongs to ${its}, and DAILY_DOMAIN is ${domain}`);
    ensureBrowser('chromium');
    tabs = await CloudTabs.open();
    const webhook = environment.DAILY_WEBHOOK_URL && {
      url: environment.DAILY_WEBHOOK_URL,
      port: Number(environment.DAILY_WEBHOOK_PORT ?? 8787),
    };
    console.log(`${chosen.length} question(s) for the servers of ${its}.daily.co`);
    const done = ({ name, reading }) => console.log(`  ${name}: ${reading}`);
    const world = new LiveWorld({ api, tabs, webhook });
    const answers = await askAll(world, chosen, { atOnce: Number(values['at-once']), done });
    console.log(`\n${tableOf(answers)}\n`);
    const count = answers.filter(({ answered }) => answered).length;
    console.log(`${count} of ${answers.length} answered`);
    hasAnswers = count > 0;
  } catch (error) {
    console.log(api.hide(`Not asked: ${error.message}${error.cause?.code ? ` (${error.cause.code})` : ''}`));
  }
  await tabs?.close();
  return (await clear()) && hasAnswers;
}

function playScenarios() {
  for (const name of BROWSER_NAMES) ensureBrowser(name);
  if (!run('npm', ['run', '--silent', 'build'])) return false;
  const scenarios = ['--test', '--test-reporter=spec', 'test/e2e/scenarios.test.mjs'];
  return run('node', scenarios, { DAILY_KNOCK_LIVE: '1' });
}
