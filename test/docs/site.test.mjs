// The documentation's site, before it is written: which pages it has, and that their links lead somewhere.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { elementsOf } from '../../scripts/docs/manifest.mjs';
import { site } from '../../scripts/docs/site.mjs';
import { siteFile } from '../../scripts/docs/site-map.mjs';

const root = new URL('../../', import.meta.url);
const elements = elementsOf(JSON.parse(readFileSync(new URL('custom-elements.json', root), 'utf8')));
const { pages, images, contents } = site(elements);
const idsIn = (html) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('the documentation', () => {
  it('has its sections in order, on every page', () => {
    for (const [file, html] of pages) {
      const [, nav] = /<nav aria-label="Documentation">(.*?)<\/nav>/s.exec(html);
      assert.deepEqual(
        [...nav.matchAll(/<a [^>]*>(.*?)<\/a>/g)].map(([, title]) => title),
        [
          'Getting started',
          'Elements',
          'Events and errors',
          'Styling',
          'Languages',
          'Tokens and security',
          'Frameworks',
          'Testing and the local room',
          'Performance',
          'Contributing',
        ],
        file,
      );
    }
  });

  it('has every page of docs/, and one for each element', () => {
    const written = readdirSync(new URL('docs/', root), { recursive: true })
      .map((file) => `docs/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.md') && !file.endsWith('.api.md')) // API Extractor's reports are for reviews.
      .map(siteFile);
    const expected = [...written, ...elements.map(({ tagName }) => `${tagName}.html`)];
    assert.deepEqual(
      expected.filter((file) => !pages.has(file)),
      [],
    );
  });

  it('lists every page for language models, with a sentence about it', () => {
    for (const file of pages.keys())
      if (file !== 'index.html')
        assert.match(contents, new RegExp(`\\]\\(\\./${file.replaceAll('.', '\\.')}\\): \\S`), file);
  });

  it('has no two elements of one id, and one h1', () => {
    for (const [file, html] of pages) {
      const ids = idsIn(html);
      assert.deepEqual([...new Set(ids)], ids, file);
      assert.equal(html.match(/<h1[ >]/g).length, 1, file);
    }
  });

  it('leads nowhere that is not there', () => {
    for (const [file, html] of pages) {
      const targets = [...html.matchAll(/<(?:a|img) (?:href|src)="([^"]+)"/g)].map(([, target]) => target);
      assert.ok(targets.length > 5, file);
      for (const target of targets.filter((each) => !/^[a-z]+:/.test(each))) {
        const [path, anchor] = target.replace(/^\.\//, '').split('#');
        const isThere = path === '' || pages.has(path) || images.has(path) || path === 'icon.svg';
        assert.ok(isThere, `${file} leads to ${target}`);
        if (anchor) assert.ok(idsIn(pages.get(path || file)).includes(anchor), `${file} leads to ${target}`);
      }
    }
  });

  it('shows Markdown as what it means', () => {
    for (const [file, html] of pages) {
      const text = html.replaceAll(/<(pre|code)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, '');
      assert.doesNotMatch(text, /\]\(|```|\*\*|^\|/m, file);
    }
  });
});
