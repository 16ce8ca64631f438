// The demo's builder: what a visitor chooses is in the code, and the copied code works in a page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { transform } from 'esbuild';
import { readGuestLink, readRoom, TARGETS } from '../../demo/builder-code.js';
import { guestLinkOf } from '../../dist/lib/core/guest-link.js';
import { parseRoomUrl } from '../../dist/lib/core/room-url.js';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from './browsers.mjs';

const ROOM = 'https://local-room.localhost/builder';
const choices = {
  side: 'guest',
  roomUrl: 'https://your-team.daily.co/tea?x="1"&y',
  language: 'de',
  attributes: { 'start-video-off': false, 'start-audio-off': true, 'answer-timeout': 60 },
  style: { '--daily-radius': '2px' },
  base: '/path/to',
  integrity: {},
};

describe('the code of the builder', () => {
  for (const [name, { code }] of Object.entries(TARGETS)) {
    it(`${name}: has the choices, and nothing that was not chosen`, () => {
      const text = code(choices);
      assert.match(text, /your-team\.daily\.co\/tea/);
      assert.match(text, /lang="de"/);
      assert.match(text, /(?:answer-timeout="60"|answerTimeout=\{60\})/);
      assert.match(text, /start-audio-off|startAudioOff/);
      assert.match(text, /--daily-radius: 2px/);
      assert.doesNotMatch(text, /start-video-off|startVideoOff|getToken|undefined|false/);
      if (name !== 'wordpress')
        assert.match(text, /roomHosts: \["your-team\.daily\.co"\]|data-room-hosts="your-team\.daily\.co"/);
    });

    it(`${name}: a room link cannot end its attribute`, () => {
      assert.doesNotMatch(code(choices), /x="1"/);
    });
  }

  for (const name of ['module', 'classic', 'npm', 'react', 'vue'])
    it(`${name}: the owner’s token is requested for this room only`, () => {
      const text = TARGETS[name].code({ ...choices, side: 'owner' });
      assert.match(text, /getToken/);
      assert.match(text, /if \(roomUrl !== ROOM\) throw/);
    });

  for (const loader of ['jsx', 'tsx'])
    for (const side of ['guest', 'owner'])
      it(`react: the component of the ${side} is ${loader}`, async () => {
        const roomUrl = 'https://your-team.daily.co/tea?a=1&copy;=2';
        const [component] = TARGETS.react.code({ ...choices, side, roomUrl }).split('/* CSS */');
        const { code } = await transform(component, { loader, jsx: 'automatic' });
        assert.match(code, /"room-url": "[^"]+a=1&copy;=2"/);
      });

  it('wordpress: options of the call are attributes of the shortcode; only a language needs the element', () => {
    const { code } = TARGETS.wordpress;
    const plain = { ...choices, roomUrl: 'https://your-team.daily.co/tea', language: '', style: {} };
    assert.equal(
      code(plain),
      '[daily-knock room="https://your-team.daily.co/tea" start-audio-off answer-timeout="60"]',
    );
    assert.match(code({ ...plain, language: 'de' }), /^<daily-knock-form/);
    assert.match(code({ ...plain, attributes: { 'guest-link': 'https://example.com/?x[]=1' } }), /^<daily-knock-form/);
    // The plugin refuses links with a query.
    assert.match(code({ ...plain, roomUrl: 'https://your-team.daily.co/tea?t=1#x' }), /room="https:[^ ]+\/tea" /);
  });

  it('wordpress: says where CSS goes in a classic theme, and in a block theme', () => {
    const text = TARGETS.wordpress.code(choices);
    assert.match(text, /Classic theme: Appearance → Customize → Additional CSS/);
    assert.match(text, /Block theme, WordPress 6\.2 and later: Appearance → Editor → Styles → Additional CSS/);
    const [css] = /\/\*[^]*/.exec(text);
    assert.equal(css.replace(/\/\*.*?\*\//s, '').trim(), 'daily-knock-form {\n  --daily-radius: 2px;\n}');
  });

  const integrity = Object.fromEntries(
    [
      'daily-knock.js',
      'daily-knock.iife.js',
      'daily-knock-call-1.js',
      'daily-js.js',
      'languages/de.js',
      'languages/zh.js',
      'languages/zh-hant.js',
    ].map((file) => [file, `sha384-${file}`]),
  );
  const mapOf = (text) => JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(text)[1]).integrity;

  for (const [language, files] of [
    ['de', ['/path/to/languages/de.js']],
    ['zh-Hans', ['/path/to/languages/zh.js']],
    ['zh-Hant', ['/path/to/languages/zh-hant.js']],
    ['', ['/path/to/languages/de.js', '/path/to/languages/zh.js', '/path/to/languages/zh-hant.js']],
  ])
    it(`has the hash of each language that the page may need: ${language || 'the page’s own'}`, () => {
      for (const [kind, own] of [
        ['module', ['/path/to/daily-knock-call-1.js']],
        ['classic', []],
      ]) {
        const map = mapOf(TARGETS[kind].code({ ...choices, language, integrity }));
        assert.deepEqual(Object.keys(map).sort(), ['/path/to/daily-js.js', ...own, ...files].sort());
      }
    });

  it('has addresses that an import map takes, and a folder cannot end the script', () => {
    for (const [base, first] of [
      ['dist', './dist/daily-js.js'],
      ['', '/daily-js.js'],
      ['../dist', '../dist/daily-js.js'],
      ['https://cdn.example', 'https://cdn.example/daily-js.js'],
      ['/</script><script>', '/</script><script>/daily-js.js'],
    ])
      assert.ok(first in mapOf(TARGETS.module.code({ ...choices, base, integrity })), base);
  });
});

describe('a room link in the builder', () => {
  for (const [text, link] of [
    ['https://your-team.daily.co/tea', 'https://your-team.daily.co/tea'],
    [' Your-Team.daily.co/tea\u200b', 'https://your-team.daily.co/tea'],
    ['https://your-team.daily.co:443/tea', 'https://your-team.daily.co/tea'],
    ['https://your-team.daily.co:8443/tea?t=1', 'https://your-team.daily.co:8443/tea?t=1'],
    ['', undefined],
    ['tea', undefined],
    ['https://your-team.daily.co/', undefined],
    ['javascript:alert(1)', undefined],
    ['http://your-team.daily.co/tea', undefined],
    ['https://me:secret@your-team.daily.co/tea', undefined],
    ['Join: https://your-team.daily.co/tea', undefined],
    ['https:/your-team.daily.co/tea', undefined],
    ['https://your-team.daily.co/tea.', undefined],
    ['https://your-team.daily.co/tea?', undefined],
    ['https://your-team.daily.co/tea?x[]=1', undefined],
    ["https://your-team.daily.co/o'brien", undefined],
    ['https://your-team.daily.co/caf\u00e9', 'https://your-team.daily.co/caf%C3%A9'],
    ['https://your-team.daily.co/tea加入', undefined],
    ['https://your-team.daily.co/tea😀', undefined],
    ['https://your-team.daily.co/tea–', undefined],
    ['https://your-team.daily.co/tea|', undefined],
    ['https://your-team.daily.co/tea?t=1~', undefined],
    ['https://your-team.daily.co/tea%20', undefined],
    ['https://your-team.daily.co/tea%E2%80%8B', undefined],
    ['https://your-team.daily.co/my%20tea', 'https://your-team.daily.co/my%20tea'],
    ['https://your-team.daily.co/tea&amp;x=1', undefined],
    ['https://your-team.daily.co/tea?t=1&amp;x=1', undefined],
    ['https://https://your-team.daily.co/tea', undefined],
    ['.your-team.daily.co/tea', undefined],
  ])
    it(`${JSON.stringify(text)} is ${link ?? 'none'}`, () => {
      assert.equal(readRoom(text), link);
      // With another link, getToken would refuse its own room.
      if (link) assert.equal(parseRoomUrl(text), link);
    });
});

describe('the address of the guests’ page in the builder', () => {
  for (const [text, link] of [
    ['', ''],
    [' https://example.com/meet ', 'https://example.com/meet'],
    ['http://localhost:8000/guest.html', 'http://localhost:8000/guest.html'],
    ['example.com/meet', 'https://example.com/meet'],
    ['example.com:8443', 'https://example.com:8443/'],
    ['www.example.com?page_id=5', 'https://www.example.com/?page_id=5'],
    ['meet', undefined],
    ['meet.html', undefined],
    ['our page', undefined],
    ['javascript:alert(1)', undefined],
    ['mailto:me@example.com', undefined],
    ['https://', undefined],
    ['https://me:secret@example.com/meet', undefined],
  ])
    it(`${JSON.stringify(text)} is ${link ?? 'none'}`, () => {
      assert.equal(readGuestLink(text), link);
      if (link) assert.equal(guestLinkOf(link, ROOM, 'https://page.example/'), link);
    });
});

for (const browserName of browserNames) {
  describe(`the builder in ${browserName}`, () => {
    let server, browser, page, problems;
    const pages = {};
    const visit = async (path) => ({ page, problems } = await open(browser, server.url + path));
    const choose = async (role, name) => (await page.waitForSelector(byRole(role, name))).click();
    const code = () => page.$eval('#code', (element) => element.textContent);
    const codeHas = (text) =>
      page.waitForFunction((wanted) => document.querySelector('#code').textContent.includes(wanted), {}, text);

    /** The texts that describe a field, hidden ones as well. */
    const described = (field) =>
      field.evaluate((input) =>
        input
          .getAttribute('aria-describedby')
          .split(' ')
          .map((id) => document.getElementById(id).textContent)
          .join(' '),
      );

    before(async () => {
      server = await serve({ pages });
      browser = await launch(browserName);
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    it('shows the chosen side in the preview, and the owner can join there', async () => {
      await visit('/builder.html');
      await codeHas('<daily-knock-form');
      await choose('button', 'Knock');
      await page.waitForSelector('.preview daily-knock-form');
      await page.click('input[value="owner"]');
      await codeHas('getToken');
      await choose('button', 'Join');
      await page.waitForSelector('.preview [state="joined"]');
      await page.click('input[value="Blue"]');
      await codeHas('--daily-accent');
      assert.equal(await page.$eval('.preview [state]', (element) => element.state), 'joined');
      assert.deepEqual(troubles(problems), []);
      await page.close();
    });

    it('says that a text is no room link, and does not put it into the code', async () => {
      await visit('/builder.html');
      await codeHas('your-team.daily.co/your-room');
      const field = await page.waitForSelector(byRole('textbox', 'Room link'));
      await field.click({ count: 3 });
      await field.type('our usual room');
      await page.waitForFunction(() => /not a link to a room/.test(document.querySelector('main').innerText));
      assert.doesNotMatch(await code(), /usual/);
      await field.click({ count: 3 });
      await field.type('Acme.daily.co/tea');
      await codeHas('data-room-hosts="acme.daily.co"');
      await codeHas('room-url="https://acme.daily.co/tea"');
      assert.doesNotMatch(await page.$eval('main', (main) => main.innerText), /not a link/);
      assert.doesNotMatch(await described(field), /not a link/);
      await page.close();
    });

    it('says that a text is no address of a page, and completes one without https://', async () => {
      await visit('/builder.html');
      await codeHas('your-team.daily.co/your-room');
      await page.click('input[value="owner"]');
      const field = await page.waitForSelector(byRole('textbox', 'Address of the guests’ page'));
      for (const text of ['meet', 'javascript:alert(1)']) {
        await field.click({ count: 3 });
        await field.type(text);
        await page.waitForFunction(() => /not the address of a page/.test(document.querySelector('main').innerText));
        assert.equal(await field.evaluate((input) => input.getAttribute('aria-invalid')), 'true');
        assert.match(await described(field), /not the address of a page/);
        assert.doesNotMatch(await code(), /guest-link|javascript:/);
      }
      await field.click({ count: 3 });
      await field.type('example.com/meet');
      await codeHas('guest-link="https://example.com/meet"');
      assert.doesNotMatch(await page.$eval('main', (main) => main.innerText), /not the address/);
      assert.doesNotMatch(await described(field), /not the address/);
      await page.close();
    });

    it('offers the present code where the page may not copy', async () => {
      await visit('/builder.html');
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('No.')) } });
      });
      const offered = async (text) => {
        await choose('button', 'Copy');
        await page.waitForFunction(
          (wanted) => document.activeElement.matches('textarea') && document.activeElement.value.includes(wanted),
          {},
          text,
        );
      };
      await offered('type="module"');
      await page.click('input[value="classic"]');
      await codeHas('daily-knock.iife.js');
      assert.equal(await page.$('textarea'), null);
      await offered('daily-knock.iife.js');
      await page.close();
    });

    for (const target of ['module', 'classic'])
      it(`${target}: the copied code works in a page, with the hashes of its scripts`, async () => {
        await visit('/builder.html');
        await codeHas('<daily-knock-form');
        await page.click(`input[value="${target}"]`);
        await page.$eval('[name="room"]', (input, value) => (input.value = value), ROOM);
        await page.$eval('[name="base"]', (input, value) => (input.value = value), `${server.url}/dist/`);
        await page.click('[name="integrity"]');
        await codeHas('integrity="sha384-');
        const copied = await code();
        await page.close();
        pages[`/copied-${target}`] =
          `<!doctype html><html lang="en"><head><title>Copied</title></head><body>${copied}</body></html>`;
        await visit(`/copied-${target}`);
        await page.waitForSelector(byRole('button', 'Knock'));
        // What loads later is checked as well.
        await page.evaluate(() =>
          document
            .querySelector('daily-knock-form')
            .knock()
            .catch(() => {}),
        );
        await page.evaluate(() => document.querySelector('daily-knock-form').setCamera(false));
        await choose('button', 'Knock');
        await page.waitForSelector(byRole('textbox', 'Your name'));
        assert.deepEqual(troubles(problems), []);
        await page.close();
      });
  });
}
