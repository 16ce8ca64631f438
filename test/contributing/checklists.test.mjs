// CONTRIBUTING.md's checklists, followed in a copy: a new attribute, a new field of an event and a new text. With all steps done every check
// is green; without any one of them, the check that the checklist counts on is red.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'daily-knock-checklists-'));
const LANGUAGES = 'src/i18n/languages';
const PLUGIN = 'examples/wordpress/daily-knock';

const read = (file) => readFileSync(join(copy, file), 'utf8');
const write = (file, text) => writeFileSync(join(copy, file), text);

/** For commands that run tests: within a test, `node --test` runs none of its own unless this is taken away. */
const env = { ...process.env, NODE_TEST_CONTEXT: undefined };

/** Runs one of the project's commands in the copy. */
function run(...command) {
  const { status, stdout, stderr } = spawnSync(command[0], command.slice(1), { cwd: copy, env, encoding: 'utf8' });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

/** Puts a line below the first that a pattern finds; that there is one is the neighbour's entry. */
function addBelow(file, neighbour, line) {
  const text = read(file);
  const found = text.match(neighbour);
  assert.ok(found, `${file} has no entry like ${neighbour}`);
  const end = found.index + found[0].length;
  write(file, `${text.slice(0, end)}\n${line}${text.slice(end)}`);
}

/** What a checklist counts on, by name. */
const CHECKS = {
  types: () => run('npx', 'tsc', '--noEmit', '-p', 'tsconfig.json'),
  manifest: () => run('node', 'scripts/check-manifest.mjs'),
  'words of the manifest': () => run('node', '--test', 'test/architecture/manifest.test.mjs'),
  'API report': () => run('node', '--test', 'test/architecture/api-report.test.mjs'),
  'written docs': () => run('node', '--test', 'test/architecture/contract-docs.test.mjs'),
  'WordPress plugin': () => run('node', '--test', 'test/architecture/wordpress-plugin.test.mjs'),
};

/** The report, or the reports, of the public API. */
const reports = () => readdirSync(join(copy, 'docs/reports')).filter((file) => /api/.test(file));

/** What each file is without its step, as it was in the copy before. */
const original = new Map();

/** Takes a step back, and gives what the check says of it. */
function without(file, check) {
  const done = read(file);
  write(file, original.get(file));
  try {
    return CHECKS[check]();
  } finally {
    write(file, done);
  }
}

describe('the checklists of CONTRIBUTING.md', () => {
  before(() => {
    const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of files.stdout.trim().split('\n'))
      if (existsSync(join(root, file))) cpSync(join(root, file), join(copy, file), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const named = [
      ...[
        'docs/elements.md',
        'docs/events.md',
        `${PLUGIN}/daily-knock.php`,
        `${PLUGIN}/readme.txt`,
        `${PLUGIN}/block/block.json`,
        `${PLUGIN}/block/editor.js`,
        'custom-elements.json',
      ],
      ...readdirSync(join(copy, LANGUAGES)).map((file) => join(LANGUAGES, file)),
      ...reports().map((file) => join('docs/reports', file)),
    ];
    for (const file of named) original.set(file, read(file));

    const element = 'src/elements/knock-form/knock-form.ts';
    addBelow(
      element,
      /^ {2}@property\(\{ attribute: 'auto-knock'.*$/m,
      [
        '  /** Something new. Seconds; 0 by default. */',
        "  @property({ attribute: 'brand-new', type: Number, reflect: true, useDefault: true }) brandNew = 0;",
      ].join('\n'),
    );
    addBelow(
      'src/core/reports.ts',
      /^export interface UnansweredDetail .*$/m,
      '  /** Something new. */\n  brandNew?: boolean;',
    );
    for (const file of ['src/i18n/en.ts', ...readdirSync(join(copy, LANGUAGES)).map((name) => join(LANGUAGES, name))])
      addBelow(file, /^ {2}close: .*$/m, "  brandNew: 'Something new',");
    addBelow('docs/elements.md', /^\| `auto-knock`.*$/m, '| `brand-new`, `brandNew` | Something new. |');
    write(
      'docs/events.md',
      read('docs/events.md').replace('{ id, name, seconds }', '{ id, name, seconds, brandNew? }'),
    );
    const plugin = `${PLUGIN}/daily-knock.php`;
    write(plugin, read(plugin).replace(/('daily-knock-form'\s*=> array\( )/, "$1'brand-new', "));
    addBelow(`${PLUGIN}/block/block.json`, /^ {4}"user-name": .*$/m, '    "brand-new": { "type": "number" },');
    addBelow(
      `${PLUGIN}/block/editor.js`,
      /^ {2}const CONTROLS = .*$/m,
      "    'brand-new': seconds(__('Something new', 'daily-knock')),",
    );
    addBelow(`${PLUGIN}/readme.txt`, /^= Which attributes are there\? =$/m, '`brand-new`');

    for (const script of ['build', 'build:api-report']) {
      const { passed, output } = run('npm', 'run', '--silent', script);
      assert.ok(passed, output);
    }
  });

  after(() => rmSync(copy, { recursive: true }));

  it('name files that exist', () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const lists = text.slice(text.indexOf('### A new attribute'), text.indexOf('### When the first view'));
    const linked = [...lists.matchAll(/\]\(([^)#]+)\)/g)].map(([, file]) => file);
    const named = [...lists.matchAll(/`((?:src|test|examples)\/[\w./-]+)`/g)].map(([, file]) => file);
    assert.ok(linked.length > 3 && named.length > 3);
    for (const file of [...linked, ...named]) assert.ok(existsSync(join(root, file)), file);
  });

  for (const check of Object.keys(CHECKS)) {
    it(`with all steps done: ${check}`, () => {
      const { passed, output } = CHECKS[check]();
      assert.ok(passed, output);
    });
  }

  const LEFT_OUT = [
    ['the manifest', 'custom-elements.json', 'manifest', /build:manifest/],
    ['the row of an attribute', 'docs/elements.md', 'written docs', /brandNew/],
    ['the attribute in WordPress', `${PLUGIN}/daily-knock.php`, 'written docs', /brand-new/],
    ['the attribute of its block', `${PLUGIN}/block/block.json`, 'WordPress plugin', /brand-new/],
    ['the control of its block', `${PLUGIN}/block/editor.js`, 'WordPress plugin', /brand-new/],
    ['the name in its readme.txt', `${PLUGIN}/readme.txt`, 'WordPress plugin', /brand-new/],
    ['the field of an event', 'docs/events.md', 'written docs', /brandNew/],
  ];
  for (const [what, file, check, says] of LEFT_OUT) {
    it(`without ${what}: ${check} is red, and says why`, () => {
      const { passed, output } = without(file, check);
      assert.ok(!passed, 'green');
      assert.match(output, says);
    });
  }

  it('without the words of an attribute: words of the manifest is red', () => {
    const manifest = read('custom-elements.json');
    write('custom-elements.json', manifest.replaceAll('"Something new. Seconds; 0 by default."', '""'));
    const { passed, output } = CHECKS['words of the manifest']();
    write('custom-elements.json', manifest);
    assert.ok(!passed);
    assert.match(output, /brand-?new/i);
  });

  it('without the API report: API report is red', () => {
    const changed = reports().filter(
      (file) => read(join('docs/reports', file)) !== original.get(join('docs/reports', file)),
    );
    assert.ok(changed.length > 0, 'The report tells nothing of what is new.');
    const { passed, output } = without(join('docs/reports', changed[0]), 'API report');
    assert.ok(!passed, 'green');
    assert.match(output, /build:api-report/);
  });

  it('without a text in all languages: types lists each that lacks it', () => {
    const files = readdirSync(join(copy, LANGUAGES)).map((file) => join(LANGUAGES, file));
    const done = files.map(read);
    for (const file of files) write(file, original.get(file));
    const { passed, output } = CHECKS.types();
    files.forEach((file, index) => write(file, done[index]));
    assert.ok(!passed);
    for (const file of files) assert.ok(output.includes(file), file);
  });
});
