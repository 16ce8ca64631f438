// Every policy of docs/security.md, as written there: a whole knock runs under it in a local room, and nothing is blocked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { actAsCdn } from './cdn.mjs';
import { codeBelow, headersBelow, joinPolicies } from './doc.mjs';
import { eventsIn, knockHtml, openKnockPage, SCRIPTS, until, violationsIn, wholeKnock } from './knock-page.mjs';

const ALONE = headersBelow('The elements alone');
const CLOUD = headersBelow('With Daily’s cloud');
const LOCAL = headersBelow('With a local room');
const TYPES_OF_OURS = headersBelow('The elements');
const TYPES = headersBelow('daily-js');

const local = (scripts) => knockHtml({ room: 'https://local-room.localhost/policies', scripts });
const cloud = (scripts) =>
  knockHtml({
    room: 'https://example.daily.co/policies',
    bundle: '/dist/daily-knock.js',
    scripts: ['/avoid-eval.js', ...scripts],
  });

const PAGES = {
  ...SCRIPTS,
  '/avoid-eval.js': codeBelow('With Daily’s cloud', 'js'),
  '/cloud-types.js': codeBelow('daily-js', 'js'),
  '/local-types.js': codeBelow('A local room', 'js').replace('/path/to/', '/dist/'),
  '/alone': { body: cloud([]), headers: joinPolicies(ALONE, TYPES_OF_OURS) },
  '/local': { body: local([]), headers: LOCAL },
  '/local/types': { body: local(['/local-types.js']), headers: joinPolicies(LOCAL, TYPES) },
  '/local/types/without': {
    body: local([]).replace('<daily-owner-room', '<daily-owner-room connect-timeout="2"'),
    headers: joinPolicies(LOCAL, TYPES_OF_OURS),
  },
  '/cloud': { body: cloud([]), headers: CLOUD },
  '/cloud/types': { body: cloud(['/cloud-types.js']), headers: joinPolicies(CLOUD, TYPES) },
};

it('docs/security.md has the current version of daily-js', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.ok(PAGES['/cloud-types.js'].includes(`/versioned/${dependencies['@daily-co/daily-js']}/`));
});

for (const browserName of browserNames) {
  describe(`policies in ${browserName}`, () => {
    let browser, site, opened;

    before(async () => {
      site = await serve({ pages: PAGES });
      browser = await launch(browserName);
    });
    afterEach(() => opened?.page.close());
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const openAt = async (path) => (opened = await openKnockPage(browser, site.url + path));

    const nothingIsBlocked = async () => {
      assert.deepEqual(await violationsIn(opened.page), []);
      assert.deepEqual(opened.troubles(), []);
    };

    it('the elements render, accept input and fetch daily-js', async () => {
      const { page, requests } = await openAt('/alone');
      await until(page, 'the fields', () =>
        Boolean(document.querySelector('daily-owner-room')?.shadowRoot?.querySelector('input')),
      );
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('daily-owner-room');
        shadowRoot.querySelector('input').focus();
        shadowRoot.querySelector('form').requestSubmit();
      });
      await until(page, 'what is missing', () => {
        const { shadowRoot } = document.querySelector('daily-owner-room');
        return Boolean(shadowRoot.querySelector('.field-error'));
      });
      const radius = await page.evaluate(() => {
        const button = document.querySelector('daily-owner-room').shadowRoot.querySelector('button');
        return getComputedStyle(button).borderRadius;
      });
      assert.notEqual(radius, '0px', 'Styles of shadow roots are no business of style-src.');
      await until(page, 'daily-js', () =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/daily-js.js')),
      );
      assert.ok(requests.every((url) => url.startsWith(site.url)));
      await nothingIsBlocked();
    });

    for (const [what, path] of [
      ['a knock in a local room', '/local'],
      ['a knock in a local room with Trusted Types', '/local/types'],
    ]) {
      it(what, async () => {
        const { page } = await openAt(path);
        await wholeKnock(page, 'policies');
        await nothingIsBlocked();
      });
    }

    it('without a default policy Trusted Types block daily-js, but not the elements', async () => {
      const { page } = await openAt('/local/types/without');
      await page.evaluate(async () => {
        await customElements.whenDefined('daily-owner-room');
        const owner = document.querySelector('daily-owner-room');
        owner.token = 'any';
        owner.join().catch(() => {});
      });
      await until(page, 'an end', () => document.querySelector('daily-owner-room').state === 'failed');
      assert.deepEqual(await eventsIn(page), ['error connection-error']);
      const violations = await violationsIn(page);
      assert.equal(violations.length, 1);
      assert.match(violations[0], /^require-trusted-types-for trusted-types-sink HTMLScriptElement src\|/);
    });

    // Daily's servers are played: what is asked of them is answered with the local room's call machine.
    for (const [what, path, reachable] of [
      ['a knock with the script from Daily’s host', '/cloud', ['c.daily.co']],
      ['a knock with the script from the other hosts that daily-js tries', '/cloud', ['c.dailywebrtc.net']],
      ['a knock with the script from Daily’s host, with Trusted Types', '/cloud/types', ['c.daily.co']],
      ['the other hosts, with Trusted Types', '/cloud/types', ['c.dailywebrtc.com']],
    ]) {
      it(what, async () => {
        opened = await openKnockPage(browser, 'about:blank');
        const asked = await actAsCdn(opened.page, reachable);
        await opened.page.goto(site.url + path);
        await wholeKnock(opened.page, 'policies');
        assert.deepEqual(await violationsIn(opened.page), []);
        const unreached = (text) => /failed to load resource|Failed to load call object|NS_ERROR|net::/i.test(text);
        assert.deepEqual(
          opened.troubles().filter((text) => !unreached(text)),
          [],
        );
        assert.ok(asked.some((url) => new URL(url).host === reachable[0]));
      });
    }
  });
}
