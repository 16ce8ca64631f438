// The questions of npm run test:live, put to the double of Daily's servers: its switches one way and the other way must come out in the
// table. Part of npm run test:machine, since it needs Daily's own call machine: the file that DAILY_CALL_MACHINE names.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LocalRoomWorld } from '../machine/world-local-room.mjs';
import { askAll, tableOf } from './ask.mjs';
import { openDouble } from './double.mjs';
import { questions } from './questions/index.mjs';

const bundle = process.env.DAILY_CALL_MACHINE;
const SCRIPT = fileURLToPath(new URL('../../scripts/test-live.mjs', import.meta.url));

/** What the double does, where it has no switch. */
const OTHERS = {
  'closed-tab': 'clock',
  'lost-answer': 'lost',
  'long-name': 'whole',
  'full-room': 'admitted',
  ejection: 'rest',
  'room-deleted': 'both',
  'knocks-alone': 'listed',
  'room-ends': 'both',
  'token-ends': 'ends',
  webhook: 'told',
};
/** What the double knows nothing of. */
const UNKNOWN = ['app-messages', 'session-data', 'participant-counts'];

const WAYS = [
  {
    behavior: { publicAccess: 'full', ownersCanAdmin: true, waitingListForAll: false },
    expected: { 'public-access': 'full', 'owner-with-other-rights': 'admin', 'waiting-list-for-all': 'not' },
    names: questions.map(({ name }) => name),
  },
  {
    behavior: { publicAccess: 'unknown', ownersCanAdmin: false, waitingListForAll: true },
    expected: { 'public-access': 'unknown', 'owner-with-other-rights': 'not', 'waiting-list-for-all': 'listed' },
    names: questions.filter(({ behavior }) => behavior).map(({ name }) => name),
  },
];

const skip = !(bundle && existsSync(bundle)) && 'DAILY_CALL_MACHINE names no call machine';

for (const { behavior, expected, names } of WAYS)
  describe(`questions to a double with ${JSON.stringify(behavior)}`, { skip }, () => {
    let double, answers, leftOver;

    before(async () => {
      const port = await freePort();
      double = await openDouble({ bundle, behavior, webhook: { url: `http://localhost:${port}`, port } });
      const chosen = questions.filter(({ name }) => names.includes(name));
      answers = await askAll(double.world, [...chosen, ...BROKEN], { atOnce: 6 });
      leftOver = await double.api.deleteAll();
    });
    after(() => double?.close());

    const answerTo = (name) => answers.find((answer) => answer.name === name);

    for (const [name, value] of Object.entries(expected))
      it(`${name}: ${value}`, () => {
        const answer = answerTo(name);
        assert.equal(answer.key, value, JSON.stringify(answer));
        const key = questions.find((question) => question.name === name).behavior;
        assert.equal(answer.matches, `behavior.${key}: ${JSON.stringify(behavior[key])}`);
      });

    it('an owner whose token has no permissions is an admin, whatever the switch', () => {
      assert.equal(answerTo('owner-without-permissions').key, 'admin');
    });

    if (names.includes('webhook')) {
      for (const [name, value] of Object.entries(OTHERS))
        it(`${name}: ${value}`, () => assert.equal(answerTo(name).key, value, JSON.stringify(answerTo(name))));

      for (const name of UNKNOWN)
        it(`${name}: no answer`, () => assert.match(answerTo(name).reading, /^no answer: not even /));

      it('custom-tracks: used by a call machine that reads them as daily-js hands them over', async () => {
        const isOld = (await readFile(bundle, 'utf8')).includes('_dailyPreloadCache.videoDeviceId');
        assert.equal(answerTo('custom-tracks').key, isOld ? 'opened' : 'used');
      });
    }

    it('a question that fails or hangs has no answer, and does not stop the others', () => {
      assert.equal(answerTo('fails').reading, 'no answer: the token is <secret>');
      assert.equal(answerTo('hangs').reading, 'no answer: it took longer than 1 s');
      assert.equal(answers.length, names.length + BROKEN.length);
    });

    it('the table has a row for each, with what was seen', () => {
      const [head, , ...rows] = tableOf(answers).split('\n');
      assert.equal(head, '| question | reading | what was seen | switch that matches |');
      assert.equal(rows.length, answers.length);
      for (const row of rows) assert.equal(row.replaceAll('\\|', '').split('|').length, 6, row);
    });

    it('all rooms are deleted, but for those that are over', () => {
      assert.deepEqual(leftOver, []);
      assert.equal(double.api.made.size, 0);
      assert.equal(double.rest.webhooks.size, 0);
      for (const { config } of double.rest.rooms.values()) assert.ok(config.exp * 1000 <= Date.now());
    });

    it('neither the key nor a token is in the table or in a console', () => {
      for (const text of [tableOf(answers), JSON.stringify(answers), ...double.said]) {
        assert.equal(text.includes(double.apiKey), false, 'the key');
        assert.doesNotMatch(text, /double\.[\w-]{20,}/, 'a token');
      }
    });
  });

/** The local room needs no call machine, and answers some questions the other way. */
describe('questions to the local room', { skip }, () => {
  const behavior = { publicAccess: 'unknown', ownersCanAdmin: false, waitingListForAll: true };
  const expected = {
    'public-access': 'unknown',
    'owner-without-permissions': 'not',
    'owner-with-other-rights': 'not',
    'waiting-list-for-all': 'listed',
    'app-messages': 'none',
    'participant-counts': 'not',
    'full-room': 'refused',
    'custom-tracks': 'used',
  };
  let world, answers;

  before(async () => {
    world = await LocalRoomWorld.open();
    world.api = { hide: String };
    const createRoom = world.createRoom.bind(world);
    world.createRoom = (options) => createRoom({ ...options, behavior });
    const chosen = questions.filter(({ name }) => name in expected);
    answers = await askAll(world, chosen, { atOnce: 4 });
  });
  after(() => world?.close());

  for (const [name, value] of Object.entries(expected))
    it(`${name}: ${value}`, () => {
      const answer = answers.find((each) => each.name === name);
      assert.equal(answer.key, value, JSON.stringify(answer));
      const { behavior: key } = questions.find((question) => question.name === name);
      if (key) assert.equal(answer.matches, `behavior.${key}: ${JSON.stringify(behavior[key])}`);
    });
});

it('without a key nothing is asked, and it says why', () => {
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8', env });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Not asked: .*Set DAILY_API_KEY/);
  assert.match(stdout, /Skipped: set DAILY_ROOM_URL and DAILY_OWNER_TOKEN/);
});

const BROKEN = [
  {
    ...{ name: 'fails', title: 'Fails', readings: {} },
    async ask(stage) {
      await stage.room();
      throw new Error(`the token is ${await stage.token()}`);
    },
  },
  { name: 'hangs', title: 'Hangs', readings: {}, seconds: 1, ask: () => new Promise(() => {}) },
];

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
