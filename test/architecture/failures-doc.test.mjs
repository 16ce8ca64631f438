// docs/failures.md is the table of failures that the tests act out (test/support/failures.ts), word by word.
// `node test/architecture/failures-doc.test.mjs --write` brings its tables up to date.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

const root = new URL('../../', import.meta.url);
const doc = new URL('docs/failures.md', root);
const [BEGIN, END] = ['<!-- The tables: -->', '<!-- End of the tables. -->'];

/** The address of a module that imports nothing but modules like it, and types. */
function address(file) {
  const url = new URL(file, root);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const { outputText } = ts.transpileModule(readFileSync(url, 'utf8'), { compilerOptions: options });
  const whole = outputText.replaceAll(
    /(from\s+)'(\.[^']+)\.js'/g,
    (_, from, path) => `${from}'${address(new URL(`${path}.ts`, url).href)}'`,
  );
  return `data:text/javascript,${encodeURIComponent(whole).replaceAll("'", '%27')}`;
}

const load = (file) => import(address(file));

const { FAILURES, MOMENTS, wordsOf } = await load('test/support/failures.ts');
const { en } = await load('src/i18n/en.ts');
const limits = await load('src/core/outcomes.ts');

const ROLES = { owner: 'The owner, `<daily-owner-room>`', guest: 'The guest, `<daily-knock-form>`' };
const WHERE = { alert: '', status: '', heading: '', row: ' (in the row)', box: ' (below the message)', nowhere: '' };
const PROMISES = {
  '': '',
  error: 'the promise rejects with the error',
  pending: 'the promise stays open',
  aborted: 'the promise rejects with `aborted`',
  joined: '',
};
const CALLS = {
  closed: 'the call object is destroyed',
  'given up': 'the call object is left to itself, its devices are off',
  kept: '',
  "the page's": "the page's call is left as it is",
  none: '',
};

function readable(failure) {
  const [title, hint] = wordsOf(en, failure);
  const said = hint ? `**${title}** ${hint}` : title;
  return said ? said + WHERE[failure.where] : '–';
}

function row(failure) {
  const { cause, what, events, left, state, promise, call, next, moment } = failure;
  const fired = events.map((event) => (event === 'daily-left' ? `daily-left (${left})` : event));
  const settles =
    promise in PROMISES
      ? PROMISES[promise]
      : `the ${moment === 'deciding' ? 'decision' : 'promise'} gives \`${promise}\``;
  const after = [`\`${state}\``, settles, CALLS[call]].filter(Boolean).join('; ');
  const cells = [
    cause.includes(' ') ? cause : `\`${cause}\``,
    what,
    readable(failure),
    fired.map((event) => `\`${event.replace('daily-error ', 'daily-error: ')}\``).join(', ') || '–',
    after,
    next,
  ];
  return `| ${cells.join(' | ')} |`;
}

function tables() {
  const lines = [];
  for (const [role, title] of Object.entries(ROLES)) {
    lines.push(`## ${title}`, '');
    for (const [moment, heading] of Object.entries(MOMENTS[role])) {
      lines.push(`### ${heading}`, '');
      lines.push('| Failure | What happens | What the person reads | Events | Afterwards | What can be done |');
      lines.push('| --- | --- | --- | --- | --- | --- |');
      lines.push(...FAILURES.filter((one) => one.role === role && one.moment === moment).map(row), '');
    }
  }
  return lines.join('\n');
}

async function whole() {
  const text = readFileSync(doc, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  assert.ok(begin > 0 && end > begin, `docs/failures.md has its tables between ${BEGIN} and ${END}.`);
  const filled = `${text.slice(0, begin)}${BEGIN}\n\n${tables()}\n${text.slice(end)}`;
  return { text, filled: await format(filled, { ...(await resolveConfig(doc)), parser: 'markdown' }) };
}

if (process.argv.includes('--write')) {
  const { filled } = await whole();
  writeFileSync(doc, filled);
} else {
  describe('docs/failures.md', () => {
    it('says of each failure what the tests hold the elements to', async () => {
      const { text, filled } = await whole();
      const [said, held] = [text.split('\n'), filled.split('\n')];
      const stale = said.filter((line) => !held.includes(line));
      const missing = held.filter((line) => !said.includes(line));
      assert.deepEqual(
        { stale, missing },
        { stale: [], missing: [] },
        'Run this file with --write, and read what it wrote.',
      );
      assert.equal(text, filled);
    });

    it('has the limits of the waiting list', () => {
      const limit = Object.fromEntries(
        readFileSync(doc, 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('| ') && line.split(' | ').length === 3)
          .map((line) =>
            line
              .slice(2)
              .split(' | ')
              .map((cell) => cell.trim()),
          ),
      );
      const seconds = (name) => limits[name] / 1000;
      assert.equal(
        limit['A person who left the list to appear in the call'],
        `${seconds('DEPARTURE_GRACE_MS')} second; ${seconds('ADMISSION_GRACE_MS')} after an Allow, or after a decision that Daily refused`,
      );
      assert.equal(
        limit['The same after an Allow, for a person whom Daily dropped for silence'],
        `${seconds('UNHEARD_GRACE_MS')} seconds`,
      );
      assert.equal(
        limit[
          `A person who waited longer than ${seconds('SILENCE_MS')} seconds, and whose knocks may only have been lost, to knock again`
        ],
        `${seconds('RETURN_GRACE_MS')} seconds; ${seconds('REPEATED_RETURN_GRACE_MS')} if that has happened before`,
      );
      assert.equal(
        limit['Listed people to knock again after a lost connection is back'],
        `${seconds('RELIST_GRACE_MS')} seconds`,
      );
    });

    it('has a row for each failure, and each once', () => {
      const rows = FAILURES.map(({ role, moment, cause }) => `${role}, ${moment}: ${cause}`);
      assert.deepEqual(
        rows.filter((name, index) => rows.indexOf(name) !== index),
        [],
      );
      assert.ok(rows.length >= 40);
    });

    it('knows every error that a person can read', () => {
      const reported = new Set(
        FAILURES.flatMap(({ events, reads }) => [
          ...events.map((event) => event.replace('daily-error ', '')),
          reads.replace('title: ', ''),
        ]),
      );
      // Said beside a field, or to whoever ended it: nothing of it is a failure.
      const others = ['missing-name', 'invalid-room-url', 'room-host', 'missing-link', 'missing-token', 'aborted'];
      assert.deepEqual(
        Object.keys(en)
          .filter((key) => key.startsWith('title: '))
          .map((key) => key.slice('title: '.length))
          .filter((code) => !reported.has(code) && !others.includes(code)),
        [],
      );
    });
  });
}
