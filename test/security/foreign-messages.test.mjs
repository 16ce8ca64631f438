// Messages like daily-js's own from another window have no effect, whoever sends them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, launch } from '../e2e/browsers.mjs';
import { headersBelow } from './doc.mjs';
import { eventsIn, knockHtml, makeRoom, openKnockPage, ownerJoins, SCRIPTS, until } from './knock-page.mjs';

/** What an attacker sends: towards daily-js, and in its name towards the call machine. */
const FORGED = [
  {
    action: 'waiting-participant-added',
    participant: { id: 'm', name: 'Your manager', awaitingAccess: { level: 'full' } },
  },
  { action: 'access-state-updated', access: { level: 'full' } },
  { action: 'error', errorMsg: 'Ejected', error: { type: 'ejected', msg: 'Ejected' } },
  { action: 'left-meeting' },
  { action: 'leave-meeting', from: 'module' },
  {
    action: 'daily-method-update-waiting-participants',
    from: 'module',
    updatesById: { '*': { grantRequestedAccess: true } },
  },
];

const attack = (to) => `
for (const forged of ${JSON.stringify(FORGED)}) ${to}.postMessage({ what: 'iframe-call-message', ...forged }, '*');
${to}.postMessage('all is sent', '*');`;

/** What whoever listens in the page hears. */
const EARS = `
globalThis.heard = [];
addEventListener('message', ({ data, source, origin }) => {
  if (data === 'all is sent') globalThis.isSent = true;
  else if (data?.what === 'iframe-call-message' && source !== window) heard.push([data.action, origin].join(' '));
});`;

const HTML = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Attacker</title>';

