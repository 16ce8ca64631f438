// The hosts whose rooms a page may use, named on its script tag or by a script: as docs/security.md says it, and beside
// elements that somebody else has written into the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

const OURS = 'https://your-team.daily.co/your-room';
const EVIL = 'https://evil.example/room';
const HOSTS = 'data-room-hosts="your-team.daily.co"';

const SCRIPTS = {
  'the module': (attribute) => `<script type="module" src="/dist/daily-knock.js" ${attribute}></script>`,
  'the module with a query': (attribute) =>
    `<script type="module" src="/dist/daily-knock.js?ver=1" ${attribute}></script>`,
  'the classic script': (attribute) => `<script src="/dist/daily-knock.iife.js" ${attribute}></script>`,
  'the local room': (attribute) =>
    `<script type="module" src="/dist/local-room/daily-knock.js?room=coffee" ${attribute}></script>`,
};

/** Content that stands in place of what a script may read from the page, and that looks like a script tag. */
const TAKEN = `${['currentScript', 'scripts', 'querySelectorAll', 'getElementsByTagName', 'dailyKnock', 'configure']
  .map((name) => `<img name="${name}" id="${name}" data-room-hosts="evil.example" alt="">`)
  .join('')}
  <div data-room-hosts="evil.example"></div>
  <svg><script src="/dist/daily-knock.js" data-room-hosts="evil.example"></script></svg>
  <math><script src="/dist/daily-knock.js" data-room-hosts="evil.example"></script></math>
  <script data-room-hosts="evil.example" type="application/json">{}</script>`;

/** The first HTML below a line of a page, with the paths of a test. */
function htmlBelow(file, line) {
  const [, below] = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split(`\n${line}\n`);
  assert.ok(below, `${file}: ${line}`);
  return /^```html\n(.*?)^```$/ms.exec(below)[1].replaceAll('/path/to/', '/dist/');
}
const TAG = /<script type="module".*<\/script>/.exec(htmlBelow('README.md', 'For the owner:'))[0];
const [ELEMENT] = /<daily-owner-room.*<\/daily-owner-room>/.exec(htmlBelow('README.md', 'For the owner:'));

/** The documented owner's side, which asks a server for a token. */
const OWNERS = {
  'the readme': ELEMENT + htmlBelow('README.md', '### The owner’s token'),
  'the page about tokens': htmlBelow('docs/tokens.md', '## In the page'),
};

