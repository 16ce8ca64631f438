// A page with one script tag, as a site editor writes it: the built files in real browsers.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

const FORMS = ['daily-owner-room', 'daily-knock-form'];
const CONSUMERS = ['daily-waiting-list', 'daily-video-tile'];
const ELEMENTS = '<daily-knock-form room-url="https://example.daily.co/hello"></daily-knock-form>';
const SCRIPTS = {
  'the module': (from) => `<script type="module" src="${from}/dist/daily-knock.js"></script>`,
  'the classic script': (from) => `<script src="${from}/dist/daily-knock.iife.js"></script>`,
  'the local room': (from) => `<script type="module" src="${from}/dist/local-room/daily-knock.js"></script>`,
};
const html = (script) => `<!doctype html><html lang="en"><title>A page</title>${script}${ELEMENTS}`;

const defined = (page, tags = FORMS) =>
  page.evaluate((names) => Promise.all(names.map((name) => customElements.whenDefined(name))).then(() => {}), tags);
/** An owner in a room of the page, in the place of what it shows. */
const join = (page) =>
  page.evaluate(async () => {
    const { openRoom } = await import('/dist/local-room/testing.js');
    const owner = document.createElement('daily-owner-room');
    document.body.replaceChildren(owner);
    globalThis.room = await openRoom();
    await owner.join({
      roomUrl: globalThis.room.url,
      userName: 'Olga',
      token: await globalThis.room.token({ is_owner: true }),
    });
  });
const knock = (page, userName) => page.evaluate((name) => globalThis.room.knock(name).then(() => {}), userName);
const dailyRequests = (requests) => requests.filter((url) => /daily-js|daily\.co/.test(url));

describe('the files for a script tag', () => {
  it('import one another only when they are needed, so that each can be fetched again', () => {
    const dist = new URL('../../dist/', import.meta.url);
    const files = readdirSync(dist).filter((file) => /^daily-knock.*\.js$/.test(file));
    assert.ok(files.length > 2);
    for (const file of files) {
      const imports = readFileSync(new URL(file, dist), 'utf8').match(/\b(?:import|from) ?"[^"]*"/g);
      assert.equal(imports, null, file);
    }
  });
});

