// The files for a <script> tag, the local room, and all types. The code that npm users import (dist/lib) is made by tsc: see package.json.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import license from 'rollup-plugin-license';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version, exports: published } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
const languages = readdirSync(resolve(root, 'src/i18n/languages')).map((file) => file.replace('.ts', ''));
// One instance for all bundles: it remembers what was in each, and the last one writes the file for all.
const licenses = license({ thirdParty: { output: resolve(root, 'dist/THIRD-PARTY-LICENSES.txt') } });
const banner = `/*! daily-knock ${version}, MIT; contains parts under the licenses in THIRD-PARTY-LICENSES.txt */`;

// daily-js is fetched when a visitor shows intent, from a file of its own beside the bundle. As a "relative" external it keeps
// its right address from whichever chunk imports it; Rollup reckons that from the folder of the entry (src/).
// Languages are files of their own likewise, the same ones for both bundles. Bundlers need an import for each, a browser only one.
const languagesApart = {
  name: 'languages-apart',
  load(id) {
    if (id !== resolve(root, 'src/i18n/languages.ts')) return null;
    const codes = JSON.stringify(languages.map((file) => new Intl.Locale(file).baseName));
    return `export const languages = Object.fromEntries(
      ${codes}.map((code) => [code, () => import(\`./languages/\${code.toLowerCase()}.js\`)]),
    );`;
  },
};

// So is the table of characters that look alike, which would be a third of the classic bundle.
const APART = { '@daily-co/daily-js': 'daily-js', unhomoglyph: 'confusables' };
const packagesApart = {
  name: 'packages-apart',
  resolveId: (id) => (id in APART ? { id: resolve(root, `src/${APART[id]}.js`), external: 'relative' } : null),
};

// In a classic script import() takes an address relative to that script, except where the script comes from another origin
// without `crossorigin`: there it has no address at all. So the classic bundle notes its own while it runs.
// An image of the name `currentScript` stands in front of it and must not say where code comes from: the prototype has the right one.
const ownAddress = `const ownAddress =
  Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript').get.call(document)?.src || document.baseURI;`;

// Firefox remembers for as long as the page lives that a module could not be fetched, and asks the network no more (the HTML
// standard's module map; Chromium forgets failures). So after each failure another address is taken. Not where the page's import map
// says which hash the file has: it speaks of the first address only, and an unchecked file must not take its place.
const importAgain = (base) => `const failures = {};
const importAgain = (path) => {
  const count = failures[path];
  const isChecked = Document.prototype.querySelector.call(document, 'script[type=importmap]')?.textContent.includes(path.slice(2));
  return import(new URL(count && !isChecked ? path + '?again=' + count : path, ${base}).href).catch((reason) => {
    failures[path] = (count ?? 0) + 1;
    throw reason;
  });
};`;
const imports = {
  name: 'imports',
  renderDynamicImport: () => ({ left: 'importAgain(', right: ')' }),
  resolveImportMeta: (property, { format }) => (property === 'url' && format === 'iife' ? 'ownAddress' : null),
};

/** Other sources have other parts: two builds in one page do not take each other's. */
function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of readdirSync(resolve(root, 'src'), { recursive: true }).sort())
    if (file.endsWith('.ts')) hash.update(readFileSync(resolve(root, 'src', file)));
  return hash.digest('base64url').slice(0, 8);
}

/** Terser leaves templates as they are, and so the blanks and comments in styles. */
const smallStyles = {
  name: 'small-styles',
  async transform(code, id) {
    const [whole, css] = (id.endsWith('.styles.ts') && /css ?`([^`$]*)`/.exec(code)) || [];
    if (!css) return null;
    const { code: small } = await transform(css, { loader: 'css', minify: true });
    return { code: code.replace(whole, () => `css\`${small.trim()}\``), map: null };
  },
};

