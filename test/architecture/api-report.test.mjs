// docs/reports/api-report.md is the public surface: whoever changes that changes the report, and whoever reviews sees it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { REPORT, apiReport } from '../../scripts/api-report.mjs';

it('the report of the public surface is what the sources say', () => {
  const hint = 'The public surface has changed. If that is meant: `npm run build:api-report`, and commit it.';
  assert.equal(readFileSync(REPORT, 'utf8'), apiReport(), hint);
});
