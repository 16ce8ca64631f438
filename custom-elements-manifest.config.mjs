import { readFileSync } from 'node:fs';

// The manifest of what a page can use of the elements: nothing private, and the files under the names they are published by.
const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest }) {
    const modules = customElementsManifest.modules
      .map((module) => JSON.parse(rename(JSON.stringify(module))))
      // What elements have in common is analyzed too, since they inherit from it, but has no entry of its own.
      .filter(({ declarations }) => declarations.some(({ tagName }) => tagName));
    for (const declaration of modules.flatMap(({ declarations }) => declarations)) {
      declaration.members = declaration.members?.filter(({ privacy }) => (privacy ?? 'public') === 'public');
      if (declaration.tagName) declaration.cssProperties = cssProperties;
      // An attribute that is observed only to warn of it is none to use.
      declaration.attributes = declaration.attributes?.filter(({ fieldName, description }) => fieldName || description);
    }
    customElementsManifest.modules = modules.flatMap((module) => [definition(module), module]).sort(byPath);
  },
};

// The custom properties are the same for all elements: they are read where they are, and described there.
const tokens = readFileSync(new URL('src/elements/shared/tokens.styles.ts', import.meta.url), 'utf8');
const cssProperties = [...tokens.matchAll(/\/\* (.+) \*\/\s+--_[a-z-]+:\s*var\(\s*(--daily-[a-z-]+),\s*(.+)\);/g)].map(
  ([, description, name, fallback]) => ({ name, description, default: fallback }),
);

const byPath = (a, b) => (a.path < b.path ? -1 : 1);

// The file beside a class that registers it.
const definition = ({ path, declarations }) => ({
  kind: 'javascript-module',
  path: path.replace(/[^/]+$/, 'define.js'),
  declarations: [],
  exports: declarations
    .filter(({ tagName }) => tagName)
    .map(({ tagName, name }) => ({
      kind: 'custom-element-definition',
      name: tagName,
      declaration: { name, module: path },
    })),
});

const rename = (json) => json.replaceAll(/"\/?src\/([^"]+)\.[jt]s"/g, '"dist/lib/$1.js"');

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts'],
  litelement: true,
  packagejson: false,
  outdir: '.',
  plugins: [published],
};
