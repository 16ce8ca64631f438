// Every relative link in the readme and the documentation leads to an existing file and heading.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anchorsOf, linksOf } from '../../scripts/docs/markdown.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true }).map((file) => `docs/${file.replaceAll('\\', '/')}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...inDocs, 'examples/token-server/README.md'].filter(
  (file) => file.endsWith('.md'),
);
const read = (file) => readFileSync(join(ROOT, file), 'utf8');

describe('links', () => {
  for (const page of pages) {
    it(`of ${page} lead somewhere`, () => {
      const dead = linksOf(read(page)).filter((link) => {
        if (/^[a-z]+:/i.test(link)) return false;
        const [path, anchor] = link.split('#');
        const target = path ? posix.join(dirname(page), decodeURI(path)) : page;
        if (!existsSync(join(ROOT, target))) return true;
        return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
      });
      assert.deepEqual(dead, []);
    });
  }

  it('lead to every page of the documentation', () => {
    const linked = pages.flatMap((page) =>
      linksOf(read(page)).map((link) => posix.join(dirname(page), link.split('#')[0])),
    );
    assert.deepEqual(
      inDocs.filter(
        (file) =>
          file.endsWith('.md') &&
          !linked.some((each) => each === file || (file.startsWith(`${each}/`) && each !== 'docs')),
      ),
      [],
    );
  });
});
