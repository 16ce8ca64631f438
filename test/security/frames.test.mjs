// The Permissions-Policy and the iframe of docs/security.md, as written there: an iframe of another origin with a whole knock in it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { codeBelow, headersBelow } from './doc.mjs';
import {
  eventsIn,
  guestComesIn,
  knockHtml,
  makeRoom,
  openKnockPage,
  ownerJoins,
  SCRIPTS,
  until,
  wholeKnock,
} from './knock-page.mjs';

const POLICY = headersBelow('Permissions Policy and iframes');
const IFRAME = codeBelow('Permissions Policy and iframes', 'html');
const body = knockHtml({ room: 'https://local-room.localhost/framed' });

/** What the elements say above the call. */
const alertIn = (frame, tag) =>
  until(
    frame,
    'an alert',
    (name) => document.querySelector(name).shadowRoot.querySelector('[role="alert"]')?.textContent.trim(),
    tag,
  );

/** What the elements say before anything is begun, and the link that leads out of an iframe, if there is one. */
const noticeIn = (frame, tag) =>
  until(
    frame,
    'a notice',
    (name) => {
      const notice = document.querySelector(name).shadowRoot.querySelector('[part="notice"]');
      return notice && { text: notice.textContent.trim(), link: notice.querySelector('a')?.href };
    },
    tag,
  );

const defined = (frame) => until(frame, 'the elements', () => Boolean(customElements.get('daily-owner-room')));

/** Somebody is about to use the elements. */
const intend = (frame) =>
  frame.evaluate(() => {
    for (const element of document.querySelectorAll('daily-owner-room, daily-knock-form'))
      element.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  });

const TAGS = ['daily-owner-room', 'daily-knock-form'];

for (const browserName of browserNames) {
  describe(`iframes and permissions in ${browserName}`, () => {
    let browser, rooms, embedder;

    before(async () => {
      rooms = await serve({
        pages: {
          ...SCRIPTS,
          '/knock': { body, headers: POLICY },
          '/no-camera': { body, headers: { 'Permissions-Policy': 'camera=(), microphone=()' } },
        },
      });
      const iframe = IFRAME.replace('https://rooms.example', rooms.url);
      const page = (html) => `<!doctype html><html lang="en"><title>Embeds</title>${html}</html>`;
      embedder = await serve({
        pages: {
          '/allows': page(iframe),
          '/forbids': page(iframe.replace(/ allow="[^"]*"/, '')),
        },
      });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await Promise.all([rooms, embedder].map((server) => server?.close()));
    });

    const frameOf = async (page) => {
      const frame = page.frames().find((each) => each.url().startsWith(rooms.url));
      await defined(frame);
      return frame;
    };

    it('a whole knock on a page with the header', async () => {
      const { page, troubles } = await openKnockPage(browser, `${rooms.url}/knock`);
      await wholeKnock(page, 'framed');
      assert.deepEqual(troubles(), []);
      await page.close();
    });

    it('a whole knock in an iframe that allows camera and microphone', async () => {
      const { page, troubles } = await openKnockPage(browser, `${embedder.url}/allows`);
      const frame = await frameOf(page);
      await wholeKnock(frame, 'framed');
      assert.deepEqual(
        (await eventsIn(frame)).filter((event) => event.startsWith('error')),
        [],
      );
      assert.deepEqual(troubles(), []);
      await page.close();
    });

    const withoutCamera = async (frame) => {
      await makeRoom(frame, 'framed');
      await ownerJoins(frame);
      await guestComesIn(frame);
      for (const tag of ['daily-owner-room', 'daily-knock-form'])
        assert.match(await alertIn(frame, tag), /^Your camera or microphone is not allowed here/);
      assert.ok((await eventsIn(frame)).includes('error camera-permissions'));
      assert.equal(await frame.evaluate(() => document.querySelector('daily-knock-form').error.fatal), false);
    };

    it('in an iframe that does not, both read why, and the call continues without devices', async () => {
      const { page } = await openKnockPage(browser, `${embedder.url}/forbids`);
      await withoutCamera(await frameOf(page));
      await page.close();
    });

    it('in an iframe that does not, both read why before they start, with a link out of the frame', async () => {
      const { page } = await openKnockPage(browser, `${embedder.url}/forbids`);
      const frame = await frameOf(page);
      await intend(frame);
      for (const tag of TAGS) {
        const { text, link } = await noticeIn(frame, tag);
        assert.match(text, /^Camera and microphone are not allowed on this page/);
        assert.equal(link, `${rooms.url}/knock`);
      }
      await page.close();
    });

    it('in an iframe that allows them, there is no notice', async () => {
      const { page, troubles } = await openKnockPage(browser, `${embedder.url}/allows`);
      const frame = await frameOf(page);
      await intend(frame);
      await until(frame, 'what is fetched', () => Boolean(customElements.get('daily-video-tile')));
      const hasNoNotice = (name) => document.querySelector(name).shadowRoot.querySelector('[part="notice"]') === null;
      for (const tag of TAGS) assert.ok(await frame.evaluate(hasNoNotice, tag));
      assert.deepEqual(troubles(), []);
      await page.close();
    });

    // Firefox knows the attribute and not the header.
    const header = { skip: browserName === 'firefox' && 'has no Permissions-Policy header' };
    it('on a page whose header forbids them as well', header, async () => {
      const { page, problems } = await openKnockPage(browser, `${rooms.url}/no-camera`);
      await defined(page);
      await intend(page);
      for (const tag of TAGS) assert.equal((await noticeIn(page, tag)).link, undefined, 'no way out is needed');
      await withoutCamera(page);
      const hints = problems.filter((problem) => problem.includes('Permissions-Policy: camera=(self)'));
      assert.equal(hints.length, 1, 'one hint for the developer');
      await page.close();
    });
  });
}
