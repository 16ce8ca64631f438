// The languages of a page with a script tag: separate files beside the script, wherever it comes from.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open } from '../e2e/browsers.mjs';

const FORM = '<daily-knock-form room-url="https://example.daily.co/hello"></daily-knock-form>';
const OWNER = '<daily-owner-room room-url="https://example.daily.co/hello"></daily-owner-room>';

/** Both builds: how a page has them, and how it comes to `registerTranslation` afterwards. */
const BUILDS = {
  'the module': {
    script: (from) => `<script type="module" src="${from}/dist/daily-knock.js"></script>`,
    after: (from, words) =>
      `<script type="module">import { registerTranslation } from '${from}/dist/daily-knock.js'; registerTranslation(${words});</script>`,
  },
  'the classic script': {
    script: (from) => `<script src="${from}/dist/daily-knock.iife.js"></script>`,
    after: (_, words) => `<script>dailyKnock.registerTranslation(${words});</script>`,
  },
};

const page = (lang, ...parts) => `<!doctype html><html lang="${lang}"><title>A page</title>${parts.join('')}`;
const words = (wording) => `<script>dailyKnockTranslations = ${JSON.stringify(wording)};</script>`;
const languageRequests = (requests) => requests.filter((url) => url.includes('/languages/'));
const warnings = (problems) => problems.filter((problem) => problem.startsWith('warn: daily-knock'));

for (const browserName of browserNames) {
  for (const [name, { script, after: afterwards }] of Object.entries(BUILDS)) {
    describe(`the languages of ${name} in ${browserName}`, () => {
      let browser, host, site;

      before(async () => {
        host = await serve(); // As a host of scripts would: another origin than the site's.
        const from = host.url;
        site = await serve({
          pages: {
            '/english': page('en-GB', script(from), FORM),
            '/arabic': page('ar-EG', script(from), FORM, OWNER),
            '/japanese': page('ja', script(from), FORM, OWNER),
            '/before': page(
              'de',
              words({ de: { guestHeading: 'Bei der Musikschule anklopfen' }, eo: { guestHeading: 'Frapu' } }),
              script(from),
              FORM,
              `<div lang="eo">${FORM}</div>`,
            ),
            '/after': page(
              'de',
              script(from),
              FORM,
              `<div lang="fa">${FORM}</div>`,
              afterwards(from, `'de', { knock: 'Klingeln' }`),
              afterwards(from, `'fa', { $dir: 'rtl', guestHeading: 'در بزنید' }`),
            ),
          },
        });
        browser = await launch(browserName);
      });

      after(async () => {
        await browser?.close();
        await Promise.all([site, host].map((server) => server?.close()));
      });

      it('English needs no further file', async () => {
        const { page, problems, requests } = await open(browser, `${site.url}/english`);
        await page.waitForSelector(byRole('heading', 'Knock to come in'));
        assert.deepEqual(languageRequests(requests), []);
        assert.deepEqual(problems, []);
        await page.close();
      });

      it('another language is fetched once, from the folder of the script, and no other', async () => {
        const { page, problems, requests } = await open(browser, `${site.url}/arabic`);
        const heading = await page.waitForSelector(byRole('heading', 'اطرق الباب للدخول'));
        await page.waitForSelector(byRole('heading', 'استضافة غرفة'));
        assert.equal(await heading.evaluate((element) => getComputedStyle(element).direction), 'rtl');
        assert.deepEqual(languageRequests(requests), [`${host.url}/dist/languages/ar.js`]);
        assert.deepEqual(problems, []);
        await page.close();
      });

      it('a page that changes its language gets the file for it, and keeps those that it has', async () => {
        const { page, requests } = await open(browser, `${site.url}/arabic`);
        await page.waitForSelector(byRole('heading', 'اطرق الباب للدخول'));
        const speak = (lang) => page.evaluate((code) => (document.documentElement.lang = code), lang);
        await speak('zh-Hans');
        await page.waitForSelector(byRole('heading', '敲门进入'));
        await speak('zh-HK');
        await page.waitForSelector(byRole('heading', '敲門加入'));
        await speak('ar');
        await page.waitForSelector(byRole('heading', 'اطرق الباب للدخول'));
        assert.deepEqual(
          languageRequests(requests).map((url) => url.split('/').at(-1)),
          ['ar.js', 'zh.js', 'zh-hant.js'],
        );
        await page.close();
      });

      it('a language that cannot be fetched is English, with one message in the console', async () => {
        const { page, problems } = await open(browser, 'about:blank');
        await page.setRequestInterception(true);
        page.on('request', (request) =>
          request.url().includes('/languages/') ? void request.abort() : void request.continue(),
        );
        await page.goto(`${site.url}/japanese`);
        await page.waitForSelector(byRole('heading', 'Knock to come in'));
        await page.waitForSelector(byRole('heading', 'Host a room'));
        const [warning, ...more] = warnings(problems);
        assert.match(warning, /daily-knock is in English: "ja" could not be loaded/);
        assert.deepEqual(more, []);
        await page.close();
      });

      it('translations that the page sets before the script apply from the start', async () => {
        const { page, problems, requests } = await open(browser, `${site.url}/before`);
        await page.waitForSelector(byRole('heading', 'Bei der Musikschule anklopfen'));
        await page.waitForSelector(byRole('heading', 'Frapu'));
        await page.waitForSelector(byRole('button', 'Anklopfen'));
        await page.waitForSelector(byRole('button', 'Knock'));
        assert.deepEqual(languageRequests(requests), [`${host.url}/dist/languages/de.js`]);
        assert.deepEqual(problems, []);
        await page.close();
      });

      it('translations that the page registers later change rendered texts', async () => {
        const { page, problems } = await open(browser, `${site.url}/after`);
        await page.waitForSelector(byRole('button', 'Klingeln'));
        const persian = await page.waitForSelector(byRole('heading', 'در بزنید'));
        assert.equal(await persian.evaluate((element) => getComputedStyle(element).direction), 'rtl');
        assert.deepEqual(problems, []);
        await page.close();
      });
    });
  }
}
