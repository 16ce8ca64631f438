// docs/testing.md as somebody else’s project has it: what stands there is put into a project with the packed package, and run by the
// tool it is for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { findBrowser } from '../../scripts/browsers.mjs';
import { serve } from '../../scripts/server.mjs';
import { install, tool, write } from '../bundle/consumer.mjs';
import { browserNames } from '../e2e/browsers.mjs';

const FLAGS = `args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']`;
const SITE = 'http://localhost:8080';
const URL_OF_ROOM = 'https://your-team.daily.co/coffee';

/** The files of a chapter: each begins with its name. */
function recipe(chapter) {
  const text = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
  const [, part] = text.split(`\n## ${chapter}\n`);
  const blocks = [...part.split('\n## ')[0].matchAll(/^```js\n\/\/ (\S+)\n(.*?)^```$/gms)];
  assert.ok(blocks.length >= 2, `${chapter} has its files`);
  return Object.fromEntries(blocks.map(([, name, code]) => [name, code]));
}

/** What a configuration leaves to the machine: which browser, and that a container’s root has no sandbox. */
function onThisMachine(code) {
  assert.ok(code.includes(FLAGS), 'The configuration has the flags for camera and microphone.');
  const path = JSON.stringify(findBrowser('chromium'));
  return code.replace(FLAGS, `executablePath: ${path}, ${FLAGS.replace(']', `, '--no-sandbox', '--disable-gpu']`)}`);
}

// The tools are what is tried here; the module itself is tested in all browsers.
const skip = !browserNames.includes('chromium') && 'the recipes are for Chromium';

describe('a test in somebody else’s project', { skip }, () => {
  let folder, site;

  /** Writes a chapter’s files, and runs them. */
  const runs = async (chapter, config, command, args, expected, change = (code) => code) => {
    const { [config]: configuration, ...files } = recipe(chapter);
    assert.ok(configuration, config);
    await rm(join(folder, 'test'), { recursive: true, force: true });
    await write(folder, { ...files, [config]: change(onThisMachine(configuration)) });
    const { ok, output } = await tool(folder, command, args);
    assert.ok(ok, output);
    assert.match(stripVTControlCharacters(output), expected);
  };

  before(async () => {
    ({ folder } = await install('recipes'));
    await write(folder, { 'site.js': `import 'daily-knock/define';` });
    const bundle = await rollup({ input: `${folder}/site.js`, plugins: [nodeResolve({ browser: true })] });
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true });
    await bundle.close();
    const page = (body) =>
      `<!doctype html><html lang="en"><title>A site</title><script type="module" src="/site.js"></script>${body}`;
    site = await serve({
      pages: {
        '/site.js': output[0].code,
        '/lobby.html': page(`<daily-knock-form room-url="${URL_OF_ROOM}"></daily-knock-form>`),
        '/doorbell.html': page(
          `<daily-knock-form auto-knock user-name="Gus" room-url="${URL_OF_ROOM}"></daily-knock-form>`,
        ),
        '/office.html': page(`<daily-owner-room room-url="${URL_OF_ROOM}" user-name="Olga"></daily-owner-room>
          <script>document.querySelector('daily-owner-room').getToken =
            async () => (await (await fetch('/your-server/owner-token', { method: 'POST' })).json()).token;</script>`),
      },
    });
  });
  after(() => site?.close());

  it('with Playwright', () =>
    runs('Playwright', 'playwright.config.js', 'playwright', ['test'], /\b5 passed/, (code) =>
      code.replaceAll(SITE, site.url),
    ));

  it('with Web Test Runner', () =>
    runs('Web Test Runner', 'web-test-runner.config.js', 'web-test-runner', [], /\b3 passed, 0 failed/));

  it('with Vitest', () => runs('Vitest', 'vitest.config.js', 'vitest', ['run'], /Tests\s+3 passed/));
});
