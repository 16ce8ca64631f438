// The pages of the reference.
import { code, escape, paragraphs, prose } from './html.mjs';
import { methodsOf, propertiesOf } from './manifest.mjs';
import { EXAMPLES } from './examples.mjs';

/** One element. */
export function elementPage(element, elements) {
  const sections = sectionsOf(element);
  const { about, html } = EXAMPLES[element.tagName];
  const main = `
<div class="intro">
  <div>
    <h1><code>&lt;${element.tagName}&gt;</code></h1>
    <div class="lead">${paragraphs(element.description)}</div>
  </div>
  <nav class="jump" aria-label="On this page">
    <ul>
      <li><a href="#example">Example</a></li>
      ${sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('\n      ')}
    </ul>
  </nav>
</div>
<section id="example" aria-labelledby="example-heading">
  <div class="section-head"><h2 id="example-heading">Example</h2><p>${prose(about)}</p></div>
  <div class="example">${html}</div>
</section>
${sections.map(section).join('\n')}`;
  return page({ title: element.tagName, description: element.description, main, elements, here: element.tagName });
}

/** The way to all of them. */
export function indexPage(elements) {
  const card = ({ tagName, description }) => `
  <article class="card">
    <h2><a href="./${tagName}.html"><code>&lt;${tagName}&gt;</code></a></h2>
    <div>${paragraphs(description)}</div>
  </article>`;
  const main = `
<div class="intro">
  <div>
    <h1>Reference</h1>
    <p class="lead">Each element: its properties, methods, events, slots and what CSS can reach, with an example that runs in your browser.</p>
  </div>
</div>
<div class="cards">${elements.map(card).join('')}
</div>`;
  return page({ title: 'Reference', description: 'The elements of daily-knock', main, elements, here: 'index' });
}

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

/** A row. Each cell has its column's name with it: where there is no room for columns, the cells stand below each other. */
const row = (cells, head) =>
  `<tr role="row">${cells.map((cell, index) => `<td role="cell" data-label="${head[index]}">${cell}</td>`).join('')}</tr>`;

// The region around a table can be scrolled by keyboard, so it is what has a name. The roles are those that the tags have already,
// until `display` takes them away.
const section = ({ id, title, head, rows }) => `
<section id="${id}">
  <div class="section-head"><h2 id="${id}-heading">${title}</h2></div>
  <div class="table" role="region" aria-labelledby="${id}-heading" tabindex="0">
    <table role="table">
      <thead role="rowgroup"><tr role="row">${head.map((each) => `<th role="columnheader" scope="col">${each}</th>`).join('')}</tr></thead>
      <tbody role="rowgroup">
        ${rows.map((cells) => row(cells, head)).join('\n        ')}
      </tbody>
    </table>
  </div>
</section>`;

const page = ({ title, description, main, elements, here }) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(title)} · daily-knock</title>
    <meta name="description" content="${escape(description.replaceAll(/\s+/g, ' '))}" />
    <link rel="icon" href="./icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./demo.css" />
    <link rel="stylesheet" href="./docs.css" />${
      here === 'index'
        ? ''
        : `
    <script type="module" src="./dist/local-room/daily-knock.js"></script>
    <script type="module" src="./examples/${here}.js"></script>`
    }
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="site-head">
      <div class="wrap">
        <a class="brand" href="./index.html"><img src="./icon.svg" alt="" width="32" height="32" />daily-knock</a>
        <nav aria-label="Elements">
          <ul>
            ${elements.map(({ tagName }) => `<li><a href="./${tagName}.html"${tagName === here ? ' aria-current="page"' : ''}>${tagName}</a></li>`).join('\n            ')}
          </ul>
        </nav>
      </div>
    </header>
    <main id="main" class="wrap" tabindex="-1">${main}
    </main>
    <footer class="site-foot">
      <div class="wrap"><p>The rooms of the examples are made in your browser: no picture and no sound leaves it.</p></div>
    </footer>
  </body>
</html>
`;
