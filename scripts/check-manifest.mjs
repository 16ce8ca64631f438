// custom-elements.json is committed, so that editors and reviews see it; this holds it to the sources, which
// the analyzer itself only overwrites.
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
  console.error('custom-elements.json is not what the sources say: run `npm run build:manifest` and commit it.');
  process.exit(1);
}
