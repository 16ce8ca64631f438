// The documentation as it is served: everything public of the manifest is on the page of its element, every file is there, each example
// works, and the pages are accessible.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/server.mjs';
import { browserNames, byRole, launch, open, troubles } from '../e2e/browsers.mjs';

const root = new URL('../../', import.meta.url);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const elements = JSON.parse(read('custom-elements.json'))
  .modules.flatMap(({ declarations = [] }) => declarations)
  .filter(({ tagName }) => tagName);
/** One of each kind: axe takes its time. */
const SAMPLES = [
  'index',
  ...elements.map(({ tagName }) => tagName),
  'getting-started',
  'builder',
  'events',
  'frameworks-react',
  'report-benchmarks',
].map((name) => `${name}.html`);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

before(() => execFileSync('node', [fileURLToPath(new URL('scripts/docs.mjs', root))]));

describe('the reference', () => {
  for (const element of elements) {
    it(`has everything public of <${element.tagName}>`, () => {
      const cells = [...read(`site/${element.tagName}.html`).matchAll(/<td[^>]*><code>(.*?)<\/code>/g)].map(
        ([, text]) => text,
      );
      const kinds = ['members', 'attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates'];
      const names = kinds.flatMap((kind) => element[kind] ?? []).filter(({ name, privacy }) => name && !privacy);
      assert.ok(names.length > 10);
      for (const { name, kind } of names) {
        const isThere = cells.some((cell) => (kind === 'method' ? cell.startsWith(`${name}(`) : cell === name));
        assert.ok(isThere, `${name} is missing`);
      }
    });
  }

  it('has every file that its pages name', () => {
    for (const file of readdirSync(new URL('site/', root)).filter((name) => name.endsWith('.html'))) {
      const named = [...read(`site/${file}`).matchAll(/(?:href|src)="\.\/([^"#]+)/g)].map(([, target]) => target);
      assert.ok(named.length > 5, file);
      for (const target of named) assert.ok(existsSync(new URL(`site/${target}`, root)), `${file} names ${target}`);
    }
  });
});

for (const browserName of browserNames) {
  describe(`the reference in ${browserName}`, () => {
    let server, browser, page, problems;
    const visit = async (file) => ({ page, problems } = await open(browser, `${server.url}/docs/${file}`));
    const see = (role, name) => page.waitForSelector(byRole(role, name));
    const press = async (name) => (await see('button', name)).click();
    const isUntroubled = () => assert.deepEqual(troubles(problems), []);
    const once = (condition, ...args) => page.waitForFunction(condition, {}, ...args);
    const enabled = () => once(() => !document.querySelector('.example button').disabled);

    before(async () => {
      server = await serve();
      browser = await launch(browserName);
    });
    afterEach(() => page?.close());
    after(async () => {
      await browser?.close();
      await server?.close();
    });

    it('<daily-knock-form>: a knock is answered', async () => {
      await visit('daily-knock-form.html');
      await once(() => document.querySelector('daily-owner-room').token);
      await press('Join');
      await once(() => document.querySelector('daily-owner-room').state === 'joined');
      await press('Knock');
      await press('Allow guest Gus');
      await once(() => document.querySelector('daily-knock-form').state === 'admitted');
      isUntroubled();
    });

    it('the builder: the owner joins in the preview', async () => {
      await visit('builder.html');
      await (await page.waitForSelector('input[value="owner"]')).click();
      await press('Join');
      await once(() => document.querySelector('daily-owner-room').state === 'joined');
      isUntroubled();
    });

    it('<daily-owner-room>: somebody knocks', async () => {
      await visit('daily-owner-room.html');
      await enabled();
      await press('Join');
      await once(() => document.querySelector('daily-owner-room').state === 'joined');
      await press('Add a guest');
      await press('Allow guest Gus');
      await once(() => document.querySelector('daily-owner-room').waitingParticipants.length === 0);
      await see('group', 'Gus');
      isUntroubled();
    });

    it('<daily-waiting-list>: those who knock are in it', async () => {
      await visit('daily-waiting-list.html');
      await enabled();
      await press('Add a guest');
      await see('button', 'Allow guest Gus');
      await enabled();
      await press('Add a guest');
      await press('Deny guest Ines');
      await see('paragraph', '1 person is waiting');
      isUntroubled();
    });

    it('<daily-video-tile>: a picture that moves', async () => {
      await visit('daily-video-tile.html');
      await enabled();
      await press('Join');
      await once(() => document.querySelector('daily-video-tile').shadowRoot.querySelector('video')?.currentTime > 0.3);
      isUntroubled();
    });

    for (const file of SAMPLES) {
      for (const scheme of ['light', 'dark']) {
        it(`${file} is accessible (${scheme})`, { skip: browserName !== 'chromium' }, async () => {
          await visit(file);
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await page.setViewport({ width: 390, height: 844 });
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() => globalThis.axe.run());
          assert.deepEqual(
            violations.map(({ id, nodes }) => [id, nodes[0].html]),
            [],
          );
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `wider than a phone by ${wide} px`);
        });
      }
    }
  });
}
