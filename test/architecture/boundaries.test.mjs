// Holds the sources to one direction: define → elements → context → core (docs/architecture.md).
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { findCycle, importsOf, parse, sourceFiles } from './imports.mjs';

const DAILY = '@daily-co/daily-js';
const LIT = ['lit', '@lit/context', '@lit/localize'];

// For each part: the parts it may import, and the packages that it may import at run time.
const BELOW_ELEMENTS = ['shared', 'context', 'daily', 'i18n', 'events', 'core'];
const RULES = {
  core: { parts: ['core'], packages: [] },
  events: { parts: ['core'], packages: [] },
  i18n: { parts: ['i18n', 'core'], packages: LIT },
  daily: { parts: ['daily', 'core'], packages: [DAILY] },
  context: { parts: ['context', 'events', 'core'], packages: LIT },
  shared: { parts: BELOW_ELEMENTS, packages: LIT },
  element: { parts: BELOW_ELEMENTS, packages: [...LIT, 'unhomoglyph'] },
  'element-define': { parts: ['element-define', ...BELOW_ELEMENTS], packages: [] },
  define: { parts: ['element-define', 'events', 'i18n', 'core'], packages: [] },
  index: { parts: ['element', ...BELOW_ELEMENTS], packages: [] },
  'local-room': { parts: ['local-room'], packages: [] },
  testing: { parts: ['testing', 'local-room'], packages: [DAILY] },
  'local-room-page': { parts: ['define', 'local-room'], packages: [] },
};

const partOf = (file) => {
  if (/^elements\/shared\//.test(file)) return 'shared';
  if (/^elements\/[^/]+\/define\.ts$/.test(file)) return 'element-define';
  if (/^elements\/[^/]+\//.test(file)) return 'element';
  return file.replace(/\.ts$/, '').split('/')[0];
};
const folderOf = (file) => file.split('/').slice(0, 2).join('/');

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const none = (found, why) => {
  const list = found.map(({ from, to, line }) => `  src/${from}:${line} imports ${to}`).join('\n');
  assert.equal(found.length, 0, `${why}\n${list}`);
};

describe('the import graph', () => {
  it('knows every part', () => {
    const unknown = files.filter((file) => !RULES[partOf(file)]);
    assert.deepEqual(unknown, [], 'Give the new part of src/ a rule in this test, and a line in docs/architecture.md.');
  });

  for (const [part, { parts, packages }] of Object.entries(RULES)) {
    it(`${part} imports only ${parts.join(', ')}${packages.length ? ` and ${packages.join(', ')}` : ''}`, () => {
      const own = imports.filter(({ from }) => partOf(from) === part);
      none(
        own.filter(({ from, to, isPackage }) => {
          if (isPackage) return false;
          const ownFolder = part.startsWith('element') && folderOf(from) === folderOf(to);
          return !ownFolder && !parts.includes(partOf(to));
        }),
        `${part} may import only ${parts.join(', ')}: the direction is define → elements → context → core.`,
      );
      none(
        own.filter(({ to, isPackage, typeOnly }) => isPackage && !packages.includes(to) && !(typeOnly && to === DAILY)),
        `${part} may import ${packages.join(', ') || 'no package'} at run time, and types of ${DAILY}.`,
      );
    });
  }

  it('registers elements in define.ts files only', () => {
    none(
      imports.filter(
        ({ from, to }) =>
          /(^|\/)define\.ts$/.test(to) && !/(^|\/)define\.ts$/.test(from) && from !== 'local-room-page.ts',
      ),
      'A class file has no side effect: what its template needs is registered by its define.ts.',
    );
  });

  it('loads daily-js on demand, from one place', () => {
    none(
      imports.filter(({ to, typeOnly, dynamic }) => to === DAILY && !typeOnly && !dynamic),
      'daily-js is loaded when a visitor shows intent: by import(), in daily/.',
    );
  });

  it('has no cycle', () => {
    assert.equal(findCycle(imports)?.join(' → '), undefined, 'Files that import each other have no order to load in.');
  });

  it('keeps the core free of the page', () => {
    const globals = [
      'document',
      'window',
      'navigator',
      'location',
      'customElements',
      'HTMLElement',
      'localStorage',
      'sessionStorage',
    ];
    const found = files.filter((file) => partOf(file) === 'core').flatMap((file) => globalsIn(file, globals));
    assert.deepEqual(found, [], 'core/ is plain TypeScript that would run anywhere: hand it what it needs.');
  });
});

/** Where a file names one of these globals, other than as a property or a declaration of its own. */
function globalsIn(file, globals) {
  const source = parse(file);
  const found = [];
  const visit = (node) => {
    if (ts.isIdentifier(node) && globals.includes(node.text) && node.parent.name !== node) {
      found.push(`src/${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} uses ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
