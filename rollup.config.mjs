// The files for a <script> tag, and the local room. What npm users import (dist/lib) is made by tsc alone: see package.json.
import { readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { thirdPartyLicenses } from './scripts/licenses.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const licenses = thirdPartyLicenses(resolve(root, 'dist/THIRD-PARTY-LICENSES.txt'));
const banner = `/*! daily-knock ${version}, MIT; contains parts under the licenses in THIRD-PARTY-LICENSES.txt */`;

// daily-js is fetched when a visitor shows intent, from a file of its own beside the bundle. As a "relative" external it keeps
// its right address from whichever chunk imports it; Rollup reckons that from the folder of the entry (src/).
const dailyApart = {
  name: 'daily-js-apart',
  resolveId: (id) =>
    id === '@daily-co/daily-js' ? { id: resolve(root, 'src/daily-js.js'), external: 'relative' } : null,
};

// In a classic script import() takes an address relative to that script, except where the script comes from another origin
// without `crossorigin`: there it has no address at all. So the classic bundle notes its own while it runs.
//
// Firefox remembers for as long as the page lives that a module could not be fetched, and asks the network no more (the HTML
// standard's module map; Chromium forgets failures). So each further attempt takes another address. Not where the page's import
// map says which hash the file has: it speaks of the first address only, and an unchecked file must not take its place.
const dailyAgain = {
  name: 'daily-js-again',
  renderDynamicImport({ format, targetModuleId, chunk }) {
    if (targetModuleId) return null; // A file of ours.
    // `attempt` is the parameter of fetchDaily() in src/daily/create-call.ts.
    const again = `attempt && !document.querySelector('script[type=importmap]')?.text.includes('daily-js.js')`;
    if (format === 'iife')
      return { left: 'import(new URL(', right: `, ownAddress).href + (${again} ? '?again=' + attempt : ''))` };
    const path = posix.relative(posix.dirname(chunk.fileName), 'daily-js.js');
    // The plain form first: bundlers and preloads understand it.
    const anew = `import(new URL('./${path}', import.meta.url).href + '?again=' + attempt)`;
    return { left: `(${again} ? ${anew} : import(`, right: '))' };
  },
};

const compile = (dir) => [
  nodeResolve(),
  typescript({
    tsconfig: './tsconfig.build.json',
    compilerOptions: { outDir: dir, noCheck: true }, // tsc checks the types when it makes dist/lib.
    filterRoot: root,
  }),
  terser({ ecma: 2020, format: { comments: /^!/ } }),
  licenses,
];

export default [
  {
    input: { 'daily-knock': 'src/define.ts' },
    plugins: [dailyApart, dailyAgain, ...compile('dist')],
    output: [
      { dir: 'dist', format: 'es', banner, sourcemap: true, chunkFileNames: 'chunks/[name]-[hash].js' },
      {
        dir: 'dist',
        entryFileNames: '[name].iife.js',
        format: 'iife',
        banner,
        intro: 'const ownAddress = document.currentScript?.src || document.baseURI;',
        sourcemap: true,
        inlineDynamicImports: true,
      },
    ],
  },
  {
    input: { 'daily-js': '@daily-co/daily-js' }, // Published minified.
    output: { dir: 'dist', format: 'es' },
    plugins: [nodeResolve(), licenses],
  },
  {
    input: { 'call-machine-object-bundle': 'src/local-room/call-machine.ts' },
    output: { dir: 'dist/local-room', format: 'iife', sourcemap: true },
    plugins: compile('dist/local-room'),
  },
  {
    input: { index: 'src/local-room/index.ts' },
    output: { dir: 'dist/local-room', format: 'es', sourcemap: true },
    plugins: compile('dist/local-room'),
  },
  {
    // One script tag for a page that plays in a local room: the published bundle and the local room, neither copied.
    input: { 'daily-knock': 'src/local-room-page.ts' },
    external: [/\/define\.js$/, /\/local-room\/index\.js$/],
    output: {
      dir: 'dist/local-room',
      format: 'es',
      sourcemap: true,
      paths: (id) => (id.endsWith('/define.js') ? '../daily-knock.js' : './index.js'),
    },
    plugins: compile('dist/local-room'),
  },
];
