// The documentation site: the pages of docs/, and the reference from custom-elements.json.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMarkdown, summaryOf, titleOf } from './markdown.mjs';
import { builderPage, contentsText, elementPage, indexPage, writtenPage } from './pages.mjs';
import { BUILDER, imageFile, REFERENCE, SECTIONS, siteFile } from './site-map.mjs';

const path = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const read = (file) => readFileSync(path(file), 'utf8');

/**
 * Renders all pages.
 * @param {any[]} elements of the manifest
 * @returns {{ pages: Map<string, string>, images: Map<string, string>, contents: string }} HTML by file, files of the repository by
 *   target, and a list of all pages as text
 */
export function site(elements) {
  const written = new Map();
  const sections = SECTIONS.map(({ title, files }) => ({
    title,
    pages: files.flatMap(filesOf).flatMap((file) => {
      if (file === REFERENCE)
        return elements.map((element) => ({
          file: `${element.tagName}.html`,
          title: `<${element.tagName}>`,
          isCode: true,
          element,
        }));
      if (file === BUILDER) {
        const html = read('demo/builder.html');
        return { file: 'builder.html', title: 'Build your tag', description: descriptionOf(html), builder: html };
      }
      const markdown = read(file);
      written.set(file, siteFile(file));
      return { file: siteFile(file), title: titleOf(markdown), source: file, markdown };
    }),
  }));

  const images = new Map();
  const resolveFrom = (source) => (href) => {
    if (/^[a-z]+:|^#/i.test(href)) return href;
    const [to, anchor] = href.split('#');
    const file = posix.join(posix.dirname(source), to);
    if (file === 'README.md') return `./${siteFile(file)}`;
    if (written.has(file)) return `./${written.get(file)}${anchor ? `#${anchor}` : ''}`;
    if (!/\.(svg|png|webp)$/.test(file)) return undefined; // A source file, which is not on the site.
    images.set(imageFile(file), path(file));
    return `./${imageFile(file)}`;
  };

  const render = (page, place) => {
    if (page.element) return elementPage(page.element, place);
    if (page.builder) return builderPage(page, place);
    return writtenPage(renderMarkdown(page.markdown, resolveFrom(page.source)), summaryOf(page.markdown), place);
  };
  const summary = (page) => (page.markdown ? summaryOf(page.markdown) : page.description);
  const pages = new Map([['index.html', indexPage(sections, summary)]]);
  for (const section of sections) {
    for (const page of section.pages) {
      const place = { sections, section, file: page.file };
      pages.set(page.file, render(page, place));
    }
  }
  const contents = contentsText(sections, (page) => summary(page) ?? page.element.description);
  return { pages, images, contents };
}

const descriptionOf = (html) => /<meta name="description" content="([^"]*)"/.exec(html)[1];

/** A folder includes all pages in it. */
function filesOf(file) {
  if (typeof file === 'symbol' || !file.endsWith('/')) return [file];
  return readdirSync(path(file))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => file + name);
}