/** And it leaves the indentation of templates, the only texts that have any. That of the code goes with it. */
const noIndentation = {
  name: 'no-indentation',
  transform: (code, id) => (id.endsWith('.ts') ? { code: code.replace(/\n +/g, '\n'), map: null } : null),
};

/**
 * The entry holds all of the first view, and what is fetched later needs parts of it. A page may ask for the entry with a query (a CMS
 * adds its version): imported without it, it would be there twice. So the entry leaves those parts in a list at the global object. The
 * code for calls adds its own to it, since its address is another one after a failure (see `importAgain`).
 */
const GIVERS = ['daily-knock', 'call']; // In the order in which they run.
const PUBLIC = ['configure', 'loadElements', 'registerTranslation'];
const PLACEHOLDER = `daily-knock ${version} 00000000`;
const parts = `globalThis[Symbol.for('${PLACEHOLDER}')]`;
const sharedParts = {
  name: 'shared-parts',
  renderChunk(code, chunk, { format }, { chunks }) {
    if (format !== 'es') return null;
    const all = Object.values(chunks);
    const givers = GIVERS.map((giver) => all.find(({ name }) => name === giver).fileName);
    const other = chunk.imports.find((file) => !givers.includes(file));
    if (other) this.error(`${chunk.fileName} imports ${other}, which would not be fetched again after a failure.`);
    const given = givers.flatMap((file) => {
      const names = new Set(all.flatMap(({ importedBindings }) => importedBindings[file] ?? []));
      return [...names].sort().map((name) => ({ file, name }));
    });
    return { code: giveParts(takeParts(code, given), given, chunk), map: null };
  },
};
/** The pairs in the braces of an import or an export: `one as other`, or one name for both. */
const pairs = (list) => list.split(',').map((each) => each.trim().split(' as '));
/** Takes what a chunk imports from the list. By its place in it: the names would be twice in each file. */
function takeParts(code, given) {
  const taken = given.map(() => '');
  const rest = code.replace(/^import (?:\{([^}]*)\} from )?'\.\/(.*)';\n/gm, (_, list, from) => {
    for (const [imported, own = imported] of list ? pairs(list) : [])
      taken[given.findIndex(({ file, name }) => file === from && name === imported)] = own;
    return '';
  });
  return taken.some(Boolean) ? `const [${taken.join(', ').replace(/[ ,]+$/, '')}] = ${parts};\n${rest}` : rest;
}
/** Puts what others import of a chunk into the list, in place of its exports. */
function giveParts(code, given, { fileName, isEntry }) {
  const names = given.filter(({ file }) => file === fileName).map(({ name }) => name);
  if (names.length === 0) return code;
  return code.replace(/export \{([^}]*)\};\s*$/, (_, list) => {
    const exported = pairs(list).map(([own, name = own]) => [name, own]);
    const owns = names.map((name) => new Map(exported).get(name)).join(', ');
    const others = exported.filter(([name]) => PUBLIC.includes(name) || !names.includes(name));
    const give = isEntry ? `${parts} ??= [${owns}]` : `${parts}.push(${owns})`;
    return `${give}; export { ${others.map(([name, own]) => `${own} as ${name}`).join(', ')} };`;
  });
}

// After terser, which picks names by how often letters occur: a hash in the code would change all of them, and the size by some 25 bytes.
const hash = hashOfSources();
const hashLast = {
  name: 'hash-last',
  renderChunk: (code) => ({ code: code.replaceAll(PLACEHOLDER, PLACEHOLDER.replace('00000000', hash)), map: null }),
};

/** Of Lit's helpers the first view needs one. With a copy of its own it does not hold those that are fetched later as well. */
const ownHelpers = {
  name: 'own-helpers',
  async resolveId(source, importer) {
    if (source !== 'lit/directive-helpers.js' || !importer?.endsWith('/elements/base/html.ts')) return null;
    const { id } = await this.resolve('lit-html/directive-helpers.js', importer, { skipSelf: true });
    return `${id}?own`;
  },
  load: (id) => (id.endsWith('?own') ? readFileSync(id.slice(0, -4), 'utf8') : null),
};

