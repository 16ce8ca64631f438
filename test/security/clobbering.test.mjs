// Elements whose `id`, and frames and images whose `name`, is that of something that scripts read from the page ("DOM clobbering"): content
// that somebody else may write into a page. Everything works as without.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { guestComesIn, knockHtml, makeRoom, openKnockPage, SCRIPTS, until } from './knock-page.mjs';

const NAMES = [
  'dailyKnockCallOptions',
  'dailyKnockTranslations',
  'Daily',
  'DailyIframe',
  'Notification',
  'prerendering',
];

/** The ways in which content can take a name. */
const TAKES = {
  'an element': (name) => `<a id="${name}" href="https://evil.example/"></a>`,
  'two elements': (name) =>
    `<a id="${name}"></a><a id="${name}" name="createCallObject" href="https://evil.example/"></a>`,
  'a form with fields': (name) =>
    `<form id="${name}" name="${name}"><input name="createCallObject"><input name="de"></form>`,
  'an image': (name) => `<img name="${name}" alt="">`,
  'a frame of another origin': (name, origin) => `<iframe name="${name}" src="${origin}/frame"></iframe>`,
};

for (const browserName of browserNames) {
  describe(`DOM clobbering in ${browserName}`, () => {
    let browser, server, other;
    let rooms = 0;

    before(async () => {
      other = await serve({ pages: { '/frame': '<!doctype html><title>Another origin</title>' } });
      const room = (number) => `https://local-room.localhost/clobbered-${number}`;
      const pages = Object.values(TAKES).map((take, number) => {
        const taken = NAMES.map((name) => take(name, other.url)).join('');
        const body = knockHtml({ room: room(number) })
          .replace('<script type="module"', `${taken}<script type="module"`)
          .replace('<daily-owner-room', '<daily-owner-room auto-join alerts="notification"');
        return [`/taken/${number}`, { body }];
      });
      const classic = `<!doctype html><html lang="en"><title>Classic</title>
        <img name="currentScript" src="${other.url}/evil/x.js" alt=""><img name="querySelector" alt=""><script src="/dist/daily-knock.iife.js"></script>
        <daily-knock-form lang="de"></daily-knock-form></html>`;
      server = await serve({ pages: { ...SCRIPTS, ...Object.fromEntries(pages), '/classic': { body: classic } } });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await Promise.all([server, other].map((each) => each?.close()));
    });

    for (const what of Object.keys(TAKES)) {
      it(`${what}: a knock is admitted`, async () => {
        const number = rooms++;
        const { page, troubles } = await openKnockPage(browser, `${server.url}/taken/${number}`);
        await makeRoom(page, `clobbered-${number}`);
        await until(page, 'the owner joins', () => document.querySelector('daily-owner-room').state === 'joined');
        await guestComesIn(page);
        assert.deepEqual(troubles(), []);
        await page.close();
      });
    }

    it('images do not change where and how the classic script fetches its files', async () => {
      const { page, requests } = await openKnockPage(browser, `${server.url}/classic`);
      await until(page, 'the form in German', () =>
        document.getElementsByTagName('daily-knock-form')[0].shadowRoot?.textContent.includes('Ihr Name'),
      );
      assert.deepEqual(
        requests.filter((url) => url.startsWith(other.url) && !url.endsWith('/evil/x.js')),
        [],
      );
      await page.close();
    });
  });
}
