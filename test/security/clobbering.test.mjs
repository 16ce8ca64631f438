// Elements whose `id`, and frames and images whose `name`, is that of something that scripts read from the page ("DOM clobbering"): content
// that somebody else may write into a page. Everything works as without.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { knockHtml, makeRoom, openKnockPage, SCRIPTS, until } from './knock-page.mjs';

const NAMES = [
  'dailyKnockCallOptions',
  'dailyKnockTranslations',
  'Daily',
  'DailyIframe',
  'Notification',
  'defaultView',
  'domain',
  'featurePolicy',
  'getElementById',
  'hidden',
  'host',
  'prerendering',
  'title',
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

    before(async () => {
      other = await serve({ pages: { '/frame': '<!doctype html><title>Another origin</title>' } });
      const room = (number) => `https://local-room.localhost/clobbered-${number}`;
      const pages = Object.values(TAKES).map((take, number) => {
        const taken = NAMES.map((name) => take(name, other.url)).join('');
        const body = knockHtml({ room: room(number) })
          .replace('<script type="module"', `${taken}<script type="module"`)
          .replace('<daily-owner-room', '<daily-owner-room id="owner" auto-join alerts="title notification"')
          .replace('</html>', '<daily-waiting-list for="owner"></daily-waiting-list></html>');
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

    for (const [number, what] of Object.keys(TAKES).entries()) {
      it(`${what}: a knock is admitted`, async () => {
        const { page, troubles } = await openKnockPage(browser, `${server.url}/taken/${number}`);
        await makeRoom(page, `clobbered-${number}`);
        await until(page, 'the owner joins', () => document.querySelector('daily-owner-room').state === 'joined');
        await page.evaluate(() => void document.querySelector('daily-knock-form').knock());
        await until(page, 'the title', () => document.querySelector('title').text.startsWith('(1) '));
        await until(page, 'the owner presses Allow', () => {
          const button = document.querySelector('[for="owner"]').shadowRoot.querySelector('li .allow');
          button?.click();
          return Boolean(button);
        });
        await until(page, 'the guest is in', () => document.querySelector('daily-knock-form').state === 'admitted');
        assert.deepEqual(troubles(), []);
        await page.close();
      });
    }

    it('images do not change where and how the classic script fetches its files', async () => {
      const { page, requests, troubles } = await openKnockPage(browser, `${server.url}/classic`);
      await until(page, 'the form in German', () =>
        document.getElementsByTagName('daily-knock-form')[0].shadowRoot?.textContent.includes('Ihr Name'),
      );
      assert.deepEqual(
        requests.filter((url) => url.startsWith(other.url) && !url.endsWith('/evil/x.js')),
        [],
      );
      // The image itself is not there.
      assert.deepEqual(
        troubles().filter((trouble) => !trouble.includes('404')),
        [],
      );
      await page.close();
    });
  });
}
