// The apps hold to the package's types, as each framework's own compiler sees it in a project that has the package installed.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { tool } from '../bundle/consumer.mjs';
import { project } from './apps.mjs';

const COMPILERS = {
  react: ['tsc', '-p', '.'],
  vue: ['vue-tsc', '-p', '.'],
  svelte: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  lit: ['tsc', '-p', '.'],
  angular: ['tsc', '-p', '.'],
  typescript: ['tsc', '-p', '.'],
};

describe('the types of apps', () => {
  let folder;
  before(async () => (folder = await project('embedding-types')));

  for (const [name, [command, ...args]] of Object.entries(COMPILERS))
    it(`in ${name} are right`, async () => {
      const { ok, output } = await tool(`${folder}/${name}`, command, args);
      assert.ok(ok, output);
    });
});
