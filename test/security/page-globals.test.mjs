// Variables of the page that have the name of a global of the browser, and libraries that replace functions of the language. Everything works
// as without.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { knockHtml, makeRoom, openKnockPage, ownerJoins, SCRIPTS, until } from './knock-page.mjs';

/** What a page's own script does. */
const PAGES = {
  'a variable `origin`': `var origin = 'Paris';`,
  'a constant `origin`': `const origin = 'Paris';`,
  'a variable `performance`': 'var performance = [1];',
  'variables with other names of a window': `var screen = 1, status = 's', parent = 'p', self = 's', length = 3, event = 'e', external = 1, frames = [], name = 'n';`,
  'the Array.from() of MooTools': `Array.from = (item) => {
    if (item == null) return [];
    return typeof item.length === 'number' && typeof item !== 'string' ? Array.prototype.slice.call(item) : [item];
  };`,
  'the Array.from() and entries() of Prototype.js': `Array.from = Array.prototype.slice.call.bind(Array.prototype.slice);
    Array.prototype.entries = function () { return this.slice(); };`,
};

const nameOf = (index) => `globals-${index}`;

for (const browserName of browserNames) {
  describe(`globals of the page in ${browserName}`, () => {
    let browser, server;

    before(async () => {
      const pages = Object.values(PAGES).flatMap((script, index) => {
        const room = `https://local-room.localhost/${nameOf(index)}`;
        return [
          [`/${index}.js`, script],
          [`/${index}`, { body: knockHtml({ room, scripts: [`/${index}.js`] }) }],
        ];
      });
      server = await serve({ pages: { ...SCRIPTS, ...Object.fromEntries(pages) } });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    for (const [index, what] of Object.keys(PAGES).entries()) {
      it(`${what}: a knock is admitted with the mouse`, async () => {
        const { page, troubles } = await openKnockPage(browser, `${server.url}/${index}`);
        await makeRoom(page, nameOf(index));
        await ownerJoins(page);
        await page.evaluate(() => void document.querySelector('daily-knock-form').knock());
        const allow = () =>
          document
            .querySelector('daily-owner-room')
            .shadowRoot.querySelector('daily-waiting-list')
            ?.shadowRoot.querySelector('li .allow');
        await until(page, 'the knock', `Boolean((${allow})())`);
        const button = await page.evaluateHandle(allow);
        await button.click();
        await until(page, 'the guest is in', () => document.querySelector('daily-knock-form').state === 'admitted');
        assert.deepEqual(troubles(), []);
        await page.close();
      });
    }
  });
}
