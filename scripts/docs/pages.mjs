// The pages of the documentation site.
import { EXAMPLES } from './examples.mjs';
import { code, escape, paragraphs, prose } from './html.mjs';
import { methodsOf, propertiesOf } from './manifest.mjs';
import { table } from './table.mjs';

/**
 * The place of a page in the site.
 * @typedef {{ sections: any[], section?: any, file: string }} Place
 */

/**
 * Renders the reference of an element.
 * @param {any} element of the manifest
 * @param {Place} place
 */
export function elementPage(element, place) {
  const sections = sectionsOf(element);
  const { about, html } = EXAMPLES[element.tagName];
  const main = `
<div class="intro">
  <div>
    <h1><code>&lt;${element.tagName}&gt;</code></h1>
    <div class="lead">${paragraphs(element.description)}</div>
  </div>
  ${jump([{ anchor: 'example', text: 'Example' }, ...sections.map(({ id, title }) => ({ anchor: id, text: title }))])}
</div>
<section id="example" aria-labelledby="example-heading">
  <div class="section-head"><h2 id="example-heading">Example</h2><p>${prose(about)}</p></div>
  <div class="example">${html}</div>
</section>
${sections.map(section).join('\n')}`;
  const scripts = ['./dist/local-room/daily-knock.js', `./examples/${element.tagName}.js`];
  return page({ title: element.tagName, description: element.description, main, scripts, place });
}

/**
 * Renders a page of docs/.
 * @param {ReturnType<import('./markdown.mjs').renderMarkdown>} rendered
 * @param {string} description
 * @param {Place} place
 */
export function writtenPage({ title, headings, html }, description, place) {
  const below = headings.filter(({ depth }) => depth === 2);
  const main = `
<article class="prose">
${html.replace('</h1>', (end) => `${end}\n${below.length > 2 ? jump(below) : ''}`)}
</article>`;
  return page({ title, description, main, place });
}

/**
 * Renders the demo’s builder.
 * @param {{ title: string, description: string, builder: string }} builder
 * @param {Place} place
 */
export function builderPage({ title, description, builder }, place) {
  const [, main] = /<main[^>]*>(.*)<\/main>/s.exec(builder);
  const scripts = ['./dist/local-room/daily-knock.js', './builder.js'];
  return page({ title, description, main, scripts, styles: ['./builder.css'], place });
}

/**
 * Renders the start page.
 * @param {any[]} sections
 * @param {(page: any) => string | undefined} summary
 */
export function indexPage(sections, summary) {
  const card = ({ title, pages: [first, ...others] }) => `
  <article class="card">
    <h2><a href="./${first.file}">${escape(title)}</a></h2>
    <p>${escape(summary(first))}</p>
    ${others.length ? `<ul>${others.map((each) => `<li>${link(each)}</li>`).join('')}</ul>` : ''}
  </article>`;
  const main = `
<div class="intro">
  <div>
    <h1>Documentation</h1>
    <p class="lead">Daily’s knocking for any web page: guests knock at a private video room, and the owner lets them in.</p>
  </div>
</div>
<div class="cards">${sections.map(card).join('')}
</div>`;
  return page({
    title: 'Documentation',
    description: 'The documentation of daily-knock',
    main,
    place: { sections, file: 'index.html' },
  });
}

/**
 * Lists all pages for language models, in the format of https://llmstxt.org.
 * @param {any[]} sections
 * @param {(page: any) => string | undefined} summary
 */
export function contentsText(sections, summary) {
  const line = (text) => text.replaceAll(/\s+/g, ' ').trim();
  const entry = (each) =>
    `- [${each.isCode ? `\`${each.title}\`` : each.title}](./${each.file}): ${line(summary(each) ?? '')}`;
  return [
    '# daily-knock',
    '> Web Components that put Daily’s knocking into any web page: guests knock at a private video room, and the owner lets them in.',
    ...sections.map(({ title, pages }) => [`## ${title}`, '', ...pages.map(entry)].join('\n')),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Renders a link, with `aria-current` on the page itself. */
const link = ({ file, title, isCode }, here) =>
  `<a href="./${file}"${file === here ? ' aria-current="page"' : ''}>${isCode ? code(title) : escape(title)}</a>`;

const jump = (targets) => `<nav class="jump" aria-label="On this page">
    <ul>
      ${targets.map(({ anchor, text }) => `<li><a href="#${anchor}">${escape(text)}</a></li>`).join('\n      ')}
    </ul>
  </nav>`;

