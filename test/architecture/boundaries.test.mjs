// Checks the sources against docs/architecture.md.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cruise } from 'dependency-cruiser';
import { forbidden } from './dependency-rules.mjs';

it('imports point one way, without a cycle', async () => {
  const { output } = await cruise(
    ['src'],
    {
      ruleSet: { forbidden },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
    },
    undefined,
    { tsConfig: undefined },
  );
  const found = output.summary.violations.map(
    ({ rule, from, to, cycle }) => `${from} → ${cycle?.map(({ name }) => name).join(' → ') ?? to}: ${rule.name}`,
  );
  assert.ok(output.summary.totalCruised > 150, `${output.summary.totalCruised} files`);
  assert.deepEqual(found, []);
});
