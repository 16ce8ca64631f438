// npm run docs: writes the documentation into site/, a self-contained static site: the pages of docs/, and a reference with one page per
// element from custom-elements.json, with the built elements and the local room for examples. Needs a build.
// VitePress, Eleventy and similar tools add a build and a theme to pages that only need marked and a layout. The reference would still need
// our own templates: @custom-elements-manifest/to-markdown lists modules and classes, without examples.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { elementsOf } from './docs/manifest.mjs';
import { site } from './docs/site.mjs';

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

if (!existsSync(path('dist/local-room/daily-knock.js'))) {
  console.error('The examples need a build: npm run build');
  process.exit(1);
}
const elements = elementsOf(JSON.parse(readFileSync(path('custom-elements.json'), 'utf8')));
const { pages, images, contents } = site(elements);

rmSync(path('site'), { recursive: true, force: true });
mkdirSync(path('site'));
for (const [file, html] of pages) writeFileSync(path(`site/${file}`), html);
writeFileSync(path('site/llms.txt'), contents);
for (const [to, from] of images) cpSync(from, path(`site/${to}`));
for (const { tagName } of elements)
  cpSync(path(`scripts/docs/examples/${tagName}.js`), path(`site/examples/${tagName}.js`));
cpSync(path('scripts/docs/examples/support.js'), path('site/examples/support.js'));
cpSync(path('scripts/docs/docs.css'), path('site/docs.css'));
for (const file of [
  'demo.css',
  'icon.svg',
  'builder.css',
  'builder.js',
  'builder-code.js',
  'copy.js',
  'languages.js',
  'local-room.js',
])
  cpSync(path(`demo/${file}`), path(`site/${file}`));
// Only what browsers run, without files for compilers and editors.
const isFor = /[/\\]dist([/\\](local-room|languages))?$|\.js$|integrity\.json$/;
cpSync(path('dist'), path('site/dist'), { recursive: true, filter: (from) => isFor.test(from) });
console.log(`The documentation is in site/: ${pages.size} pages.`);
