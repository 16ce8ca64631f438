import { readFileSync } from 'node:fs';

// What the sources say of a member's type, where the analyzer keeps only the words of a tag about it.
const written = new Map();
const restParameters = new Set();
const typeArguments = new Map();

const types = {
  name: 'types',
  analyzePhase({ ts, node }) {
    if (!ts.isClassDeclaration(node)) return;
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    typeArguments.set(node.name.text, {
      names: node.typeParameters?.map(({ name }) => name.text) ?? [],
      given: base?.typeArguments?.map((argument) => argument.getText()) ?? [],
    });
    for (const member of node.members) {
      for (const { name, dotDotDotToken } of member.parameters ?? [])
        if (dotDotDotToken) restParameters.add(`${node.name.text}.${member.name?.getText()}.${name.getText()}`);
      if (member.type) written.set(`${node.name.text}.${member.name.getText()}`, member.type.getText());
    }
  },
  packageLinkPhase({ customElementsManifest }) {
    const classes = customElementsManifest.modules.flatMap(({ declarations }) => declarations).filter(isClass);
    for (const declaration of classes) {
      for (const member of declaration.members ?? []) {
        const from = member.inheritedFrom?.name ?? declaration.name;
        const type = written.get(`${from}.${member.name}`);
        if (type && member.kind === 'method') member.return = { ...member.return, type: { text: type } };
        for (const parameter of member.parameters ?? [])
          if (restParameters.has(`${from}.${member.name}.${parameter.name}`)) parameter.rest = true;
        const which = typeArguments.get(from)?.names.indexOf(member.type?.text) ?? -1;
        const given = typeArguments.get(declaration.name)?.given[which];
        if (given) member.type = { text: stated.types.get(given) ?? given };
      }
      for (const entry of [...(declaration.members ?? []), ...(declaration.attributes ?? [])]) {
        const value = stated.values.get(entry.default);
        if (value) entry.default = value;
      }
    }
  },
};

const isClass = ({ kind }) => kind === 'class';

// States and constants that elements only name.
const stateSource = ['call-state', 'limits']
  .map((name) => readFileSync(new URL(`src/core/${name}.ts`, import.meta.url), 'utf8'))
  .join('\n');
const stated = {
  types: new Map([...stateSource.matchAll(/export type (\w+) = ([^;{]+);/g)].map(([, name, type]) => [name, type])),
  values: new Map([...stateSource.matchAll(/export const (\w+) = ([^;]+);/g)].map(([, name, value]) => [name, value])),
};

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
const tokens = ['tokens', 'call']
  .map((name) => readFileSync(new URL(`src/elements/styles/${name}.styles.ts`, import.meta.url), 'utf8'))
  .join('\n');
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
  plugins: [types, published],
};
