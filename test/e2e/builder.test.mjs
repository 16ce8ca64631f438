// The demo's builder: what a visitor chooses is in the code, and the copied code works in a page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TARGETS } from '../../demo/builder-code.js';
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