const html = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${body}</html>`;
const FORM = '<daily-knock-form></daily-knock-form>';

const PAGES = {
  ...Object.fromEntries(
    Object.entries(SCRIPTS).flatMap(([name, script]) => [
      [`/named/${name}`, script(HOSTS) + FORM],
      [`/unnamed/${name}`, script('') + FORM],
      [`/none/${name}`, script('data-room-hosts=""') + FORM],
      [`/taken/${name}`, TAKEN + script(HOSTS) + FORM],
    ]),
  ),
  '/configured/the module': `${FORM}<script type="module">
    import { configure } from '/dist/daily-knock.js';
    configure({ roomHosts: ['your-team.daily.co'] });
  </script>`,
  '/configured/the classic script': `${SCRIPTS['the classic script']('data-room-hosts="evil.example"')}
    <script>dailyKnock.configure({ roomHosts: ['your-team.daily.co'] });</script>${FORM}`,
  '/twice': `${SCRIPTS['the module']('')}${SCRIPTS['the classic script'](HOSTS)}${FORM}`,
  '/twice-configured': `${SCRIPTS['the classic script']('')}${FORM}<script type="module">
    import { configure } from '/dist/daily-knock.js';
    configure({ roomHosts: ['your-team.daily.co'] });
  </script>`,
  '/begins': `${SCRIPTS['the module'](HOSTS)}
    <daily-owner-room auto-join room-url="${EVIL}" user-name="Olga"></daily-owner-room>
    <daily-knock-form auto-knock room-url="${EVIL}" user-name="Ana"></daily-knock-form>
    <script>for (const element of document.querySelectorAll('daily-owner-room'))
      element.getToken = ({ roomUrl }) => fetch('/asked?' + roomUrl);</script>`,
  ...Object.fromEntries(
    Object.entries(OWNERS).flatMap(([name, owner]) => [
      [`/ours/${name}`, TAG + owner],
      [`/another-host/${name}`, `<daily-owner-room auto-join room-url="${EVIL}"></daily-owner-room>${TAG}${owner}`],
      [
        `/another-host-of-this-id/${name}`,
        `<daily-owner-room id="owner" auto-join room-url="${EVIL}"></daily-owner-room>${TAG}${owner}`,
      ],
      [
        `/another-room-of-this-id/${name}`,
        `<daily-owner-room id="owner" auto-join
          room-url="https://your-team.daily.co/another"></daily-owner-room>${TAG}${owner}`,
      ],
    ]),
  ),
};

for (const browserName of browserNames) {
  describe(`room hosts in ${browserName}`, () => {
    let browser, server;

    before(async () => {
      server = await serve({
        pages: {
          ...Object.fromEntries(Object.entries(PAGES).map(([path, body]) => [encodeURI(path), { body: html(body) }])),
          '/your-server/owner-token': { method: 'POST', body: 'a-token', headers: { 'Content-Type': 'text/plain' } },
        },
      });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    const visit = async (path) => {
      const opened = await open(browser, server.url + encodeURI(path));
      await opened.page.waitForFunction(() =>
        document.querySelector('daily-knock-form, daily-owner-room')?.matches(':defined'),
      );
      return opened;
    };

    /** What comes of a knock at each of these rooms; nothing is sent. */
    const knocks = (page, ...links) =>
      page.evaluate(async (rooms) => {
        const form = document.querySelector('daily-knock-form');
        form.addEventListener('daily-before-knock', (event) => event.preventDefault());
        const outcomes = [];
        for (const roomUrl of rooms)
          outcomes.push(await form.knock({ roomUrl, userName: 'Ana' }).catch(({ code }) => code));
        return outcomes;
      }, links);

    for (const name of Object.keys(SCRIPTS)) {
      it(`${name}: the attribute sets the list`, async () => {
        const { page, problems } = await visit(`/named/${name}`);
        assert.deepEqual(await knocks(page, EVIL, OURS), ['invalid-room-url', 'cancelled']);
        assert.deepEqual(troubles(problems), []);
        await page.close();
      });

      it(`${name}: without the attribute all hosts are allowed, with an empty one none`, async () => {
        const { page } = await visit(`/unnamed/${name}`);
        assert.deepEqual(await knocks(page, EVIL, OURS), ['cancelled', 'cancelled']);
        await page.close();
        const { page: empty } = await visit(`/none/${name}`);
        assert.deepEqual(await knocks(empty, EVIL, OURS), ['invalid-room-url', 'invalid-room-url']);
        await empty.close();
      });

      it(`${name}: content cannot replace the attribute`, async () => {
        const { page } = await visit(`/taken/${name}`);
        assert.deepEqual(await knocks(page, EVIL, OURS), ['invalid-room-url', 'cancelled']);
        await page.close();
      });
    }

    for (const name of ['the module', 'the classic script']) {
      it(`${name}: a script of the page sets the list`, async () => {
        const { page } = await visit(`/configured/${name}`);
        assert.deepEqual(await knocks(page, EVIL, OURS), ['invalid-room-url', 'cancelled']);
        await page.close();
      });
    }

    for (const path of ['/twice', '/twice-configured']) {
      it(`a second copy has the same list: ${path}`, async () => {
        const { page } = await visit(path);
        assert.deepEqual(await knocks(page, EVIL, OURS), ['invalid-room-url', 'cancelled']);
        await page.close();
      });
    }

    it('for a room of another host nothing of Daily is fetched, and no token is requested', async () => {
      const { page, requests } = await visit('/begins');
      for (const [tag, name] of [
        ['daily-owner-room', 'Join'],
        ['daily-knock-form', 'Knock'],
      ]) {
        const element = await page.waitForSelector(tag);
        await element.waitForSelector(byRole('alert', 'This page does not allow rooms of that site'));
        for (const [role, what] of [
          ['textbox', 'Your name'],
          ['button', name],
        ])
          await (await element.waitForSelector(byRole(role, what))).click();
      }
      await page.waitForNetworkIdle({ idleTime: 300 });
      assert.deepEqual(
        requests.filter((url) => /daily-js|daily\.co|evil|asked/.test(url)),
        [],
      );
      await page.close();
    });

    const tokensIn = (requests) => requests.filter((url) => url.endsWith('/your-server/owner-token')).length;

    for (const name of Object.keys(OWNERS)) {
      it(`${name}: the code requests a token for its own room`, async () => {
        const { page, requests } = await visit(`/ours/${name}`);
        const asked = page.waitForRequest((request) => request.url().endsWith('/your-server/owner-token'));
        if (await page.$eval('daily-owner-room', (owner) => !owner.userName))
          await page.locator(byRole('textbox', 'Your name')).fill('Olga');
        await page.locator(byRole('button', 'Join')).click();
        await asked;
        assert.equal(tokensIn(requests), 1);
        await page.close();
      });

      for (const [path, code] of [
        ['/another-host', 'invalid-room-url'],
        ['/another-host-of-this-id', 'invalid-room-url'],
        ['/another-room-of-this-id', 'token-failed'],
      ]) {
        it(`${name}: the code returns no token for another author’s room: ${path}`, async () => {
          const { page, requests } = await visit(`${path}/${name}`);
          const problem = await page.evaluate(
            () =>
              new Promise((tell) => {
                const author = document.querySelector('daily-owner-room');
                author.addEventListener('daily-error', ({ detail }) => tell(detail.error.code));
                author.join({ userName: 'Olga' }).catch((error) => tell(error.code));
              }),
          );
          assert.equal(problem, code);
          assert.equal(tokensIn(requests), 0);
          await page.close();
        });
      }
    }
  });
}
