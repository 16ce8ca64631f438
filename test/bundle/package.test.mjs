// What npm users get: every address in package.json leads to a file, and every file finds what it imports.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const ELEMENTS = ['owner-room', 'knock-form', 'waiting-list', 'video-tile'];

const filesBelow = (folder, ending) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
const importsOf = (file) => ts.preProcessFile(read(file), true, true).importedFiles.map(({ fileName }) => fileName);
const packageName = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

describe('the npm package', () => {
  it('has the files that its exports name', () => {
    const targets = Object.values(manifest.exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)))
      .filter((file) => !file.includes('*'));
    targets.push(
      manifest.types,
      manifest.customElements,
      manifest.unpkg,
      manifest.jsdelivr,
      './dist/local-room/call-machine-object-bundle.js',
    );
    assert.deepEqual(
      targets.filter((file) => !existsSync(join(ROOT, file))),
      [],
    );
  });

  it('imports nothing but its dependencies and its own files', () => {
    const scripts = [...filesBelow('dist/lib', '.js'), 'dist/local-room/index.js', 'dist/testing/index.js'];
    const types = ['lib', 'local-room', 'lobby-channel', 'testing'].flatMap((folder) =>
      filesBelow(`dist/${folder}`, '.d.ts'),
    );
    const target = (file, specifier) => {
      const path = join(ROOT, dirname(file), specifier);
      return file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path;
    };
    const missing = [...scripts, ...types].flatMap((file) =>
      importsOf(file)
        .filter((specifier) =>
          specifier.startsWith('.')
            ? !existsSync(target(file, specifier))
            : !(packageName(specifier) in manifest.dependencies),
        )
        .map((specifier) => `${file} imports ${specifier}`),
    );
    assert.deepEqual(missing, [], 'A type of lit-html that nobody named comes from a method without a return type.');
  });

  it('has source maps that hold their sources', () => {
    const maps = filesBelow('dist', '.map');
    assert.ok(maps.length > 0);
    const without = maps.filter((file) => {
      const { sources, sourcesContent = [] } = JSON.parse(read(file));
      return !sources.every((_, index) => sourcesContent[index]);
    });
    assert.deepEqual(without, []);
  });

  it('names the license of each bundled package', () => {
    const named = new Set(
      [...read('dist/THIRD-PARTY-LICENSES.txt').matchAll(/^Name: (.+)$/gm)].map(([, name]) => name),
    );
    const bundled = filesBelow('dist', '.map').flatMap((file) =>
      JSON.parse(read(file)).sources.map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]),
    );
    const expected = new Set([...bundled, '@daily-co/daily-js', 'unhomoglyph'].filter(Boolean));
    assert.deepEqual(
      [...expected].filter((name) => !named.has(name)),
      [],
    );
    assert.ok(expected.has('lit-html'));
  });

  it('can be imported without a page, and registers nothing', async () => {
    const exported = await import('daily-knock');
    assert.ok(Object.keys(exported).length > 0);
    assert.equal(
      ELEMENTS.some((name) => globalThis.customElements?.get(`daily-${name}`)),
      false,
    );
  });

  it('keeps daily-js out of the bundles and holds one copy of Lit', () => {
    const parts = filesBelow('dist', '.js').filter((file) => /^dist.daily-knock-[^/]+\.js$/.test(file));
    for (const [bundle, files] of [
      ['the module', ['dist/daily-knock.js', ...parts]],
      ['the classic script', ['dist/daily-knock.iife.js']],
    ]) {
      const sources = files.flatMap((file) =>
        existsSync(join(ROOT, `${file}.map`)) ? JSON.parse(read(`${file}.map`)).sources : [],
      );
      assert.deepEqual(
        sources.filter((source) => source.includes('daily-js')),
        [],
        bundle,
      );
      assert.equal(sources.filter((source) => source.endsWith('/lit-html.js')).length, 1, bundle);
      assert.match(files.map(read).join(''), /"\.\/daily-js\.js"/);
    }
  });
});
