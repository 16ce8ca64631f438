// The owner's token appears nowhere in a page, and is gone with the element.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch, open } from '../e2e/browsers.mjs';
import { keepersOf } from './heap.mjs';
import { bothLeave, guestComesIn, until } from './knock-page.mjs';
import { pagesWith, pathsTo, readablesIn } from './secret-page.mjs';

const WAYS = ['field', 'property', 'getToken'];

/** A token of the local room that nothing else in the world looks like. Made here, so that no page has made it. */
const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const PAYLOAD = part({ room_name: 'secrets', is_owner: true, mark: 'a-mark-that-nothing-else-has-4f1c9b' });
const TOKEN = [part({ alg: 'none', typ: 'JWT' }), PAYLOAD, part('daily-knock local room: not signed')].join('.');
/** Also a piece of it is a leak. */
const SECRET = PAYLOAD.slice(40);

for (const browserName of browserNames) {
  describe(`the owner’s token in ${browserName}`, () => {
    let browser, site, page, requests;

    before(async () => {
      site = await serve({ pages: pagesWith(TOKEN) });
      browser = await launch(browserName);
    });
    beforeEach(async () => {
      ({ page, requests } = await open(browser, `${site.url}/secrets`));
      await until(page, 'the elements', () => Boolean(customElements.get('daily-owner-room')));
    });
    afterEach(() => page.close());
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const give = async (way) => {
      await page.evaluate((name) => globalThis.give[name](), way);
      if (way !== 'field') return;
      await page.evaluate(() => document.querySelector('daily-owner-room').shadowRoot.querySelector('#token').focus());
      await page.keyboard.type(TOKEN);
    };
    const pressJoin = () =>
      page.evaluate(() =>
        document.querySelector('daily-owner-room').shadowRoot.querySelector('[type="submit"]').click(),
      );
    const joinWith = async (way) => {
      await give(way);
      await pressJoin();
      await until(page, 'the owner is in', () => document.querySelector('daily-owner-room').state === 'joined');
    };
    const isNowhere = async (when) => {
      for (const [where, text] of Object.entries(await readablesIn(page)))
        assert.ok(!text.includes(SECRET), `${when}: ${where}`);
      for (const url of requests) {
        assert.ok(!url.includes(SECRET), `${when}: ${url}`);
        assert.ok(url.startsWith(site.url), `${when}: ${url} is elsewhere`);
      }
    };

    it('reaches the call machine in a message that any script of the page receives', async () => {
      await page.evaluate(() => {
        globalThis.messages = [];
        addEventListener('message', ({ data }) => globalThis.messages.push(...globalThis.textsOf(data)));
      });
      await joinWith('getToken');
      assert.ok(await page.evaluate((secret) => globalThis.messages.some((text) => text.includes(secret)), SECRET));
    });

    for (const way of WAYS) {
      it(`by ${way}: is nowhere in the page, in the call and after it`, async () => {
        await joinWith(way);
        await isNowhere('in the call');
        await guestComesIn(page);
        await isNowhere('with a guest');
        // The call object, which is daily-js's, has it while it lives; the property is the page's own.
        const ownOf = (path) => /^daily-owner-room\.(token|Symbol\(.*\))$/.test(path);
        const others = async () => (await pathsTo(page, SECRET)).filter((path) => !ownOf(path));
        // By whichever way the store is found first.
        const ofTheCall = /^daily-owner-room\..+\.port\.properties\.token$/;
        assert.deepEqual(
          (await others()).map((path) => ofTheCall.test(path) || path),
          [true],
        );
        await bothLeave(page);
        await until(page, 'the form', () => document.querySelector('daily-owner-room').state === 'idle');
        await isNowhere('after leaving');
        assert.deepEqual(await others(), []);
      });

      it(`by ${way}: is in no error`, async () => {
        await page.evaluate(async () => {
          const { failNext } = await import(new URL('/dist/local-room/index.js', location.href).href);
          await failNext('secrets', { on: 'join', how: 'not-allowed', role: 'owner' });
        });
        await give(way);
        await pressJoin();
        await until(page, 'a failure', () => document.querySelector('daily-owner-room').state === 'failed');
        const { 'the DOM': markup, ...rest } = await readablesIn(page);
        for (const [where, text] of Object.entries(rest)) assert.ok(!text.includes(SECRET), where);
        // Whoever has typed it may try again without typing it anew: it is in the field, and only there.
        assert.equal(markup.split(SECRET).length - 1, way === 'field' ? 1 : 0);
      });

      const snapshots = { skip: browserName !== 'chromium' && 'has no heap snapshots for tests' };
      it(`by ${way}: is not in memory afterwards`, snapshots, async () => {
        await joinWith(way);
        await guestComesIn(page);
        // To be sure that it would be found; once, for a snapshot takes its time.
        if (way === 'field') assert.ok((await keepersOf(page, SECRET)).length > 0, 'It is there in the call.');
        await bothLeave(page);
        // What was typed or fetched needs no more than leaving; a property is the page's to clear, or goes with the element.
        if (way === 'property')
          await page.evaluate(() => document.querySelectorAll('[state]').forEach((element) => element.remove()));
        // A removed element goes for good after a second.
        await sleep(2500);
        assert.deepEqual(await keepersOf(page, SECRET), []);
      });
    }
  });
}
