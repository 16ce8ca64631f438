// When the call machine is loaded: the largest file, and the first request to Daily's servers.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

const MACHINE = 'call-machine-object-bundle.js';
const page = (element) =>
  `<!doctype html><html lang="en"><title>A page</title><script type="module" src="/dist/local-room/daily-knock.js?room=early"></script>${element}`;
const PAGES = {
  '/form': page('<daily-knock-form room-url="https://local-room.localhost/early"></daily-knock-form>'),
  '/own': page(
    '<script type="module">import Daily from "/dist/daily-js.js"; globalThis.Daily = Daily;</script><daily-knock-form room-url="https://local-room.localhost/early"></daily-knock-form>',
  ),
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

    it('loads when no field is empty, and not again for the knock', async () => {
      const { page, machines } = await visit('/form');
      await page.focus(byRole('textbox', 'Your name'));
      await settled(page);
      assert.deepEqual(machines(), [], 'Nobody has said who they are yet.');
      const fetched = page.waitForResponse((response) => response.url().endsWith(MACHINE));
      await sayName(page);
      await fetched;
      await settled(page);
      assert.deepEqual(machines(), [`${site.url}/dist/local-room/${MACHINE}`]);
      assert.equal(await page.$eval('daily-knock-form', ({ state }) => state), 'idle');
      await page.keyboard.press('Enter');
      await page.waitForSelector(byRole('button', 'Cancel'));
      assert.equal(machines().length, 1);
      await page.close();
    });

    it('loads from Daily’s cloud by daily-js, and runs once', async () => {
      const { page, problems } = await visit('/cloud');
      const asked = [];
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith('https://c.daily.co/')) return request.continue();
        asked.push(url);
        return request.respond({
          status: 200,
          headers: { 'access-control-allow-origin': '*' },
          body: 'globalThis.ran = (globalThis.ran ?? 0) + 1;',
          contentType: 'text/javascript',
        });
      });
      await sayName(page);
      await page.waitForFunction(() => globalThis.ran === 1);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('daily-knock-form').state === 'connecting');
      await settled(page);
      assert.equal(await page.evaluate(() => globalThis.ran), 1);
      assert.equal(asked.length, 1, asked.join(' '));
      assert.deepEqual(troubles(problems), []);
      await page.close();
    });

    it('does not load early with the data saver on', async () => {
      const { page, machines } = await visit('/form');
      await page.evaluate(() =>
        Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
      );
      await sayName(page);
      await settled(page);
      assert.deepEqual(machines(), []);
      await page.keyboard.press('Enter');
      await page.waitForSelector(byRole('button', 'Cancel'));
      assert.deepEqual(machines(), [`${site.url}/dist/local-room/${MACHINE}`]);
      await page.close();
    });

    it('loads again for the knock after an early load failed', async () => {
      const { page } = await visit('/form');
      let failures = 0;
      await page.setRequestInterception(true);
      const abort = (request) => {
        if (!request.url().endsWith(MACHINE)) return request.continue();
        failures += 1;
        return request.abort();
      };
      page.on('request', abort);
      const hasFailed = page.waitForRequest((request) => request.url().endsWith(MACHINE));
      await sayName(page);
      await hasFailed;
      page.off('request', abort);
      page.on('request', (request) => request.continue());
      await page.keyboard.press('Enter');
      await page.waitForSelector(byRole('button', 'Cancel'));
      await page.waitForFunction(() => document.querySelector('daily-knock-form').state === 'waiting');
      assert.ok(failures > 0);
      await page.close();
    });

    it('is released when the form is removed', async () => {
      const { page } = await visit('/form');
      await sayName(page);
      const calls = () => page.evaluate(() => Object.keys(globalThis._daily?.instances ?? {}).length);
      await page.waitForFunction(() => Object.keys(globalThis._daily?.instances ?? {}).length === 1);
      await page.evaluate(() => document.querySelector('daily-knock-form').remove());
      await page.waitForFunction(() => Object.keys(globalThis._daily.instances).length === 0);
      assert.equal(await calls(), 0);
      await page.close();
    });

    it('does not load early in a page with a daily-js of its own', async () => {
      const { page, machines } = await visit('/own');
      await sayName(page);
      await settled(page);
      assert.deepEqual(machines(), []);
      assert.ok(await page.evaluate(() => Boolean(Daily.createCallObject())));
      await page.close();
    });

    it('does not load while there is no room link', async () => {
      const { page, machines } = await visit('/without-link');
      await sayName(page);
      await settled(page);
      assert.deepEqual(machines(), []);
      await page.close();
    });
  });
}
