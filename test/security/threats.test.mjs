// The table of who is trusted names tests: they exist.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { callScenarios, elementScenarios } from '../machine/scenarios/index.mjs';

it('each row of the threat table in docs/security.md names existing tests', () => {
  const text = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const rows = text
    .split('## Who is trusted')[1]
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  assert.ok(rows.length > 12);
  const scenarios = [...callScenarios, ...elementScenarios].map(({ name }) => name);
  for (const row of rows) {
    const named = [
      ...row
        .split('|')
        .at(-2)
        .matchAll(/`([^`]+)`/g),
    ].map(([, name]) => name);
    assert.notEqual(named.length, 0, row);
    for (const name of named) {
      const isThere = scenarios.includes(name) || existsSync(new URL(`../${name}`, import.meta.url));
      assert.ok(isThere, name);
    }
  }
});
