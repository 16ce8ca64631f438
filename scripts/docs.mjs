// npm run docs: writes the documentation into site/, a static site that needs nothing else: the pages of docs/, and a reference with one
// page an element, from custom-elements.json, with the built elements and the local room for the examples on them. Needs a build.
// VitePress, Eleventy and their like bring a build and a theme of their own to pages that only need marked and a frame, and would need
// templates of ours for the reference all the same: @custom-elements-manifest/to-markdown lists modules and classes, without examples.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { elementsOf } from './docs/manifest.mjs';
import { site } from './docs/site.mjs';

const path = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

if (!existsSync(path('dist/local-room/daily-knock.js'))) {
  console.error('There is no build to run the examples with: npm run build');
  process.exit(1);
}
const elements = elementsOf(JSON.parse(readFileSync(path('custom-elements.json'), 'utf8')));
const { pages, images } = site(elements);

rmSync(path('site'), { recursive: true, force: true });
mkdirSync(path('site'));
for (const [file, html] of pages) writeFileSync(path(`site/${file}`), html);
for (const [to, from] of images) cpSync(from, path(`site/${to}`));
for (const { tagName } of elements)
  cpSync(path(`scripts/docs/examples/${tagName}.js`), path(`site/examples/${tagName}.js`));
cpSync(path('scripts/docs/examples/support.js'), path('site/examples/support.js'));
cpSync(path('scripts/docs/docs.css'), path('site/docs.css'));
for (const file of ['demo.css', 'icon.svg']) cpSync(path(`demo/${file}`), path(`site/${file}`));
// What a browser runs, and none of what compilers and editors read.
const isFor = /[/\\]dist([/\\](local-room|languages))?$|\.js$/;
cpSync(path('dist'), path('site/dist'), { recursive: true, filter: (from) => isFor.test(from) });
console.log(`The documentation is in site/: ${pages.size} pages.`);