for (const browserName of browserNames) {
  describe(`a script tag in ${browserName}`, () => {
    let browser, host, site;

    before(async () => {
      host = await serve(); // As a host of scripts would: another origin than the site's.
      const pages = Object.entries(SCRIPTS).flatMap(([name, script]) => [
        [`/${encodeURIComponent(name)}`, html(script(''))],
        [`/elsewhere/${encodeURIComponent(name)}`, html(script(host.url))],
      ]);
      const shown = (tags) => html(SCRIPTS['the module']('')) + tags.map((tag) => `<${tag}></${tag}>`).join('');
      pages.push(['/forms', shown(FORMS)], ['/all', shown([...FORMS, ...CONSUMERS])]);
      pages.push(['/versioned', html('<script type="module" src="/dist/daily-knock.js?ver=6.5"></script>')]);
      pages.push(['/twice', html(SCRIPTS['the module']('') + SCRIPTS['the classic script'](''))]);
      site = await serve({ pages: Object.fromEntries(pages) });
      browser = await launch(browserName);
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site, host].map((server) => server?.close()));
    });

    for (const name of Object.keys(SCRIPTS)) {
      it(`${name} registers the forms, with one Lit and without daily-js`, async () => {
        const { page, problems, requests } = await open(browser, `${site.url}/${encodeURIComponent(name)}`);
        await defined(page);
        await page.waitForSelector(byRole('textbox'));
        assert.equal(await page.evaluate(() => globalThis.litElementVersions.length), 1, 'One copy of Lit');
        assert.deepEqual(dailyRequests(requests), [], 'Nobody has shown intent yet.');
        assert.deepEqual(troubles(problems), []);
        await page.close();
      });

      it(`${name} fetches daily-js on intent, from its own folder`, async () => {
        const { page, problems, requests } = await open(browser, `${site.url}/elsewhere/${encodeURIComponent(name)}`);
        await defined(page);
        const fetched = page.waitForResponse((response) => response.url().endsWith('/daily-js.js'));
        await page.locator(byRole('textbox')).click();
        const response = await fetched;
        assert.equal(response.status(), 200);
        await defined(page, CONSUMERS);
        assert.deepEqual(dailyRequests(requests), [`${host.url}/dist/daily-js.js`]);
        assert.deepEqual(troubles(problems), []);
        await page.close();
      });
    }

    it('loads one file before intent, the one with a limit in .size-limit.mjs', async () => {
      const { page, requests } = await open(browser, `${site.url}/forms`);
      await defined(page);
      await page.waitForSelector(byRole('textbox'));
      await page.waitForNetworkIdle({ idleTime: 300 });
      const scripts = requests.map((url) => new URL(url).pathname).filter((path) => path.startsWith('/dist/'));
      assert.deepEqual(scripts, ['/dist/daily-knock.js']);
      await page.close();
    });

    it('fetches the consumer elements when the page has one, at once or later', async () => {
      const there = await open(browser, `${site.url}/all`);
      await defined(there.page, CONSUMERS);
      await there.page.close();
      const { page, requests } = await open(browser, `${site.url}/forms`);
      await defined(page);
      const called = () => requests.some((url) => url.includes('daily-knock-call-'));
      assert.equal(called(), false);
      await page.evaluate(() => {
        const box = document.createElement('div');
        box.append(document.createElement('daily-video-tile'));
        document.body.append(box);
      });
      await defined(page, CONSUMERS);
      await page.close();
      const inShadow = await open(browser, `${site.url}/forms`);
      await defined(inShadow.page);
      await inShadow.page.evaluate(async () => {
        const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
        root.append(document.createElement('daily-waiting-list'));
        const { loadElements } = await import('/dist/daily-knock.js');
        await loadElements();
      });
      await defined(inShadow.page, CONSUMERS);
      await inShadow.page.close();
    });

    it('fetches the consumer elements again for another one, and when the network is back', async () => {
      const { page, requests } = await open(browser, `${site.url}/forms`);
      await defined(page);
      let isAway = true;
      await page.setRequestInterception(true);
      page.on('request', (request) =>
        isAway && request.url().includes('-call-') ? void request.abort() : void request.continue(),
      );
      await page.evaluate(() => {
        globalThis.failures = 0;
        console.error = () => (globalThis.failures += 1);
      });
      for (const [index, tag] of CONSUMERS.entries()) {
        await page.evaluate((name) => void document.body.append(document.createElement(name)), tag);
        await page.waitForFunction((count) => globalThis.failures === count, {}, index + 1);
      }
      assert.equal(requests.filter((url) => url.includes('-call-')).length, 2);
      isAway = false;
      await page.evaluate(() => void dispatchEvent(new Event('online')));
      await defined(page, CONSUMERS);
      await page.close();
    });

    it('loads once, whatever a CMS adds to the address of its script', async () => {
      const { page, problems, requests } = await open(browser, `${site.url}/versioned`);
      await defined(page);
      await page.locator(byRole('textbox')).click();
      await defined(page, CONSUMERS);
      await page.locator(byRole('button', 'Try camera and microphone')).click();
      await page.waitForSelector(byRole('button', 'Switch off again'));
      await join(page);
      await knock(page, 'Ana');
      await page.waitForFunction(() => document.title !== 'A page'); // By the alerts.
      await page.locator(byRole('button', 'Devices')).click();
      await page.waitForSelector(byRole('combobox', 'Camera'));
      assert.deepEqual(
        requests.filter((url) => url.includes('/daily-knock.js')),
        [`${site.url}/dist/daily-knock.js?ver=6.5`],
      );
      assert.equal(await page.evaluate(() => globalThis.litElementVersions.length), 1);
      assert.deepEqual(troubles(problems), []);
      await page.close();
    });

    for (const name of ['the module', 'the classic script']) {
      it(`${name} fetches the table of look-alikes when a name needs it, and again after a failure`, async () => {
        const { page, requests } = await open(browser, `${site.url}/${encodeURIComponent(name)}`);
        await defined(page);
        const sought = () => requests.filter((url) => url.includes('/confusables.js')).length;
        let isAway = true;
        await page.setRequestInterception(true);
        page.on('request', (request) =>
          isAway && request.url().includes('/confusables.js') ? void request.abort() : void request.continue(),
        );
        await join(page);
        const names = (...each) =>
          Promise.all(each.map((one) => page.waitForSelector(byRole('button', `Allow guest ${one}`))));
        await knock(page, 'Ana');
        await names('Ana');
        assert.equal(sought(), 0, 'Nothing looks like Ana yet.');
        await knock(page, '\u0410na');
        await names('Ana', '\u0410na');
        await knock(page, 'ana');
        await names('Ana, number 1 of this name', '\u0410na', 'ana, number 2 of this name');
        assert.notEqual(sought(), 0);
        isAway = false;
        await knock(page, 'Bea');
        await names(
          'Ana, number 1 of this name',
          '\u0410na, number 2 of this name',
          'ana, number 3 of this name',
          'Bea',
        );
        await page.close();
      });
    }

    for (const [name, file] of [
      ['the module', 'daily-js.js'],
      ['the module', 'daily-knock-call-'],
      ['the classic script', 'daily-js.js'],
    ]) {
      it(`${name} fetches ${file} again when the network is back`, async () => {
        const { page, requests } = await open(browser, `${site.url}/elsewhere/${encodeURIComponent(name)}`);
        await defined(page);
        let isAway = true;
        await page.setRequestInterception(true);
        page.on('request', (request) =>
          isAway && request.url().includes(file) ? void request.abort() : void request.continue(),
        );
        const knock = () =>
          page.evaluate(async () => {
            const form = document.querySelector('daily-knock-form');
            form.connectTimeout = 3;
            return form.knock({ userName: 'Gina' }).catch((error) => error.code);
          });
        assert.equal(await knock(), 'load-failed');
        assert.equal(await knock(), 'load-failed', 'Still away.');
        assert.equal(
          await page.$eval('daily-knock-form', (form) => `${form.state}, ${form.error.code}`),
          'failed, load-failed',
        );
        await page.waitForSelector(byRole('alert', 'The video service could not be loaded'));
        isAway = false;
        const fetched = page.waitForResponse((response) => response.url().includes(`/${file}`));
        assert.equal(await knock(), 'connection-error', 'Only Daily’s servers are out of reach now.');
        assert.equal((await fetched).status(), 200);
        const asked = requests.filter((url) => url.includes(file));
        assert.ok(new Set(asked).size > 2, 'each time at another address');
        await page.close();
      });
    }

    it('opens what loads later after the code for calls has failed to load once', async () => {
      const { page, problems, requests } = await open(browser, `${site.url}/${encodeURIComponent('the module')}`);
      await defined(page);
      let isAway = true;
      await page.setRequestInterception(true);
      page.on('request', (request) =>
        isAway && request.url().includes('-call-') ? void request.abort() : void request.continue(),
      );
      await page.locator(byRole('button', 'Try camera and microphone')).click();
      await page.waitForSelector(byRole('alert', 'The video service could not be loaded'));
      isAway = false;
      await page.locator(byRole('button', 'Try camera and microphone')).click();
      await page.waitForSelector(byRole('button', 'Switch off again'));
      await join(page);
      await page.locator(byRole('button', 'Devices')).click();
      await page.waitForSelector(byRole('combobox', 'Camera'));
      const loaded = requests.filter((url) => url.includes('-call-')).at(-1);
      assert.equal(requests.filter((url) => url === loaded).length, 1, 'The code for calls is there once.');
      assert.deepEqual(
        problems.filter((problem) => problem.includes('daily-knock')),
        [],
      );
      await page.close();
    });

    it('knocks when its files have loaded, even if the page removes it and puts it back meanwhile', async () => {
      const { page, requests } = await open(browser, `${site.url}/${encodeURIComponent('the module')}`);
      await defined(page);
      await page.setRequestInterception(true);
      const held = new Promise((found) =>
        page.on('request', (request) => (/-call-/.test(request.url()) ? found(request) : void request.continue())),
      );
      await page.evaluate(() => {
        globalThis.form = document.querySelector('daily-knock-form');
        form.connectTimeout = 3;
        globalThis.outcome = form.knock({ userName: 'Gina' }).catch((error) => error.code);
        form.remove();
      });
      void (await held).continue();
      const outcome = await page.evaluate(async () => {
        document.body.append(form);
        return outcome;
      });
      assert.equal(outcome, 'connection-error', 'It has got as far as Daily’s servers, which are out of reach.');
      assert.equal(dailyRequests(requests).filter((url) => url.endsWith('/daily-js.js')).length, 1);
      await page.close();
    });

    it('does nothing but warn once when a page has it already', async () => {
      const { page, problems } = await open(browser, `${site.url}/twice`);
      await defined(page);
      await page.waitForSelector(byRole('textbox'));
      assert.equal(problems.length, 1, problems.join());
      assert.match(problems[0], /^warn: .*second copy of daily-knock/);
      await page.close();
    });
  });
}
