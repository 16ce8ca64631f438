// Pages in iframes that forbid them something, and in documents without an origin: docs/embedding/README.md, "In an iframe".
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open } from '../e2e/browsers.mjs';
import { knockHtml, SCRIPTS, until, wholeKnock } from './knock-page.mjs';

const ROOM = 'https://local-room.localhost/sandboxed';
const MODULE = '<script type="module" src="/dist/local-room/daily-knock.js"></script>';
const CLASSIC = '<script src="/dist/daily-knock.iife.js"></script>';
const GUEST = `<daily-knock-form room-url="${ROOM}"></daily-knock-form>`;
const OWNER = `<daily-owner-room room-url="${ROOM}"></daily-owner-room>`;
const html = (...parts) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body>${parts.join('')}</html>`;

/** Notes what has begun. The page itself stops a knock there. */
const WATCH = `<script>
  globalThis.begun = [];
  document.addEventListener('daily-before-knock', (event) => {
    begun.push('knock ' + event.detail.userName);
    event.preventDefault();
  });
  document.addEventListener('daily-state-change', ({ detail }) => begun.push(detail.to));
</script>`;

const framed = (sandbox, src) => html(`<iframe sandbox="${sandbox}" src="${src}" width="600" height="700"></iframe>`);
/** A page in a frame that is made by a script. */
const made = (page, make) =>
  html(`<script type="module">
    const page = ${JSON.stringify(page).replaceAll('<', String.raw`\u003c`)}.replaceAll('src="/', 'src="' + origin + '/');
    const frame = document.createElement('iframe');
    frame.allow = 'camera; microphone';
    ${make}
    document.body.append(frame);
  </script>`);

/** Where daily-js cannot work. */
const WITHOUT_ORIGIN = {
  'a sandbox without allow-same-origin': framed('allow-scripts', '/guest'),
  'such a sandbox, for an owner': framed('allow-scripts', '/owner'),
  'such a sandbox, with the classic script': framed('allow-scripts', '/classic'),
  'a policy that sandboxes the page': {
    body: html(MODULE, GUEST),
    headers: { 'Content-Security-Policy': 'sandbox allow-scripts' },
  },
  srcdoc: made(html(MODULE, GUEST), 'frame.srcdoc = page;'),
  'a data: address': made(html(MODULE, GUEST), "frame.src = 'data:text/html,' + encodeURIComponent(page);"),
};

const PAGES = {
  ...SCRIPTS,
  '/guest': html(MODULE, GUEST),
  '/owner': html(MODULE, OWNER),
  '/classic': html(CLASSIC, GUEST),
  '/watched-guest': html(WATCH, MODULE, GUEST),
  '/watched-owner': html(WATCH, MODULE, OWNER),
  '/both': knockHtml({ room: ROOM }),
  '/no-forms-guest': framed('allow-scripts allow-same-origin', '/watched-guest'),
  '/no-forms-owner': framed('allow-scripts allow-same-origin', '/watched-owner'),
  '/no-forms-both': framed('allow-scripts allow-same-origin" allow="camera; microphone', '/both'),
  '/blob': made(knockHtml({ room: ROOM }), "frame.src = URL.createObjectURL(new Blob([page], { type: 'text/html' }));"),
  '/no-tabs': framed('allow-scripts', '/guest'),
  '/tabs': framed('allow-scripts allow-popups allow-popups-to-escape-sandbox', '/guest'),
  '/sandboxed-tabs': framed('allow-scripts allow-popups', '/guest'),
  ...Object.fromEntries(Object.entries(WITHOUT_ORIGIN).map(([name, page]) => [`/${encodeURIComponent(name)}`, page])),
};

for (const browserName of browserNames) {
  describe(`sandboxed iframes in ${browserName}`, () => {
    let browser, site;

    before(async () => {
      site = await serve({ pages: PAGES });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const drawn = (frame) =>
      until(frame, 'the elements', () => {
        const elements = [...document.querySelectorAll('daily-knock-form, daily-owner-room')];
        return elements.length > 0 && elements.every((element) => element.hasUpdated);
      });
    const opened = async (path) => {
      const { page } = await open(browser, site.url + path);
      const frame = page.frames().find((each) => each !== page.mainFrame()) ?? page.mainFrame();
      await drawn(frame);
      return { page, frame };
    };
    const find = (frame, ...role) => frame.waitForSelector(byRole(...role));
    const begun = async (frame) => {
      await until(frame, 'something to begin', () => globalThis.begun.length > 0);
      return frame.evaluate(() => globalThis.begun);
    };
    const notice = (frame) =>
      until(frame, 'a notice', () =>
        document
          .querySelector('daily-knock-form, daily-owner-room')
          .shadowRoot.querySelector('[part="notice"]')
          ?.textContent.replaceAll(/\s+/g, ' ')
          .trim(),
      );

    for (const [how, press] of [
      ['the button', async (page, frame) => (await find(frame, 'button', 'Knock')).click()],
      ['Enter', (page) => page.keyboard.press('Enter')],
    ]) {
      it(`without allow-forms a guest knocks with ${how}, once`, async () => {
        const { page, frame } = await opened('/no-forms-guest');
        await (await find(frame, 'textbox', 'Your name')).type('Gus');
        await press(page, frame);
        assert.deepEqual(await begun(frame), ['knock Gus']);
        await page.close();
      });

      it(`without allow-forms an empty field gets the focus with ${how}`, async () => {
        const { page, frame } = await opened('/no-forms-guest');
        await (await find(frame, 'textbox', 'Your name')).focus();
        await press(page, frame);
        await until(frame, 'the focus', () => {
          const { activeElement } = document.querySelector('daily-knock-form').shadowRoot;
          return activeElement?.getAttribute('aria-invalid') === 'true';
        });
        await page.close();
      });
    }

    it('without allow-forms an owner joins with Enter', async () => {
      const { page, frame } = await opened('/no-forms-owner');
      await (await find(frame, 'textbox', 'Your name')).type('Olga');
      await (await find(frame, 'textbox', 'Owner token')).type('none');
      await page.keyboard.press('Enter');
      assert.equal((await begun(frame))[0], 'connecting');
      await page.close();
    });

    for (const path of ['/no-forms-both', '/blob'])
      it(`a whole knock in ${path}`, async () => {
        const { page, frame } = await opened(path);
        await wholeKnock(frame, 'sandboxed');
        await page.close();
      });

    for (const name of Object.keys(WITHOUT_ORIGIN)) {
      it(`${name}: shows a notice at once, and an attempt fails at once`, async () => {
        const { page, frame } = await opened(`/${encodeURIComponent(name)}`);
        assert.match(await notice(frame), /^Video calls do not work in this part of the page/);
        const error = await frame.evaluate((room) => {
          const element = document.querySelector('daily-knock-form, daily-owner-room');
          const request = { userName: 'Gus', roomUrl: room, token: 'none' };
          const begun = performance.now();
          return (element.knock?.(request) ?? element.join(request)).catch(({ code }) => ({
            code,
            isQuick: performance.now() - begun < 5000,
            state: element.state,
          }));
        }, ROOM);
        assert.deepEqual(error, { code: 'load-failed', isQuick: true, state: 'failed' });
        await page.close();
      });
    }

    it('a sandbox without allow-same-origin: the local room rejects at once', async () => {
      const { page, frame } = await opened(`/${encodeURIComponent('a sandbox without allow-same-origin')}`);
      const refusal = await frame.evaluate(async (folder) => {
        const { createRoom } = await import(`${folder}/index.js`);
        return createRoom().catch(({ name }) => name);
      }, `${site.url}/dist/local-room`);
      assert.equal(refusal, 'SecurityError');
      await page.close();
    });

    const follow = async (frame) => {
      const before = new Set(browser.targets());
      await (await find(frame, 'link', 'Open in a tab of its own')).click();
      // Not the frame itself, which Firefox counts as a target too.
      const target = await browser.waitForTarget(
        (each) => each.type() === 'page' && !before.has(each) && each.url() === `${site.url}/guest`,
      );
      return target.page();
    };

    it('the link out of the frame opens a tab in which everything works', async () => {
      const { page, frame } = await opened('/tabs');
      const tab = await follow(frame);
      await drawn(tab);
      assert.equal(tab.url(), `${site.url}/guest`);
      await (await find(tab, 'textbox', 'Your name')).focus();
      await until(tab, 'what is fetched', () => Boolean(customElements.get('daily-video-tile')));
      assert.equal(
        await tab.evaluate(() =>
          document.querySelector('daily-knock-form').shadowRoot.querySelector('[part="notice"]'),
        ),
        null,
      );
      await page.close();
      await tab.close();
    });

    it('a sandboxed tab shows the address to copy', async () => {
      const { page, frame } = await opened('/sandboxed-tabs');
      const tab = await follow(frame);
      await drawn(tab);
      assert.match(await notice(tab), new RegExp(`copy this address: ${site.url}/guest$`));
      await page.close();
      await tab.close();
    });

    it('without allow-popups the notice shows the address instead of the link', async () => {
      const { page, frame } = await opened('/no-tabs');
      await (await find(frame, 'link', 'Open in a tab of its own')).click();
      await until(
        frame,
        'the address',
        (address) => {
          const { textContent } = document
            .querySelector('daily-knock-form')
            .shadowRoot.querySelector('[part="notice"]');
          return textContent.trim().endsWith(address);
        },
        `${site.url}/guest`,
      );
      await page.close();
    });
  });
}
