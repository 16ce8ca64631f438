// docs/reports/*.api.md are the public API: whoever changes that changes the reports, and whoever reviews sees it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apiReports } from '../../scripts/api-report.mjs';

it('the reports of the public API are what the build says', () => {
  const hint = 'The public API has changed. If that is meant: `npm run build:api-report`, and commit it.';
  assert.deepEqual(apiReports(false), [], hint);
});
