// Checks that custom-elements.json, which is committed for editors and reviews, matches the sources. The analyzer itself only overwrites it.
import { mkdirSync, readFileSync } from 'node:fs';
import { run } from './run.mjs';

const read = (file) => {
  try {
    return readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
};

mkdirSync(new URL('../.cache/manifest', import.meta.url), { recursive: true });
if (!run('custom-elements-manifest', ['analyze', '--quiet', '--outdir', '.cache/manifest'])) process.exit(1);
if (read('custom-elements.json') !== read('.cache/manifest/custom-elements.json')) {
  console.error('custom-elements.json is outdated: run `npm run build:manifest` and commit it.');
  process.exit(1);
}