function sectionsOf(element) {
  const { events = [], slots = [], cssParts = [], cssProperties = [], cssStates = [] } = element;
  const named = ({ name, description }) => [code(name), prose(description)];
  return [
    {
      id: 'properties',
      title: 'Attributes and properties',
      head: ['Property', 'Attribute', 'Type', 'Default', 'Description'],
      rows: propertiesOf(element).map((each) => [
        each.kind === 'field' ? code(each.name) : '',
        code(each.attribute),
        code(each.type?.text),
        code(each.default),
        `${each.readonly ? '<em>Read-only.</em> ' : ''}${prose(each.description)}`,
      ]),
    },
    {
      id: 'methods',
      title: 'Methods',
      head: ['Method', 'Description'],
      rows: methodsOf(element).map((each) => [code(signature(each)), `${prose(each.description)}${parameters(each)}`]),
    },
    { id: 'events', title: 'Events', head: ['Event', 'Description'], rows: events.map(named) },
    {
      id: 'slots',
      title: 'Slots',
      head: ['Slot', 'Description'],
      rows: slots.map(({ name, description }) => [name ? code(name) : '(no name)', prose(description)]),
    },
    { id: 'parts', title: 'CSS parts', head: ['Part', 'Description'], rows: cssParts.map(named) },
    {
      id: 'custom-properties',
      title: 'CSS custom properties',
      head: ['Custom property', 'Default', 'Description'],
      rows: cssProperties.map((each) => [code(each.name), code(each.default), prose(each.description)]),
    },
    { id: 'states', title: 'CSS states', head: ['State', 'Description'], rows: cssStates.map(named) },
  ].filter(({ rows }) => rows.length > 0);
}

const signature = ({ name, parameters: all = [], return: given }) =>
  `${name}(${all.map((each) => `${each.name}: ${each.type?.text ?? 'unknown'}`).join(', ')})${given?.type?.text ? `: ${given.type.text}` : ''}`;

const parameters = ({ parameters: all = [] }) =>
  all
    .filter(({ description }) => description)
    .map(({ name, description }) => `<br />${code(name)}: ${prose(description)}`)
    .join('');

const section = ({ id, title, head, rows }) => `
<section id="${id}" aria-labelledby="${id}-heading">
  <div class="section-head"><h2 id="${id}-heading">${title}</h2></div>${table({ head, rows, label: `${title}, table` })}</section>`;

/** Renders the pages of a section, if there are several. */
const pagesOf = ({ section, file }) =>
  section && section.pages.length > 1
    ? `<nav class="pages" aria-label="${escape(section.title)}">
        <ul>
          ${section.pages.map((each) => `<li>${link(each, file)}</li>`).join('\n          ')}
        </ul>
      </nav>
      `
    : '';

function page({ title, description, main, scripts = [], styles = [], place }) {
  const { sections, section, file } = place;
  const current = (each) => {
    if (each !== section) return '';
    return ` aria-current="${each.pages[0].file === file ? 'page' : 'true'}"`;
  };
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(title)} · daily-knock</title>
    <meta name="description" content="${escape(description.replaceAll(/\s+/g, ' '))}" />
    <link rel="icon" href="./icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./demo.css" />
    <link rel="stylesheet" href="./docs.css" />${styles.map((href) => `\n    <link rel="stylesheet" href="${href}" />`).join('')}${scripts.map((src) => `\n    <script type="module" src="${src}"></script>`).join('')}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site-head">
      <div class="wrap">
        <a class="brand" href="./index.html"><img src="./icon.svg" alt="" width="32" height="32" />daily-knock</a>
        <nav aria-label="Documentation">
          <ul>
            ${sections.map((each) => `<li><a href="./${each.pages[0].file}"${current(each)}>${escape(each.title)}</a></li>`).join('\n            ')}
          </ul>
        </nav>
      </div>
    </header>
    <div class="wrap layout">
      ${pagesOf(place)}<main id="main" tabindex="-1">${main}
      </main>
    </div>${
      scripts.length
        ? `
    <footer class="site-foot">
      <div class="wrap"><p>The rooms of the examples are made in your browser: no picture and no sound leaves it.</p></div>
    </footer>`
        : ''
    }
  </body>
</html>
`;
}
