// The package in another project: its files, and how it is imported, typed and bundled.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { install, tool, write } from './consumer.mjs';

const ELEMENTS = ['knock-form', 'owner-room', 'video-tile', 'waiting-list'];
/** What an element's own template has in it. */
const SHOW_A_CALL = ['video-tile', 'waiting-list'];
const USES = { 'knock-form': SHOW_A_CALL, 'owner-room': SHOW_A_CALL, 'video-tile': [], 'waiting-list': [] };
const ENTRIES = [
  '.',
  './define',
  './local-room',
  './lobby-channel',
  './testing',
  ...ELEMENTS.map((name) => `./elements/${name}`),
];
const specifier = (entry) => entry.replace('.', 'daily-knock');

describe('the packed package', () => {
  let folder, archive, files;
  before(async () => ({ folder, archive, files } = await install('published')));

  it('contains the expected files only', () => {
    const meant = [
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|custom-elements\.json)$/,
      /^dist\/(daily-knock|daily-knock\.iife|daily-js|confusables)\.js(\.map)?$/,
      /^dist\/(integrity\.json|THIRD-PARTY-LICENSES\.txt)$/,
      /^dist\/daily-knock-[\w.-]+\.js(\.map)?$/,
      /^dist\/background-timer\.worker\.js$/,
      /^dist\/languages\/[\w-]+\.js$/,
      /^dist\/lib\/[\w/.-]+\.js$/,
      /^dist\/lib\/(index|define|elements\/[\w-]+\/define)\.d\.ts$/,
      /^dist\/local-room\/[\w-]+\.js(\.map)?$/,
      /^dist\/(lobby-channel|testing)\/index\.js(\.map)?$/,
      /^dist\/(local-room|lobby-channel|testing)\/index\.d\.ts$/,
      /^dist\/types\/shared\/[\w-]+\.d\.ts$/,
      /^types\/(react|vue|svelte)\.d\.ts$/,
      /^dist\/types\/elements\.d\.ts$/,
      /^dist\/editors\/(web-types|vscode\.(html|css)-custom-data)\.json$/,
    ];
    const others = files.filter((file) => !meant.some((pattern) => pattern.test(file)));
    assert.deepEqual(others, []);
    for (const pattern of meant)
      assert.ok(
        files.some((file) => pattern.test(file)),
        String(pattern),
      );
  });

  it('passes publint and Are the types wrong', async () => {
    const [publint, attw] = await Promise.all([
      tool(folder, 'publint', ['--strict', archive]),
      // Wildcards stand for the local room's files, which are fetched and not imported.
      tool(folder, 'attw', [archive, '--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'table-flipped']),
    ]);
    assert.ok(publint.ok, publint.output);
    assert.match(publint.output, /All good!/);
    assert.ok(attw.ok, attw.output);
  });

  for (const entry of ENTRIES) {
    it(`${specifier(entry)} can be imported in Node, where there is no page`, async () => {
      const code = `await import('${specifier(entry)}'); console.log(typeof window, typeof document)`;
      const { ok, output } = await tool(folder, 'node', ['--input-type=module', '-e', code]);
      assert.ok(ok, output);
      assert.equal(output.trim(), 'undefined undefined');
    });
  }

  /** The modules of which something is in a bundle of this code, as paths in the package. */
  const bundled = async (name, code) => {
    await write(folder, { [`${name}.js`]: code });
    const warnings = [];
    const bundle = await rollup({
      input: `${folder}/${name}.js`,
      external: [/^@daily-co\//],
      plugins: [nodeResolve({ browser: true })],
      onwarn: ({ code: kind, message }) => kind !== 'EMPTY_BUNDLE' && warnings.push(message),
    });
    const { output } = await bundle.generate({ format: 'es' });
    await bundle.close();
    assert.deepEqual(warnings, []);
    return output
      .flatMap(({ modules = {} }) => Object.entries(modules))
      .filter(([, { renderedLength }]) => renderedLength > 0)
      .map(([id]) => id.replace(/^.*\/daily-knock\/(?=dist\/)/, ''));
  };
  const elementsIn = (modules) =>
    ELEMENTS.filter((name) => modules.some((id) => id.startsWith(`dist/lib/elements/${name}/`)));

  for (const name of ELEMENTS) {
    it(`a bundler that imports ${name} gets this element and those in its template only`, async () => {
      const modules = await bundled(name, `import 'daily-knock/elements/${name}';`);
      assert.deepEqual(elementsIn(modules), [name, ...USES[name]].sort());
      assert.ok(modules.includes(`dist/lib/elements/${name}/define.js`), 'It is registered.');
    });
  }

  it('a bundler that imports all elements gets all', async () => {
    assert.deepEqual(elementsIn(await bundled('all', `import 'daily-knock/define';`)), ELEMENTS);
  });

  it('a bundler that imports one class gets no other, and nothing is registered', async () => {
    const modules = await bundled(
      'class',
      `import { DailyVideoTile } from 'daily-knock'; globalThis.A = DailyVideoTile;`,
    );
    assert.deepEqual(elementsIn(modules), ['video-tile']);
    assert.deepEqual(
      modules.filter((id) => id.endsWith('define.js')),
      [],
    );
  });

  it('a bundler that imports the error gets no element and no Lit; one that imports nothing gets nothing', async () => {
    const modules = await bundled(
      'error',
      `import { DailyKnockError } from 'daily-knock'; globalThis.E = DailyKnockError;`,
    );
    assert.deepEqual(
      modules.filter((id) => id !== `${folder}/error.js`),
      ['dist/lib/core/errors.js'],
    );
    assert.deepEqual(
      await bundled(
        'nothing',
        ['', '/local-room', '/lobby-channel', '/testing'].map((entry) => `import 'daily-knock${entry}';`).join(''),
      ),
      [],
    );
  });

  /** A project that uses all of it. */
  const ALL = `
import { DailyKnockError, DailyOwnerRoom, type GetToken } from 'daily-knock';
import 'daily-knock/define';
import 'daily-knock/daily-knock.js';
import { createLobbyChannel as createLocalLobbyChannel, createRoom } from 'daily-knock/local-room';
import { createLobbyChannel } from 'daily-knock/lobby-channel';
import { nextEvent, openRoom, reaches, type TestGuest } from 'daily-knock/testing';

const form = document.createElement('daily-knock-form');
form.roomUrl = 'https://example.daily.co/room';
form.answerTimeout = 30;
const outcome: Promise<'admitted' | 'rejected' | 'cancelled'> = form.knock({ userName: 'Ana' });
const owner: DailyOwnerRoom = document.querySelector('daily-owner-room')!;
const getToken: GetToken = async ({ roomUrl, userName }) => roomUrl + userName;
owner.getToken = getToken;
owner.channel = createLobbyChannel('/lobby');
form.channel = createLocalLobbyChannel('room');
const delivered: Promise<void> = owner.sendMessage('Hello', 'id');
const tile: string = document.createElement('daily-video-tile').sessionId;
const list: Promise<{ id: string; name: string }[]> = document.createElement('daily-waiting-list').admitAll();
for (const target of [document, window, owner, form.shadowRoot!])
  target.addEventListener('daily-error', () => {});
document.addEventListener('daily-admitted', ({ detail }) => {
  const role: 'owner' | 'guest' = detail.role;
  void role;
});
window.addEventListener('daily-left', ({ detail }) => detail.reason === 'ejected');
form.addEventListener('daily-error', ({ detail: { error } }) => error instanceof DailyKnockError && error.code);
const results = await owner.admit('id');
if (results[0]?.outcome === 'vetoed') await createRoom({ name: 'a', properties: { enable_knocking: true } });
void [await outcome, tile, await list, delivered];
const guest: TestGuest = await (await openRoom({ knocking: true })).knock('Gus');
const answer: 'admitted' | 'rejected' | 'cancelled' = await guest.answer;
await reaches(form, 'waiting');
const since: Date = (await nextEvent(document, 'daily-knock', { where: ({ detail }) => detail.name === 'Gus' })).detail.since;
void [answer, since];

// @ts-expect-error it is a string
form.roomUrl = 5;
// @ts-expect-error where somebody is, is for the element to say
form.state = 'idle';
// @ts-expect-error no such detail
form.addEventListener('daily-admitted', ({ detail }) => detail.nothing);
// @ts-expect-error no such state
await reaches(form, 'joined');
// @ts-expect-error no such reason
window.addEventListener('daily-left', ({ detail }) => detail.reason === 'bored');
`;
  /** A project that uses one element, and knows of the events and the tag nevertheless. */
  const ONE = `
import 'daily-knock/elements/knock-form';

const form = document.createElement('daily-knock-form');
form.addEventListener('daily-admitted', ({ detail }) => detail.role);
document.addEventListener('daily-waiting', ({ detail }) => detail.name.length);
// @ts-expect-error no such detail
form.addEventListener('daily-admitted', ({ detail }) => detail.nothing);
// @ts-expect-error it is a string
form.roomUrl = 5;
`;

  for (const [moduleResolution, module, code] of [
    ['NodeNext', 'NodeNext', ALL],
    ['Bundler', 'ESNext', ONE],
  ]) {
    it(`its types compile with every declaration checked (${moduleResolution})`, async () => {
      const compilerOptions = {
        ...{ module, moduleResolution, target: 'ES2022', strict: true, noEmit: true, skipLibCheck: false },
        ...{ lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [], exactOptionalPropertyTypes: true },
      };
      const config = `tsconfig.${moduleResolution}.json`;
      const files = [`${moduleResolution}.ts`];
      await write(folder, { [files[0]]: code, [config]: JSON.stringify({ compilerOptions, files }) });
      const { ok, output } = await tool(folder, 'tsc', ['-p', config]);
      assert.ok(ok, output);
    });
  }
});
