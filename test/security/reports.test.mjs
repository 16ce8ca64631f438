// What daily-js sends to a third party when something fails: what is in it, and that nothing breaks where it is blocked.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { actAsCdn } from './cdn.mjs';
import { headersBelow } from './doc.mjs';
import {
  eventsIn,
  knockHtml,
  makeRoom,
  openKnockPage,
  SCRIPTS,
  until,
  violationsIn,
  wholeKnock,
} from './knock-page.mjs';

const THIRD_PARTY = /\.ingest\.sentry\.io\//;
const ROOM = 'https://example.daily.co/reports?t=token-in-a-link';
const OPTIONS = `globalThis.dailyKnockCallOptions = () => ({
  userData: { secret: 'our-user-data' },
  dailyConfig: {
    avoidEval: true,
    iceConfig: { iceServers: [{ urls: 'turn:turn.example', username: 'turn-user', credential: 'turn-password' }] },
  },
});`;
const body = knockHtml({ room: ROOM, bundle: '/dist/daily-knock.js', scripts: ['/options.js'] });

for (const browserName of browserNames) {
  describe(`error reports of daily-js in ${browserName}`, () => {
    let browser, site, page, troubles, sent;

    before(async () => {
      const pages = {
        ...SCRIPTS,
        '/options.js': OPTIONS,
        '/open': body,
        '/blocked': { body, headers: headersBelow('With Daily’s cloud') },
      };
      site = await serve({ pages });
      browser = await launch(browserName);
    });
    beforeEach(async () => {
      ({ page, troubles } = await openKnockPage(browser, 'about:blank'));
      sent = [];
      await actAsCdn(page, ['c.daily.co'], (request) => {
        if (!THIRD_PARTY.test(request.url())) return;
        // Over WebDriver BiDi a request's body cannot be read.
        sent.push({ url: request.url(), body: browserName === 'chromium' ? request.postData() : undefined });
      });
    });
    afterEach(() => page.close());
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    /** The owner tries to join, and it fails. */
    const fail = async (path, fault) => {
      await page.goto(site.url + path);
      await makeRoom(page, 'reports');
      await page.evaluate(async (more) => {
        const { failNext } = await import(new URL('/dist/local-room/index.js', location.href).href);
        await failNext('reports', { on: 'join', role: 'owner', ...more });
        globalThis.rejections = [];
        addEventListener('unhandledrejection', ({ reason }) => globalThis.rejections.push(String(reason)));
        document
          .querySelector('daily-owner-room')
          .join()
          .catch(() => {});
      }, fault);
      await until(page, 'a failure', () => document.querySelector('daily-owner-room').state === 'failed');
      await sleep(300); // A report follows the failure at once.
    };

    /** Nothing has come of the failure but the failure, and all works again. */
    const nothingBreaks = async () => {
      assert.deepEqual(await page.evaluate(() => globalThis.rejections), []);
      assert.deepEqual(await eventsIn(page), ['error connection-error']);
      await wholeKnock(page, 'reports');
      const blocked = (text) => /sentry\.io|net::ERR_FAILED/.test(text);
      assert.deepEqual(
        troubles().filter((text) => !blocked(text)),
        [],
      );
    };

    it('contain the full addresses of page and room, but neither name nor token', async () => {
      await fail('/open?page-secret#fragment-secret', { how: 'connection-error' });
      assert.equal(sent.length, 1);
      const [{ url, body: report }] = sent;
      const token = await page.evaluate(() => document.querySelector('daily-owner-room').token);
      const kept = [token, 'Olga', 'our-user-data', 'turn-user', 'turn-password'];
      for (const secret of kept) assert.ok(!url.includes(secret), secret);
      if (report === undefined) return;
      for (const secret of kept) assert.ok(!report.includes(secret), `not ${secret}`);
      for (const sent of ['page-secret', 'fragment-secret', 'token-in-a-link'])
        assert.ok(report.includes(sent), `docs/security.md says that this is sent: ${sent}`);
    });

    // Which failures are reported is daily-js's decision, in every browser the same.
    const once = { skip: browserName !== browserNames[0] && 'no matter of browsers' };
    for (const [how, msg, count] of [
      ['end-of-life', 'This version is too old.', 1],
      ['no-room', 'The meeting does not exist.', 1],
      ['no-room', 'The meeting has been deleted.', 0],
      ...['ejected', 'exp-room', 'exp-token', 'nbf-room', 'nbf-token', 'meeting-full', 'not-allowed'].map((how) => [
        how,
        'No.',
        0,
      ]),
    ]) {
      it(`${how} is ${count ? '' : 'not '}reported: ${msg}`, once, async () => {
        await fail('/open', { how, msg });
        assert.equal(sent.length, count);
      });
    }

    it('are blocked by the policy, without further effects', async () => {
      await fail('/blocked', { how: 'connection-error' });
      assert.deepEqual(sent, []);
      const violations = await violationsIn(page);
      assert.equal(violations.length, 1);
      assert.match(violations[0], /^connect-src https:\/\/\S+\.ingest\.sentry\.io\//);
      await nothingBreaks();
    });

    it('can be blocked by an extension or a network as well', async () => {
      await fail('/open', { how: 'connection-error' });
      assert.equal(sent.length, 1, 'It is aborted here.');
      await nothingBreaks();
    });
  });
}