/**
 * Lit's `@property` has a half for standard decorators, and TypeScript's helper is for every kind of decorator. The sources have only legacy
 * decorators of properties; any other would end the build, as it is not exported here.
 */
const DECORATORS = {
  'lit/decorators.js': `export const property = (options) => (prototype, name) => prototype.constructor.createProperty(name, options);`,
  tslib: `export const __decorate = ([decorate], prototype, name) => decorate(prototype, name);`,
};
const smallDecorators = {
  name: 'small-decorators',
  resolveId: (id) => (id in DECORATORS ? `\0${id}` : null),
  load: (id) => DECORATORS[id.slice(1)] ?? null,
};

/**
 * Lit's `css` checks what it is given, and has a half for browsers without adopted style sheets, where the elements do not work. These are
 * all exports of its module.
 */
const SMALL_CSS = `
  export const supportsAdoptingStyleSheets = true;
  export class CSSResult {
    constructor(cssText) {
      this.cssText = cssText;
    }
    get styleSheet() {
      if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
      return this.sheet;
    }
    toString() {
      return this.cssText;
    }
  }
  export const css = (raw, ...values) => new CSSResult(String.raw({ raw }, ...values));
  export const unsafeCSS = (value) => new CSSResult(String(value));
  export const getCompatibleStyle = (style) => style;
  export const adoptStyles = (root, styles) => (root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet));
`;
const smallCss = {
  name: 'small-css',
  load: (id) => (id.endsWith('/@lit/reactive-element/css-tag.js') ? SMALL_CSS : null),
};

/**
 * What is fetched together is one file, of the first view and from the first intent on: nobody waits for one to learn of the next. And
 * what has parts in common that nothing else needs: they would be a file that others import.
 */
function together(id, { getModuleInfo }) {
  const reach = (entry) => {
    const found = new Set([resolve(root, entry)]);
    for (const each of found) for (const next of getModuleInfo(each)?.importedIds ?? []) found.add(next);
    return found;
  };
  if (reach('src/script.ts').has(id)) return 'daily-knock';
  if (reach('src/call/index.ts').has(id)) return 'call';
  return /\/src\/call\/(alerts|devices)\/(.*-alerts|device-menu|preview)\.ts$/.exec(id)?.[1];
}

// TypeScript reckons where the sources are from `outDir`, and Rollup from `dir`: each output has the same one, with folders of it in
// the file's name, or source maps would point past the sources.
const minify = (format) =>
  terser({
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true },
    format: { comments: /^!/, ...format },
  });
const compile = () => [...transpile(), minify()];
const transpile = () => [
  nodeResolve(),
  typescript({
    tsconfig: './tsconfig.build.json',
    compilerOptions: { outDir: 'dist', noCheck: true }, // tsc checks the types when it makes dist/lib.
    filterRoot: root,
  }),
  smallStyles,
  noIndentation,
  licenses, // Before terser: the map that it adds has an entry for each character.
];

/**
 * What tests import. The local room is not copied: from where it was loaded it knows where the call machine is.
 * Rollup reckons the paths of files from `dir`, and leaves those of packages as they are.
 */
function testing(entryFileNames, { daily }) {
  return [
    {
      input: 'src/testing/index.ts',
      external: ['@daily-co/daily-js', /\/local-room\/index\.js$/],
      output: {
        dir: 'dist',
        entryFileNames,
        format: 'es',
        sourcemap: true,
        paths: (id) => (id.endsWith('/local-room/index.js') ? './local-room/index.js' : daily),
      },
      plugins: compile(),
    },
  ];
}

