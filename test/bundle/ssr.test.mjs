// Rendering on a server, with @lit-labs/ssr: the forms are in the page's HTML and are shown before any script has come; then the
// elements take them over as they are.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open } from '../e2e/browsers.mjs';
import { install, tool, write } from './consumer.mjs';

const ROOM = 'https://example.daily.co/room';
const SERVER = `
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'daily-knock/define';

const shown = (template) => collectResult(render(template));
console.log(JSON.stringify({
  guest: await shown(html\`<daily-knock-form room-url="${ROOM}"></daily-knock-form>\`),
  owner: await shown(html\`<daily-owner-room room-url="${ROOM}"></daily-owner-room>\`),
  named: await shown(html\`<daily-knock-form user-name=\${'"><script>alert(1)</script>'}></daily-knock-form>\`),
  list: await shown(html\`<daily-waiting-list></daily-waiting-list>\`),
  tile: await shown(html\`<daily-video-tile session-id="local"></daily-video-tile>\`),
  // What begins by itself does so in the browser only.
  auto: await shown(html\`<daily-knock-form auto-knock user-name="Gus" room-url="${ROOM}"></daily-knock-form>
    <daily-owner-room auto-join user-name="Olga" room-url="${ROOM}" .token=\${'secret'}></daily-owner-room>\`),
}));
`;
const CLIENT = `
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'daily-knock/define';
`;

const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><body>${body}`;

describe('server-side rendering', () => {
  let shown, client;

  before(async () => {
    const { folder } = await install('ssr');
    await write(folder, { 'server.mjs': SERVER, 'client.js': CLIENT });
    const { ok, output } = await tool(folder, 'node', ['server.mjs']);
    assert.ok(ok, output);
    shown = JSON.parse(output.trim().split('\n').at(-1));
    const bundle = await rollup({
      input: `${folder}/client.js`,
      external: ['@daily-co/daily-js'],
      plugins: [nodeResolve({ browser: true }), commonjs(), json()],
    });
    const { output: chunks } = await bundle.generate({
      format: 'es',
      inlineDynamicImports: true,
      paths: { '@daily-co/daily-js': '/dist/daily-js.js' },
    });
    await bundle.close();
    client = chunks[0].code;
  });

  it('writes each element with a shadow root of its own, and names as text', () => {
    for (const [name, html] of Object.entries(shown)) assert.match(html, /<template shadowroot="open"/, name);
    assert.ok(!shown.named.includes('<script>'), shown.named);
  });

  it('starts nothing automatically, and writes no token', () => {
    assert.match(shown.auto, /<form/);
    assert.ok(!/connecting|secret/.test(shown.auto.replaceAll(/<style>.*?<\/style>/gs, '')), shown.auto);
  });

  for (const browserName of browserNames) {
    describe(`in ${browserName}`, () => {
      let browser, site;

      before(async () => {
        const pages = Object.entries(shown).map(([name, html]) => [`/${name}`, page(html)]);
        site = await serve({ pages: { ...Object.fromEntries(pages), '/client.js': client } });
        browser = await launch(browserName);
      });

      after(async () => {
        await browser?.close();
        await site?.close();
      });

      it('shows the page’s name before the elements are defined', async () => {
        const { page: tab, problems } = await open(browser, `${site.url}/guest`);
        await tab.evaluate(() => (document.querySelector('daily-knock-form').userName = 'Cleo'));
        await tab.addScriptTag({ type: 'module', url: '/client.js' });
        const shown = await tab.evaluate(async () => {
          await customElements.whenDefined('daily-knock-form');
          const form = document.querySelector('daily-knock-form');
          await form.updateComplete;
          return form.shadowRoot.querySelector('input').value;
        });
        assert.equal(shown, 'Cleo');
        assert.deepEqual(problems, []);
        await tab.close();
      });

      it('shows the forms before any script, and hydration keeps typed values', async () => {
        for (const [name, tag, fields, button] of [
          ['guest', 'daily-knock-form', ['Your name'], 'Knock'],
          ['owner', 'daily-owner-room', ['Your name', 'Owner token'], 'Join'],
        ]) {
          const { page: tab, problems } = await open(browser, `${site.url}/${name}`);
          const inputs = [];
          for (const field of fields) {
            const input = await tab.waitForSelector(byRole('textbox', field));
            await input.type('Gus');
            inputs.push(input);
          }
          assert.equal(await tab.evaluate((wanted) => customElements.get(wanted), tag), undefined);

          await tab.addScriptTag({ type: 'module', url: '/client.js' });
          await tab.evaluate(async (wanted) => {
            await customElements.whenDefined(wanted);
            await document.querySelector(wanted).updateComplete;
          }, tag);
          for (const [i, input] of inputs.entries()) {
            assert.equal((await tab.$$(byRole('textbox', fields[i]))).length, 1, 'It is there once.');
            assert.deepEqual(await input.evaluate(({ isConnected, value }) => ({ isConnected, value })), {
              isConnected: true,
              value: 'Gus',
            });
          }

          const asked = tab.evaluate(
            () =>
              new Promise((resolve) => {
                document.addEventListener('daily-before-knock', (event) => {
                  event.preventDefault();
                  resolve(event.detail.userName);
                });
                document.addEventListener('daily-state-change', ({ detail }) => resolve(detail.to));
              }),
          );
          await tab.locator(byRole('button', button)).click();
          assert.equal(await asked, name === 'guest' ? 'Gus' : 'connecting');
          assert.deepEqual(problems, []);
          await tab.close();
        }
      });
    });
  }
});
