// The code on the pages of docs/embedding/ is that of the apps that test/embedding/ drives: a block below a comment that names a file
// is that file. `node test/architecture/embedding-doc.test.mjs --write` brings the pages up to date.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCS = 'docs/embedding';
const SOURCES = 'test/embedding/apps';
const read = (file) => readFileSync(join(ROOT, file), 'utf8');

const pages = readdirSync(join(ROOT, DOCS)).filter((name) => name.endsWith('.md'));
const marked = /^<!-- ((?:test|examples)\/\S+) -->\n\n```(\w+)\n([^]*?)^```$/gm;
const filled = (page) =>
  read(`${DOCS}/${page}`).replaceAll(
    marked,
    (_, file, language) => `<!-- ${file} -->\n\n\`\`\`${language}\n${read(file)}\`\`\``,
  );

if (process.argv.includes('--write')) {
  for (const page of pages) writeFileSync(join(ROOT, DOCS, page), filled(page));
} else {
  describe('docs/embedding', () => {
    for (const page of pages)
      it(`${page} shows the code that is tested, and names files that are there`, () => {
        const text = read(`${DOCS}/${page}`);
        assert.equal(text, filled(page), 'Run this file with --write.');
        const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => posix.join(DOCS, link));
        for (const link of links) assert.doesNotThrow(() => readdirOrFile(link), `${page} links to ${link}`);
      });

    it('shows each app’s two sides', () => {
      const shown = pages.flatMap((page) => [...read(`${DOCS}/${page}`).matchAll(marked)].map(([, file]) => file));
      const sides = readdirSync(join(ROOT, SOURCES), { recursive: true })
        .map((file) => posix.join(SOURCES, file.replaceAll('\\', '/')))
        .filter((file) => /\/(guest|owner)(\.component)?\.\w+$/i.test(file));
      assert.ok(sides.length >= 2);
      assert.deepEqual(
        sides.filter((file) => !shown.includes(file)),
        [],
      );
    });

    it('has its index name each page', () => {
      const index = read(`${DOCS}/README.md`);
      assert.deepEqual(
        pages.filter((page) => page !== 'README.md' && !index.includes(`](${page})`)),
        [],
      );
    });
  });
}

/** Throws where there is neither a file nor a folder. */
function readdirOrFile(path) {
  try {
    return readdirSync(join(ROOT, path));
  } catch {
    return read(path);
  }
}