export default [
  {
    input: { 'daily-knock': 'src/script.ts' },
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      sharedParts,
      ownHelpers,
      smallDecorators,
      smallCss,
      packagesApart,
      languagesApart,
      imports,
      ...transpile(),
    ],
    output: [
      {
        dir: 'dist',
        format: 'es',
        banner,
        sourcemap: true,
        intro: (chunk) => (chunk.dynamicImports.length > 0 ? importAgain('import.meta.url') : ''),
        manualChunks: together,
        chunkFileNames: 'daily-knock-[name]-[hash].js',
        plugins: [minify(), hashLast],
      },
      {
        dir: 'dist',
        entryFileNames: '[name].iife.js',
        format: 'iife',
        name: 'dailyKnock', // A classic script has no exports: dailyKnock.registerTranslation.
        banner,
        intro: `${ownAddress}\n${importAgain('ownAddress')}`,
        sourcemap: true,
        inlineDynamicImports: true,
        // A classic script is read in the encoding of its page, unless the server names one. Modules are always UTF-8.
        plugins: [minify({ ascii_only: true }), hashLast],
      },
    ],
  },
  {
    input: Object.fromEntries(languages.map((code) => [code, `src/i18n/languages/${code}.ts`])),
    output: { dir: 'dist', entryFileNames: 'languages/[name].js', format: 'es', banner },
    plugins: compile(),
  },
  {
    input: { 'daily-js': '@daily-co/daily-js' }, // Published minified.
    output: { dir: 'dist', format: 'es' },
    plugins: [nodeResolve(), licenses],
  },
  {
    input: { confusables: 'unhomoglyph' },
    output: { dir: 'dist', format: 'es', banner },
    plugins: [nodeResolve(), commonjs(), json(), licenses, terser({ ecma: 2020, format: { comments: /^!/ } })],
  },
  {
    // A worker is a file of its own; whatever starts it is in this folder as well.
    input: { 'background-timer.worker': 'src/call/background-timer.worker.ts' },
    output: { dir: 'dist', format: 'es', banner },
    plugins: compile(),
  },
  {
    input: { 'call-machine-object-bundle': 'src/local-room/machine/call-machine.ts' },
    output: { dir: 'dist', entryFileNames: 'local-room/[name].js', format: 'iife', sourcemap: true },
    plugins: compile(),
  },
  {
    input: { index: 'src/local-room/index.ts' },
    output: { dir: 'dist', entryFileNames: 'local-room/[name].js', format: 'es', sourcemap: true },
    plugins: compile(),
  },
  {
    input: { index: 'src/lobby-channel/index.ts' },
    output: { dir: 'dist', entryFileNames: 'lobby-channel/[name].js', format: 'es', banner, sourcemap: true },
    plugins: compile(),
  },
  ...testing('testing/index.js', { daily: '@daily-co/daily-js' }),
  // The same for pages without a bundler: with the daily-js that daily-knock.js loads.
  ...testing('local-room/testing.js', { daily: '../daily-js.js' }),
  {
    // One script tag for a page that plays in a local room: the published bundle and the local room, neither copied.
    input: { 'daily-knock': 'src/local-room-page.ts' },
    external: [/\/script\.js$/, /\/local-room\/index\.js$/],
    output: {
      dir: 'dist',
      entryFileNames: 'local-room/[name].js',
      format: 'es',
      sourcemap: true,
      paths: (id) => (id.endsWith('/script.js') ? './daily-knock.js' : './local-room/index.js'),
    },
    plugins: compile(),
  },
  {
    // The types of each entry in package.json; what several of them need is in files of its own.
    input: Object.fromEntries(
      Object.values(published)
        .map(({ types }) => /^\.\/dist\/((?:lib\/)?(.*))\.d\.ts$/.exec(types))
        .filter(Boolean)
        .map(([, name, source]) => [name, `src/${source}.ts`]),
    ),
    external: [/^lit/, /^@lit/, /^@daily-co/],
    output: { dir: 'dist', format: 'es', entryFileNames: '[name].d.ts', chunkFileNames: 'types/shared/[name].d.ts' },
    plugins: [dts({ tsconfig: './tsconfig.build.json', compilerOptions: { declaration: true, stripInternal: true } })],
  },
];
