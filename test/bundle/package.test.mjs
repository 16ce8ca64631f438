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
    const types = ['lib', 'local-room', 'testing'].flatMap((folder) => filesBelow(`dist/${folder}`, '.d.ts'));
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

  it('has source maps that lead to the sources that come with it, or to those of its dependencies', () => {
    const lost = filesBelow('dist', '.map').flatMap((file) =>
      JSON.parse(read(file))
        .sources.map((source) => join(dirname(file), source))
        .filter((source) => !/^(src|node_modules)\//.test(source) || !existsSync(join(ROOT, source)))
        .map((source) => `${file}: ${source}`),
    );
    assert.deepEqual(lost, []);
  });

  it('can be imported where there is no page, and registers nothing', async () => {
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
