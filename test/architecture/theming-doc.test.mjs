// docs/theming.md says of every custom property and every part what the sources have.
// `node test/architecture/theming-doc.test.mjs --write` brings its tables up to date.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import { importsOf, sourceFiles } from './imports.mjs';

const root = new URL('../../', import.meta.url);
const doc = new URL('docs/theming.md', root);
const read = (file) => readFileSync(new URL(file, root), 'utf8');
const ELEMENTS = ['knock-form', 'owner-room', 'waiting-list', 'video-tile'];
const LOOKS = ['clinic', 'chambers', 'school', 'studio'].map((name) => `demo/themes/${name}.css`);
const STYLED = ['docs/theming.md', 'README.md', 'demo/demo.css', ...LOOKS];
const TOKENS = ['elements/styles/tokens.styles.ts', 'elements/styles/call.styles.ts'];

const manifest = JSON.parse(read('custom-elements.json'));
const described = (name) =>
  manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === `daily-${name}`);
const pipes = (text) => text.replaceAll('|', '\\|');
const code = (text) => `\`${text}\``;

/** A default in both schemes: `light-dark(a, b)` as two. */
function defaults(value) {
  const both = /^light-dark\(\s*([^,]+),\s*([^,]+?)\s*\)$/.exec(value);
  return both ? [code(both[1]), code(both[2])] : [code(value), ''];
}

function tables() {
  const lines = [
    '### Custom properties',
    '',
    '| property | default, light | default, dark | for |',
    '| --- | --- | --- | --- |',
  ];
  for (const { name, default: value, description } of described('knock-form').cssProperties)
    lines.push(`| ${[code(name), ...defaults(value), pipes(description)].join(' | ')} |`);
  for (const name of ELEMENTS) {
    lines.push('', `### Parts of \`<daily-${name}>\``, '', '| part | what it is |', '| --- | --- |');
    for (const part of described(name).cssParts) lines.push(`| ${code(part.name)} | ${pipes(part.description)} |`);
  }
  return lines.join('\n');
}

const [BEGIN, END] = ['<!-- The tables: -->', '<!-- End of the tables. -->'];

async function whole() {
  const text = readFileSync(doc, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  assert.ok(begin > 0 && end > begin, `docs/theming.md has its tables between ${BEGIN} and ${END}.`);
  const filled = `${text.slice(0, begin)}${BEGIN}\n\n${tables()}\n\n${text.slice(end)}`;
  return { text, filled: await format(filled, { ...(await resolveConfig(doc)), parser: 'markdown' }) };
}

const CONTROLLERS = { 'knock-form': ['call/guest-controller.ts'], 'owner-room': ['call/owner-controller.ts'] };

/** What an element is drawn by: its class, the controller of its call, and all that these bring, sooner or later. */
function drawnBy(name) {
  const files = new Set([`elements/${name}/${name}.ts`, ...(CONTROLLERS[name] ?? [])]);
  for (const file of files)
    for (const { to, isPackage, typeOnly } of importsOf(file))
      if (!isPackage && !typeOnly && /^(elements|call)\//.test(to) && to !== 'call/index.ts') files.add(to);
  return [...files];
}

/** The parts that a source gives to what it draws, or passes on from an element within. */
function partsIn(file) {
  const source = read(`src/${file}`).replaceAll(/\/\*\*[^]*?\*\//g, '');
  // Either plain, or one of several plain ones.
  const chosen = [...source.matchAll(/\bpart=\$\{([^}]*)\}/g)].flatMap(([, code]) =>
    [...code.matchAll(/'([^']*)'/g)].map(([, names]) => names),
  );
  const plain = [...source.matchAll(/\bpart="([^"]*)"/g)].map(([, names]) => names);
  const own = [...plain, ...chosen].flatMap((names) => names.split(/\s+/));
  const passed = [...source.matchAll(/\bexportparts="([^"]*)"/g)].flatMap(([, names]) =>
    names.split(',').map((name) => name.split(':').at(-1).trim()),
  );
  return [...own, ...passed].flatMap((name) => (name === '${device}' ? ['camera', 'microphone'] : name));
}

const sorted = (names) => [...new Set(names)].sort();

if (process.argv.includes('--write')) {
  const { filled } = await whole();
  writeFileSync(doc, filled);
} else {
  describe('docs/theming.md', () => {
    it('has every custom property and every part of the manifest, with its default and what it is for', async () => {
      const { text, filled } = await whole();
      const [said, held] = [text.split('\n'), filled.split('\n')];
      assert.deepEqual(
        { stale: said.filter((line) => !held.includes(line)), missing: held.filter((line) => !said.includes(line)) },
        { stale: [], missing: [] },
        'Run `npm run build:manifest`, then this file with --write.',
      );
      assert.equal(text, filled);
    });

    it('and what else it names is there', () => {
      const known = described('knock-form').cssProperties.map(({ name }) => name);
      for (const file of STYLED) {
        const named = read(file).match(/--daily-[a-z-]*[a-z]/g) ?? [];
        assert.deepEqual(sorted(named.filter((name) => !known.includes(name))), [], file);
      }
      const parts = sorted(ELEMENTS.flatMap((name) => described(name).cssParts.map((part) => part.name)));
      for (const file of STYLED) {
        const named = [...read(file).matchAll(/::part\(([^)]+)\)/g)].flatMap(([, names]) => names.split(/\s+/));
        assert.deepEqual(sorted(named.filter((name) => !parts.includes(name))), [], file);
      }
    });
  });

  describe('custom properties', () => {
    const declared = TOKENS.flatMap((file) =>
      [...read(`src/${file}`).matchAll(/var\(\s*(--daily-[a-z-]+)/g)].map(([, name]) => name),
    );

    it('are each read once, where all of them are', () => {
      assert.deepEqual(
        declared,
        sorted(declared).sort((a, b) => declared.indexOf(a) - declared.indexOf(b)),
      );
      const elsewhere = sourceFiles().filter(
        (file) => !TOKENS.includes(file) && /var\(\s*--daily-/.test(read(`src/${file}`)),
      );
      assert.deepEqual(elsewhere, []);
    });

    for (const name of ELEMENTS)
      it(`of <daily-${name}> are all in the manifest`, () => {
        assert.deepEqual(
          described(name).cssProperties.map((property) => property.name),
          declared,
        );
        for (const property of described(name).cssProperties) assert.ok(property.description && property.default);
      });
  });

  describe('parts', () => {
    for (const name of ELEMENTS)
      it(`of <daily-${name}> are those that it draws`, () => {
        assert.deepEqual(
          sorted(described(name).cssParts.map((part) => part.name)),
          sorted(drawnBy(name).flatMap(partsIn)),
        );
      });
  });
}