for (const browserName of browserNames) {
  describe(`messages of other windows in ${browserName}`, () => {
    let browser, victim, attacker;
    let rooms = 0;

    before(async () => {
      const body = knockHtml({ room: '' });
      const ownDaily = `<script type="module">import Daily from '/dist/daily-js.js'; globalThis.Daily = Daily;</script>`;
      victim = await serve({
        pages: {
          ...SCRIPTS,
          '/knock': { body },
          '/alone': { body, headers: headersBelow('Messages of other windows') },
          '/own-daily': { body: body.replace('<script', `${ownDaily}<script`) },
        },
      });
      attacker = await serve({
        pages: {
          '/frame': `${HTML}<script>onmessage = () => { ${attack('parent')} };</script>`,
          '/popup': `${HTML}<script>onmessage = () => { ${attack('opener')} };</script>`,
          '/opener': `${HTML}<script>globalThis.openVictim = (path) => { globalThis.opened = open(${JSON.stringify(victim.url)} + path); };
            globalThis.attack = () => { ${attack('opened')} };</script>`,
        },
      });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await Promise.all([victim, attacker].map((server) => server?.close()));
    });

    /** An owner in the call, and a guest who waits. */
    const inCall = async (page) => {
      const room = `messages-${(rooms += 1)}`;
      await makeRoom(page, room);
      await page.evaluate(EARS);
      await page.evaluate((url) => {
        for (const element of document.querySelectorAll('[state]')) element.roomUrl = url;
      }, `https://local-room.localhost/${room}`);
      await ownerJoins(page);
      await page.evaluate(() => void document.querySelector('daily-knock-form').knock());
      await until(page, 'the guest waits', () => document.querySelector('daily-knock-form').state === 'waiting');
      await until(page, 'the owner hears it', () => globalThis.events.includes('knock'));
    };

    const nothingCame = async (page) => {
      await until(page, 'all is sent', () => globalThis.isSent);
      assert.deepEqual(await eventsIn(page), ['joined', 'knock']);
      const shown = await page.evaluate(() => ({
        owner: document.querySelector('daily-owner-room').state,
        guest: document.querySelector('daily-knock-form').state,
        waiting: document.querySelector('daily-owner-room').waitingParticipants.map(({ name }) => name),
        heard: globalThis.heard,
      }));
      assert.deepEqual(shown, { owner: 'joined', guest: 'waiting', waiting: ['Ana'], heard: [] });
    };

    const framed = (sandbox, path) => async () => {
      const { page } = await openKnockPage(browser, victim.url + path);
      await inCall(page);
      await page.evaluate(
        async (src, sandboxed) => {
          const frame = document.createElement('iframe');
          if (sandboxed) frame.sandbox = 'allow-scripts';
          frame.src = src;
          const loaded = new Promise((done) => (frame.onload = done));
          document.body.append(frame);
          await loaded;
          frame.contentWindow.postMessage('now', '*');
        },
        `${attacker.url}/frame`,
        sandbox,
      );
      await nothingCame(page);
      await page.close();
    };

    it('a frame of another origin', framed(false, '/knock'));
    it('a frame of another origin, in a page that brings its own daily-js', framed(false, '/own-daily'));
    it('a sandboxed frame', framed(true, '/knock'));

    it('a frame that was removed before its message arrives', async () => {
      const { page } = await openKnockPage(browser, `${victim.url}/knock`);
      await inCall(page);
      await page.evaluate((code) => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        frame.contentWindow.eval(code);
        frame.remove();
      }, attack('parent'));
      await nothingCame(page);
      await page.close();
    });

    it('messages of a frame of Daily Prebuilt arrive, those of similar hosts do not', async () => {
      const { page } = await openKnockPage(browser, `${victim.url}/knock`);
      await page.evaluate(() => customElements.whenDefined('daily-owner-room').then(() => {}));
      await page.evaluate(EARS);
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const { hostname } = new URL(request.url());
        if (hostname === 'localhost') return request.continue();
        return request.respond({
          contentType: 'text/html',
          body: `${HTML}<script>parent.postMessage({ what: 'iframe-call-message', action: location.host }, '*');
            parent.postMessage('all is sent', '*');</script>`,
        });
      });
      for (const host of ['evil-daily.co', 'daily.co.evil.example', 'team.daily.co']) {
        await page.evaluate((src) => {
          globalThis.isSent = false;
          document.body.append(Object.assign(document.createElement('iframe'), { src }));
        }, `https://${host}/room`);
        await until(page, `the frame of ${host}`, () => globalThis.isSent);
      }
      assert.deepEqual(await page.evaluate(() => globalThis.heard), ['team.daily.co https://team.daily.co']);
      await page.close();
    });

    it('a popup of the page', async () => {
      const { page } = await openKnockPage(browser, `${victim.url}/knock`);
      await inCall(page);
      const popup = new Promise((done) => page.once('popup', done));
      await page.evaluate((src) => void (globalThis.opened = open(src)), `${attacker.url}/popup`);
      const opened = await popup;
      await until(
        opened,
        'the popup is there',
        () => document.readyState === 'complete' && location.pathname === '/popup',
      );
      await page.evaluate(() => globalThis.opened.postMessage('now', '*'));
      await nothingCame(page);
      await opened.close();
      await page.close();
    });

    it('the opener of the page', async () => {
      const { page } = await openKnockPage(browser, `${attacker.url}/opener`);
      const popup = new Promise((done) => page.once('popup', done));
      await page.evaluate(() => globalThis.openVictim('/knock'));
      const opened = await popup;
      await until(opened, 'the page is there', () => Boolean(globalThis.customElements.get('daily-owner-room')));
      await inCall(opened);
      await page.evaluate(() => globalThis.attack());
      await nothingCame(opened);
      await opened.close();
      await page.close();
    });

    it('the documented header cuts off the opener', async () => {
      const { page } = await openKnockPage(browser, `${attacker.url}/opener`);
      await page.evaluate(() => globalThis.openVictim('/alone'));
      await until(page, 'the page is out of reach', () => globalThis.opened.closed);
      await page.close();
      const alone = await openKnockPage(browser, `${victim.url}/alone`);
      await inCall(alone.page);
      await alone.page.close();
    });
  });
}
