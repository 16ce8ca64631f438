// When the call machine is fetched: the largest file of all, and the first that Daily's servers see of a visitor.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open } from '../e2e/browsers.mjs';

const MACHINE = 'call-machine-object-bundle.js';
const page = (element) =>
  `<!doctype html><html lang="en"><title>A page</title><script type="module" src="/dist/local-room/daily-knock.js?room=early"></script>${element}`;
const PAGES = {
  '/form': page('<daily-knock-form room-url="https://local-room.localhost/early"></daily-knock-form>'),
  '/without-link': page('<daily-knock-form></daily-knock-form>'),
  '/cloud': page('<daily-knock-form room-url="https://example.daily.co/early"></daily-knock-form>'),
};

for (const browserName of browserNames) {
  describe(`the call machine in ${browserName}`, () => {
    let browser, site;

    before(async () => {
      site = await serve({ pages: PAGES });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    /** A page, and the call machines that have been asked for in it. */
    const visit = async (path) => {
      const visited = await open(browser, site.url + path);
      await visited.page.waitForSelector(byRole('textbox', 'Your name'));
      return { ...visited, machines: () => visited.requests.filter((url) => url.endsWith(MACHINE)) };
    };
    const settled = (page) => page.waitForNetworkIdle({ idleTime: 300 });
    const sayName = async (page) => (await page.waitForSelector(byRole('textbox', 'Your name'))).type('Gus');

    it('is fetched with the knock, and not before', async () => {
      const { page, machines } = await visit('/form');
      await sayName(page);
      await settled(page);
      assert.deepEqual(machines(), []);
      const asked = page.waitForRequest((request) => request.url().endsWith(MACHINE));
      await page.keyboard.press('Enter');
      assert.equal((await asked).url(), `${site.url}/dist/local-room/${MACHINE}`);
      await page.waitForSelector(byRole('button', 'Cancel'));
      await page.close();
    });

    it('of Daily’s cloud is not fetched before the click, since a network or a policy may forbid it: nothing is noted', async () => {
      const { page, machines, problems } = await visit('/cloud');
      await page.evaluate(() => {
        globalThis.links = [];
        const note = ({ addedNodes }) => globalThis.links.push(...addedNodes);
        new MutationObserver((changes) => changes.forEach(note)).observe(document.head, { childList: true });
      });
      await sayName(page);
      await page.waitForFunction(() => globalThis.links.length > 0);
      assert.deepEqual(await page.evaluate(() => globalThis.links.map(({ rel, href }) => `${rel} ${href}`)), [
        'preconnect https://c.daily.co/',
      ]);
      await settled(page);
      assert.deepEqual(machines(), []);
      // A browser without a graphics card says so, of itself.
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('WebGL')),
        [],
      );
      const asked = page.waitForRequest((request) => request.url().endsWith(MACHINE));
      await page.keyboard.press('Enter');
      assert.ok((await asked).url().startsWith('https://c.daily.co/'), 'From there daily-js fetches it.');
      await page.close();
    });

    it('is not asked for while nobody knows the room', async () => {
      const { page, machines } = await visit('/without-link');
      await sayName(page);
      await settled(page);
      assert.deepEqual(machines(), []);
      await page.close();
    });
  });
}
