// A small app in each framework, with the code of docs/embedding/, through the whole knock: the page's code sets properties and receives
// events, and removing an element leaves the call.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { browserNames, byRole, open } from '../e2e/browsers.mjs';
import { joins, knocks, Person } from '../e2e/people.mjs';
import { Stage } from '../e2e/room.mjs';
import { buildApp, project, ROOM } from './apps.mjs';

/**
 * `server`: what a server draws and the browser takes over as it is. React draws the elements in the browser only. `within`: the app’s
 * own elements, in whose shadow roots the elements are.
 */
const APPS = [
  { name: 'react', server: ['h1'] },
  { name: 'vue', server: ['h1', 'element'] },
  { name: 'svelte', server: ['h1', 'element'] },
  { name: 'lit', server: ['h1', 'element'], within: { owner: 'my-owner', guest: 'my-guest' } },
  { name: 'typescript' },
  { name: 'angular', server: ['h1', 'element'] },
];
const TAGS = { owner: 'daily-owner-room', guest: 'daily-knock-form' };

const built = new Map();
before(async () => {
  const folder = await project('embedding');
  for (const app of APPS) built.set(app.name, await buildApp(folder, { name: app.name, server: Boolean(app.server) }));
});

for (const browserName of browserNames) {
  describe(`apps in ${browserName}`, () => {
    /** @type {Stage} */
    let stage;

    before(async () => {
      const sites = [...built.values()];
      stage = await Stage.open(browserName, {
        pages: Object.assign({}, ...sites.map(({ pages }) => pages)),
        paths: Object.assign({}, ...sites.map(({ paths }) => paths)),
      });
      await stage.makeRoom({ name: ROOM });
      stage.pages['/owner-token'] = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token: await stage.token() }),
      };
    });
    afterEach(() => stage.clear());
    after(() => stage.close());

    const visit = async ({ name, within }, side) => {
      const { page, problems } = await open(stage.browser, `${stage.url}/${name}/${side}`);
      const person = new Person(page, within ? `${within[side]} >>> ${TAGS[side]}` : TAGS[side], problems);
      await page.waitForFunction((element) => element.hasUpdated, {}, await page.waitForSelector(person.tag));
      return person;
    };

    /** Waits until so many are in the call. */
    const participants = (count) =>
      stage.maker.evaluate(
        async (room, wanted) => {
          const { watchRoom } = await import('/dist/local-room/index.js');
          const { promise, resolve } = Promise.withResolvers();
          const stop = watchRoom(room, (seen) => seen.participants.length === wanted && resolve());
          await promise;
          stop();
        },
        ROOM,
        count,
      );

    for (const app of APPS) {
      it(`${app.name}: a knock, from the first page to going away`, async () => {
        const maya = await visit(app, 'owner');
        await maya.sees('status', 'Let in: nobody');
        await joins(maya); // Without a field for the token: it comes from the site's server.
        const gus = await visit(app, 'guest');
        await gus.sees('heading', 'Is a teacher there?');
        await knocks(gus, 'Gus');
        await gus.sees('status', 'Gus waits.');
        await maya.click('Allow guest Gus');
        await Promise.all([maya.seesMoving(2), gus.seesMoving(2)]);
        await Promise.all([maya.sees('status', 'Let in: Gus'), gus.sees('status', 'Gus is in.')]);

        await maya.click('Hide me');
        assert.equal(await gus.page.$eval(gus.tag, ({ answerTimeout }) => answerTimeout), 120);
        const camera = await maya.page.waitForSelector(byRole('button', 'Camera'));
        await maya.page.waitForFunction((button) => button.ariaPressed === 'false', {}, camera);

        for (const { page } of [maya, gus]) {
          const kept = await page.evaluate(() => {
            const { find, sent } = globalThis;
            const now = { h1: find('h1'), element: find('daily-owner-room, daily-knock-form') };
            return Object.keys(now).filter((what) => sent[what] && sent[what] === now[what]);
          });
          assert.deepEqual(kept, app.server ?? [], 'What the server sent is still there');
        }

        await gus.click('Go away');
        await maya.losesSightOf('group', 'Gus');
        await participants(1);
        await maya.click('Go away');
        await participants(0);
        for (const person of [maya, gus]) {
          assert.equal(await person.page.$(person.tag), null);
          person.isUntroubled();
        }
      });
    }
  });
}
