// Elements, Events and the WordPress plugin are written by hand: each attribute, property, method, event and field has its place there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const path = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const read = (file) => readFileSync(path(file), 'utf8');
const elements = JSON.parse(read('custom-elements.json'))
  .modules.flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

/** What is between backticks in the first cells of a page's tables. */
const namesIn = (text) =>
  [...text.matchAll(/^\| ([^|]*)\|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([\w-]+)/g)].map(([, name]) => name));

/** The texts of a page's sections by heading. */
const sectionsOf = (file) =>
  new Map(
    read(file)
      .split(/^## /m)
      .map((section) => [section.split('\n')[0].replaceAll(/[`<>]/g, ''), section]),
  );

describe('docs/elements.md', () => {
  const sections = sectionsOf('docs/elements.md');
  const [shared, consumers] = [sections.get('Both call elements'), sections.get('Consumer elements')];
  for (const { tagName, attributes = [], members } of elements) {
    it(`has everything of <${tagName}>`, () => {
      const isCall = members.some(({ name }) => name === 'callOptions');
      const described = new Set(namesIn(`${sections.get(tagName) ?? ''}\n${isCall ? shared : consumers}`));
      const all = [...attributes, ...members.filter(({ privacy }) => !privacy)].map(({ name }) => name);
      assert.deepEqual(
        all.filter((name) => !described.has(name)),
        [],
      );
    });
  }
});

describe('docs/events.md', () => {
  const rows = new Map(
    [
      ...sectionsOf('docs/events.md')
        .get('Events')
        .matchAll(/^\| (`daily-[^|]*)\|[^|]*\|([^|]*)\|$/gm),
    ].flatMap(([, names, detail]) => namesIn(`| ${names}|`).map((name) => [name, detail])),
  );

  it('has a row for each event', () => {
    const events = new Set(elements.flatMap(({ events = [] }) => events.map(({ name }) => name)));
    assert.deepEqual([...rows.keys()].sort(), [...events].sort());
  });

  it('has the fields of each detail', () => {
    const details = detailsOfEvents();
    for (const [event, row] of rows) {
      const written = [...row.match(/\{([^}]*)\}/)[1].matchAll(/\w+/g)].map(([name]) => name);
      assert.deepEqual(written.sort(), details.get(event), event);
    }
  });
});

describe('the WordPress plugin', () => {
  /** What authors may not write: what begins by itself, what the theme's outline decides, and what an element sets. */
  const NOT_FOR_AUTHORS = [
    'auto-admit',
    'auto-join',
    'auto-knock',
    'heading-level',
    'queue-length',
    'queue-position',
    'speaking',
    'state',
    'audio-state',
    'video-state',
  ];
  const [, list] = read('examples/wordpress/daily-knock/daily-knock.php').match(
    /DAILY_KNOCK_ATTRIBUTES = array\((.*?)^\);/ms,
  );
  for (const { tagName, attributes } of elements) {
    it(`decides about each attribute of <${tagName}>`, () => {
      const [, allowed] = list.match(new RegExp(`'${tagName}'\\s*=> array\\((.*)\\)`));
      const names = [...allowed.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
      const expected = attributes.map(({ name }) => name).filter((name) => !NOT_FOR_AUTHORS.includes(name));
      assert.deepEqual(names.sort(), expected.sort());
    });
  }
});

/** The fields of each event's detail, as the compiler sees them. */
function detailsOfEvents() {
  const file = path('src/core/reports.ts');
  const program = ts.createProgram([file], { strict: true, skipLibCheck: true, noEmit: true });
  const checker = program.getTypeChecker();
  const [reports] = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))
    .filter(({ name }) => name === 'Reports');
  return new Map(
    checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(reports)).map((event) => {
      const type = checker.getTypeOfSymbol(event);
      const fields = (type.isUnion() ? type.types : [type]).flatMap((each) => checker.getPropertiesOfType(each));
      return [event.name, [...new Set(fields.map(({ name }) => name))].sort()];
    }),
  );
}
