// Pages that were not made with these elements in mind: where their scripts, styles and containers can get in the way.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

/** Once a name has been typed, the call machine is fetched: from here, as Daily's cloud may be out of reach. */
const MACHINE = `<script>
  globalThis.dailyKnockCallOptions = () => ({
    dailyConfig: { bundlePathOverride: location.origin + '/dist/local-room', avoidEval: true },
  });
</script>`;
const page = (head, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>${MACHINE}${head}<body>${body}</body></html>`;
const GUEST = '<daily-knock-form room-url="https://local-room.localhost/foreign"></daily-knock-form>';
const MODULE = '<script type="module" src="/dist/daily-knock.js"></script>';
const LOCAL = '<script type="module" src="/dist/local-room/daily-knock.js?room=foreign"></script>';

/** What sheets of sites say of all elements, of all buttons, and of all tags that stand in the elements. */
const SHEET = `<style>
  *, *::before, *::after { box-sizing: content-box; margin: 0; padding: 0; border: 0; outline: 0; float: none; }
  button, input, label, h2, p, form, section, slot, svg {
    all: unset !important; display: none !important; color: red !important; padding: 5em !important;
  }
  .card, .field, .actions, .primary { position: fixed !important; transform: rotate(90deg) !important; }
  #heading, #user-name { display: none !important; }
  [part] { visibility: hidden !important; }
</style>`;

/** A reset of everything, and what docs/theming.md says against it. */
const RESET = `<style>
  *:not(html, iframe, canvas, img, svg, video, audio) { all: unset; display: revert; }
  :is(daily-knock-form, daily-owner-room, daily-waiting-list, daily-video-tile) { all: revert-layer; }
</style>`;

const PLACES = {
  'a module in the head': page(MODULE, GUEST),
  'an async module': page(MODULE.replace('<script', '<script async'), GUEST),
  'a module at the end of the body': page('', GUEST + MODULE),
  'a classic script in the head': page('<script src="/dist/daily-knock.iife.js"></script>', GUEST),
  'a classic script with defer': page('<script defer src="/dist/daily-knock.iife.js"></script>', GUEST),
  'a classic script with async': page('<script async src="/dist/daily-knock.iife.js"></script>', GUEST),
  'a classic script at the end of the body': page('', `${GUEST}<script src="/dist/daily-knock.iife.js"></script>`),
  'a sub-folder': page(MODULE.replace('/dist/', '/site/assets/knock/'), GUEST),
};

const PAGES = {
  '/plain': page(MODULE, GUEST),
  '/styled': page(SHEET + MODULE, GUEST),
  '/reset': page(RESET + MODULE, GUEST),
  '/form': page(MODULE, `<form action="/sent"><input name="mine" value="1">${GUEST}<button>Send</button></form>`),
  '/dialog': page(
    MODULE,
    `<button onclick="document.querySelector('dialog').showModal()">Open</button>
    <dialog><form method="dialog">${GUEST}</form></dialog>`,
  ),
  '/shortcuts': page(
    `${MODULE}<script>
      globalThis.heard = [];
      for (const type of ['keydown', 'keypress', 'keyup'])
        document.addEventListener(type, (event) => {
          const { key, ctrlKey, target } = event;
          if (['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return;
          heard.push(type + ' ' + (ctrlKey ? 'Ctrl+' : '') + key);
          if (!['Tab', 'Enter'].includes(key)) event.preventDefault();
        });
    </script>`,
    GUEST.replace('></', '><input slot="footer" aria-label="Voucher"></'),
  ),
  // Its server names no encoding, for the script neither.
  '/latin-1': {
    body: page('<script src="/latin-1/daily-knock.iife.js"></script>', GUEST).replace('utf-8', 'iso-8859-1'),
    headers: { 'Content-Type': 'text/html' },
  },
  '/guest': page(LOCAL, GUEST),
  '/shell': page(
    `${LOCAL}<script>
      customElements.define('site-shell', class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: 'open' }).append(document.querySelector('template').content.cloneNode(true)); }
      });
      globalThis.events = [];
      for (const name of ['daily-joined', 'daily-knock', 'daily-admitted'])
        document.addEventListener(name, ({ target }) => events.push(name + ' ' + target.localName));
    </script>`,
    `<template><daily-owner-room room-url="https://local-room.localhost/foreign" user-name="Olga"></daily-owner-room></template>
    <site-shell></site-shell>
    <iframe src="/guest" title="Guest" width="600" height="500" allow="camera; microphone"></iframe>`,
  ),
  '/beside': page(`<script type="module" src="/other-lit.js"></script>${MODULE}`, `${GUEST}<other-lit></other-lit>`),
};

for (const browserName of browserNames) {
  describe(`in pages of other sites in ${browserName}`, () => {
    let browser, site;

    before(async () => {
      const places = Object.entries(PLACES).map(([name, html]) => [`/${encodeURIComponent(name)}`, html]);
      site = await serve({
        pages: {
          ...PAGES,
          ...Object.fromEntries(places),
          '/other-lit.js': await otherLit(),
          '/latin-1/daily-knock.iife.js': {
            body: readFileSync(new URL('../../dist/daily-knock.iife.js', import.meta.url), 'utf8'),
            headers: { 'Content-Type': 'text/javascript' },
          },
        },
        paths: { '/site/assets/knock/': 'dist', '/latin-1/': 'dist' },
      });
      browser = await launch(browserName);
    });

    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const opened = async (path) => {
      const { page: tab, problems } = await open(browser, site.url + path);
      await tab.waitForSelector(byRole('textbox', 'Your name'));
      return { tab, problems };
    };
    /** The guest's name typed, and Knock pressed; the page prevents the rest, and says who asked. */
    const asks = async (tab, how) => {
      const asked = tab.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener(
              'daily-before-knock',
              (event) => {
                event.preventDefault();
                resolve(event.detail.userName);
              },
              { once: true },
            ),
          ),
      );
      await tab.locator(byRole('textbox', 'Your name')).fill('Gus');
      await how();
      return asked;
    };
    const press = (tab) => () => tab.locator(byRole('button', 'Knock')).click();

    for (const name of Object.keys(PLACES)) {
      it(`works from ${name}`, async () => {
        const { tab, problems } = await opened(`/${encodeURIComponent(name)}`);
        assert.equal(await asks(tab, press(tab)), 'Gus');
        assert.deepEqual(troubles(problems), []);
        await tab.close();
      });
    }

    it('looks the same under a style sheet that restyles everything', async () => {
      const boxes = async (path) => {
        const { tab } = await opened(path);
        const found = [];
        for (const [role, name] of [['heading'], ['textbox', 'Your name'], ['button', 'Knock']]) {
          const element = await tab.$(byRole(role, name));
          found.push(
            await element?.evaluate((shown) => {
              const { width, height } = shown.getBoundingClientRect();
              const { color, backgroundColor, padding, borderWidth } = getComputedStyle(shown);
              return { width, height, color, backgroundColor, padding, borderWidth };
            }),
          );
        }
        const host = await tab.$eval('daily-knock-form', (element) => element.getBoundingClientRect().height);
        await tab.close();
        return { found, host };
      };
      // The page's own margin is for the page to choose.
      const narrowed = ({ found, host }) => ({ host, found: found.map((each) => ({ ...each, width: undefined })) });
      const plain = narrowed(await boxes('/plain'));
      for (const path of ['/styled', '/reset']) assert.deepEqual(narrowed(await boxes(path)), plain, path);
    });

    it('does not submit a form around it, and is not part of its data', async () => {
      const { tab } = await opened('/form');
      assert.equal(await asks(tab, press(tab)), 'Gus');
      assert.equal(await asks(tab, () => tab.keyboard.press('Enter')), 'Gus');
      assert.equal(new URL(tab.url()).pathname, '/form');
      assert.deepEqual(await tab.evaluate(() => [...new FormData(document.querySelector('form'))]), [['mine', '1']]);
      await tab.close();
    });

    it('does not close a dialog around it', async () => {
      const { page: tab, problems } = await open(browser, `${site.url}/dialog`);
      await tab.locator(byRole('button', 'Open')).click();
      await tab.waitForSelector(byRole('textbox', 'Your name'));
      assert.equal(await asks(tab, press(tab)), 'Gus');
      assert.equal(await tab.$eval('dialog', (dialog) => dialog.open), true);
      assert.deepEqual(troubles(problems), []);
      await tab.close();
    });

    it('types what the page has shortcuts for, and leaves it the keys that type nothing', async () => {
      const { tab, problems } = await opened('/shortcuts');
      const name = await tab.waitForSelector(byRole('textbox', 'Your name'));
      const heard = () => tab.evaluate(() => globalThis.heard.splice(0));
      await name.focus();
      await tab.keyboard.type('Gus /?');
      for (const key of ['Backspace', 'Home', 'Delete', 'ArrowRight', 'End']) await tab.keyboard.press(key);
      assert.equal(await name.evaluate((field) => field.value), 'us /');
      assert.deepEqual(await heard(), []);
      await tab.keyboard.press('Escape');
      await tab.keyboard.press('F2');
      await tab.keyboard.down('Control');
      await tab.keyboard.press('k');
      await tab.keyboard.up('Control');
      const pressed = (await heard()).filter((each) => each.startsWith('keydown'));
      assert.deepEqual(pressed, ['keydown Escape', 'keydown F2', 'keydown Ctrl+Control', 'keydown Ctrl+k']);
      const button = await tab.waitForSelector(byRole('button', 'Knock'));
      await button.focus();
      await tab.keyboard.press('s');
      assert.equal((await heard())[0], 'keydown s', 'On a button nothing is typed.');
      const voucher = await tab.waitForSelector('input');
      await voucher.evaluate((field) => field.addEventListener('keydown', ({ key }) => globalThis.heard.push(key)));
      await tab.evaluate(() =>
        document.querySelector('daily-knock-form').addEventListener('keydown', ({ key }) => globalThis.heard.push(key)),
      );
      await voucher.type('s');
      assert.deepEqual(await heard(), ['s', 's'], 'A field of the page in a slot is the page’s.');
      assert.deepEqual(troubles(problems), []);
      await tab.close();
    });

    it('says what it should as a classic script in a page that is not UTF-8', async () => {
      const { tab, problems } = await opened('/latin-1');
      assert.equal(await tab.evaluate(() => document.characterSet), 'windows-1252');
      // The guest is connecting until there is a token.
      await tab.$eval('daily-knock-form', (form) => (form.getToken = () => new Promise(() => {})));
      await tab.locator(byRole('textbox', 'Your name')).fill('Gus');
      await tab.locator(byRole('button', 'Knock')).click();
      await tab.waitForSelector(byRole('heading', 'Finding the room…'));
      assert.deepEqual(troubles(problems), []);
      await tab.close();
    });

    it('works beside another copy of Lit', async () => {
      const { tab, problems } = await opened('/beside');
      await tab.waitForSelector(byRole('button', 'Another 1'));
      await tab.locator(byRole('button', 'Another 1')).click();
      await tab.waitForSelector(byRole('button', 'Another 2'));
      assert.equal(await asks(tab, press(tab)), 'Gus');
      assert.deepEqual(troubles(problems), []);
      await tab.close();
    });

    it('an owner in another element’s shadow root admits a guest in a frame', async () => {
      const { page: tab, problems } = await open(browser, `${site.url}/shell`);
      const frame = await (await tab.waitForSelector('iframe')).contentFrame();
      const joined = tab.evaluate(async () => {
        await customElements.whenDefined('daily-owner-room');
        const { createToken } = await import('/dist/local-room/index.js');
        const owner = document.querySelector('site-shell').shadowRoot.querySelector('daily-owner-room');
        owner.token = await createToken({ properties: { room_name: 'foreign', is_owner: true } });
        await owner.join();
      });
      await joined;
      await frame.locator(byRole('textbox', 'Your name')).fill('Gus');
      await frame.locator(byRole('button', 'Knock')).click();
      await tab.locator(byRole('button', 'Allow guest Gus')).click();
      await frame.waitForSelector('daily-knock-form[state=admitted]');
      await frame.waitForSelector(byRole('group', 'Olga'));
      assert.deepEqual(
        await tab.evaluate(() => globalThis.events),
        ['daily-joined', 'daily-knock', 'daily-admitted'].map((name) => `${name} site-shell`),
        'The events cross the shadow root.',
      );
      assert.deepEqual(troubles(problems), []);
      await tab.close();
    });
  });
}

/** A page's own element, on a Lit of its own. */
async function otherLit() {
  const code = `
    import { LitElement, html } from 'lit';
    customElements.define('other-lit', class extends LitElement {
      static properties = { count: { type: Number } };
      constructor() { super(); this.count = 1; }
      render() { return html\`<button @click=\${() => (this.count += 1)}>Another \${this.count}</button>\`; }
    });`;
  const bundle = await rollup({
    input: 'other-lit',
    plugins: [
      {
        name: 'code',
        resolveId: (id) => (id === 'other-lit' ? id : null),
        load: (id) => (id === 'other-lit' ? code : null),
      },
      nodeResolve({ browser: true }),
    ],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}
